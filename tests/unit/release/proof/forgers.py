"""What somebody could do to a published site, with and without its key."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from publish.release.proof import keys, merkle, shards, stamp, statement, tiles
from publish.release.proof.keys import Signer
from tests.unit.release.proof import made

CHECKPOINT = f"{statement.LOG}/checkpoint"


def shard_of(site: Path, path: str) -> Path:
    bits = stamp.last(site).bits
    return site / shards.place(shards.shard_of(path, bits), bits)


def rewrite(site: Path, change: Callable[[shards.Line], shards.Line | None]) -> None:
    """Rewrite every line of every shard; a line for which there is nothing goes."""
    for path in sorted((site / shards.PAGES).glob("*.json")):
        lines = filter(None, map(change, shards.decode(path.read_bytes())))
        path.write_bytes(shards.encode(sorted(lines, key=lambda line: line.path)))


def resign_tree(site: Path) -> bytes:
    """Make the tiles of the pages fit their shards again, as somebody without the key could."""
    said = stamp.last(site)
    paths = [site / shards.place(number, said.bits) for number in range(1 << said.bits)]
    leaves = [merkle.leaf_hash(shards.root(shards.decode(path.read_bytes()))) for path in paths]
    for place, data in tiles.of(leaves):
        (site / shards.PAGES / place).write_bytes(data)
    return merkle.root(leaves)


def forge(site: Path, path: str, data: bytes) -> None:
    """A changed page, and a list that fits it."""
    (site / path).write_bytes(data)

    def change(line: shards.Line) -> shards.Line:
        leaf = shards.leaf(bytes.fromhex(line.salt), path, data).hex()
        new = msgspec.structs.replace(line, size=len(data), sha256=shards.sha256(data), leaf=leaf)
        return new if line.path == path else line

    rewrite(site, change)


def rotated(site: Path, pages: Mapping[str, bytes] = made.PAGES, hours: int = 2) -> Signer:
    """A third release of the site, under the next key."""
    folder = site.parent / "keys"
    keys.rotate(folder, made.ORIGIN, made.AT.replace(hour=18 + hours), b"seed")
    by = keys.signer(folder, made.ORIGIN)
    made.release(site.parent / "3", site, pages, by, hours=hours + 1)
    return by


def relogged(site: Path, entries: list[bytes], by: Signer) -> None:
    """A log with other entries, whole in itself and signed."""
    shutil.rmtree(site / statement.LOG)
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    for place, data in tiles.of(leaves):
        (site / statement.LOG / place).parent.mkdir(parents=True, exist_ok=True)
        (site / statement.LOG / place).write_bytes(data)
    bundle = site / statement.LOG / tiles.path(tiles.ENTRIES, 0, len(entries))
    bundle.parent.mkdir(parents=True)
    bundle.write_bytes(tiles.bundle(entries))
    text = statement.Checkpoint(by.name, len(entries), merkle.root(leaves)).text()
    (site / CHECKPOINT).write_bytes(by.sign(text))


def entries(site: Path) -> list[bytes]:
    return tiles.unbundle((site / statement.LOG / "tile/entries/000.p/2").read_bytes())
