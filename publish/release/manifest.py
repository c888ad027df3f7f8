"""What a release holds: every file's path, size, SHA-256 and sources, and one hash over them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec


class Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One file of a release; `path` is relative with forward slashes, `sources` are the public numbers of
    the matters it was made of."""

    path: str
    size: int
    sha256: str
    sources: tuple[str, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """All files of a release in order of path; `digest` binds a check to what it looked at."""

    digest: str
    entries: tuple[Entry, ...]


def of(root: Path) -> Manifest:
    """The manifest of everything below `root`, read to the last byte; it knows of no sources."""
    paths = sorted((path for path in root.rglob("*") if path.is_file()), key=Path.as_posix)
    return made(entry(root, path) for path in paths)


def made(entries: Iterable[Entry]) -> Manifest:
    """The manifest of these files, given in order of path; the digest is over path and SHA-256 alone."""
    held = tuple(entries)
    lines = "".join(f"{entry.sha256}  {entry.path}\n" for entry in held)
    return Manifest(hashlib.sha256(lines.encode()).hexdigest(), held)


def entry(root: Path, path: Path) -> Entry:
    """One file as it is now."""
    data = path.read_bytes()
    return Entry(path.relative_to(root).as_posix(), len(data), hashlib.sha256(data).hexdigest())
