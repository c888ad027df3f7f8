"""The log of releases: an entry a statement, in tiles (c2sp.org/tlog-tiles), under a signed checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish.errors import GateError
from publish.release.proof import merkle, note, statement, tiles
from publish.release.proof.carry import Out
from publish.release.proof.keys import Signer
from publish.release.proof.statement import LOG, Checkpoint

CHECKPOINT = f"{LOG}/checkpoint"


def append(out: Out, entry: bytes, signer: Signer) -> int:
    """Append one entry; the log's new size."""
    hashes, bundle = _logged(out.before) if out.before else ([], [])
    out.carry_all(LOG)
    hashes.append(merkle.leaf_hash(entry))
    index, width = divmod(len(hashes) - 1, tiles.WIDTH)
    kept = bundle if width else []
    out.write(f"{LOG}/{tiles.path(tiles.ENTRIES, index, width + 1)}", tiles.bundle([*kept, entry]))
    root = tree(out, LOG, hashes)
    out.tidy(LOG)
    out.write(CHECKPOINT, signer.sign(Checkpoint(signer.name, len(hashes), root).text()))
    return len(hashes)


def _logged(before: Path) -> tuple[list[bytes], list[bytes]]:
    """Leaf hashes of the log so far, and the entries of its last bundle."""
    try:
        size = statement.checkpoint(note.parse((before / CHECKPOINT).read_bytes()).text).size
        tree = tiles.Tree(size, lambda place: (before / LOG / place).read_bytes())
        index, width = list(tiles.widths(0, size))[-1]
        held = (before / LOG / tiles.path(tiles.ENTRIES, index, width)).read_bytes()
        return tree.leaves(), tiles.unbundle(held)
    except (OSError, IndexError, note.MalformedError):
        raise GateError("RELEASE-010", str(before / LOG)) from None


def tree(out: Out, folder: str, hashes: Sequence[bytes]) -> bytes:
    """Write the tiles of a tree; its root."""
    for place, data in tiles.of(hashes):
        out.write(f"{folder}/{place}", data)
    return merkle.root(hashes)
