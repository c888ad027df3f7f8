"""The manifest: path, size, SHA-256, time and sources of every file of output/.

It lies beside output/, not in it: `.publish-<name of the folder>.manifest`, a line a file, with tabs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from publish.text import files

HEADER = "huisheng-manifest 2"
UNDER_WAY = f"{HEADER} under way"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One file: its path below output/, bytes, nanoseconds of its last change, and its whole line, which
    ends in the digest and the names of all it was made of."""

    path: str
    size: int
    changed_at: int
    line: str

    @property
    def sha256(self) -> str:
        return self.line.split("\t", 4)[3]

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all it was made of."""
        return tuple(self.line.split("\t")[4:])


def entry(path: str, size: int, changed_at: int, sha256: str, sources: Iterable[str]) -> Entry:
    """The entry of a file."""
    return Entry(path, size, changed_at, "\t".join((path, str(size), str(changed_at), sha256, *sources)))


class Manifest(msgspec.Struct, frozen=True):
    """Every file of one build, by path. `whole` is False while a build is under way; `digest` is that of
    the manifest's own bytes."""

    files: dict[str, Entry] = {}
    whole: bool = True
    digest: bytes = b""


def place(output: Path) -> Path:
    """Where the manifest of this output folder lies."""
    return output.parent / f".publish-{output.name}.manifest"


def load(output: Path) -> Manifest | None:
    """The manifest, or None where there is none that can be trusted to be one."""
    try:
        data = place(output).read_bytes()
        return parse(data)
    except (OSError, ValueError):
        return None


def parse(data: bytes) -> Manifest:
    """A manifest's bytes. ValueError where they are torn or of another version."""
    sealed, _, seal = data.rpartition(b"\n")
    digest = hashlib.sha256(sealed)
    head, *lines = sealed.decode().split("\n")
    if head not in (HEADER, UNDER_WAY) or seal != digest.hexdigest().encode():
        raise ValueError("torn")
    entries = {held.path: held for held in map(_entry, lines)}
    return Manifest(entries, head == HEADER, digest.digest())


def _entry(line: str) -> Entry:
    path, size, changed_at, _ = line.split("\t", 3)
    return Entry(path, int(size), int(changed_at), line)


def save(output: Path, manifest: Manifest) -> bytes:
    """Write the manifest, whole or not at all; gives the digest of its bytes."""
    sealed = "\n".join(
        (HEADER if manifest.whole else UNDER_WAY, *sorted(held.line for held in manifest.files.values()))
    ).encode()
    digest = hashlib.sha256(sealed)
    files.write(place(output), sealed + b"\n" + digest.hexdigest().encode())
    return digest.digest()
