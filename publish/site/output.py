# Plain os calls: this runs once a file, and Path costs five times as much.
# ruff: noqa: PTH103, PTH105, PTH106, PTH108, PTH112, PTH114, PTH123, PTH208
"""Writes output/: only bytes that changed, by temporary name and rename; what is no longer made goes.

Nothing is ever half written: a killed run leaves whole files and strays, and the next run finishes.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

from publish.errors import PublishError
from publish.site.manifest import Entry, Manifest
from publish.site.page import Output

TEMPORARY = ".publish-tmp-"


class Tally(msgspec.Struct):
    """What a build did to the files of output/."""

    written: list[str] = []
    removed: list[str] = []
    unchanged: int = 0


def emit(outputs: Iterable[Output], folder: Path) -> tuple[Manifest, Tally]:
    """Write every output below `folder`. Raises `PublishError` SITE-009 for a path claimed twice."""
    entries: dict[str, Entry] = {}
    tally = Tally()
    writer = Writer(folder)
    for output in outputs:
        if output.path in entries:
            raise PublishError("SITE-009", output.path)
        body = output.body()
        entries[output.path] = Entry(
            output.path, len(body), hashlib.sha256(body).hexdigest(), tuple(dict.fromkeys(output.sources))
        )
        if writer.write(output.path, body):
            tally.written.append(output.path)
        else:
            tally.unchanged += 1
    return Manifest(tuple(entries[path] for path in sorted(entries))), tally


class Writer:
    """Writes files below one folder; remembers the folders it made."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self._made: set[str] = set()

    def write(self, path: str, body: bytes) -> bool:
        """Whether the file had to be written; the same bytes keep their file and its time."""
        target = f"{self._root}/{path}"
        if _same(target, body):
            return False
        folder, name = target.rsplit("/", 1)
        if folder not in self._made:
            _make(folder, self._root)
            self._made.add(folder)
        if os.path.isdir(target) and not os.path.islink(target):
            _clear(target)
        temporary = f"{folder}/{TEMPORARY}{name}"
        with open(temporary, "wb") as file:
            file.write(body)
        os.replace(temporary, target)
        return True


def _same(target: str, body: bytes) -> bool:
    try:
        descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        held = os.fstat(descriptor)
        return (
            held.st_size == len(body) and stat.S_ISREG(held.st_mode) and _read(descriptor, len(body)) == body
        )
    finally:
        os.close(descriptor)


def _read(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, size)
    while len(data) < size and (more := os.read(descriptor, size - len(data))):
        data += more
    return data


def _make(folder: str, root: str) -> None:
    """Make the folder; a file or a link that stands where a folder belongs gives way."""
    at = folder
    while len(at) > len(root):
        if os.path.islink(at) or (os.path.lexists(at) and not os.path.isdir(at)):
            os.unlink(at)
        at = at.rsplit("/", 1)[0]
    os.makedirs(folder, exist_ok=True)


def _clear(folder: str) -> None:
    for at, folders, files in os.walk(folder, topdown=False):
        for name in files:
            os.unlink(f"{at}/{name}")
        for name in folders:
            _drop(f"{at}/{name}")
    os.rmdir(folder)


def _drop(path: str) -> None:
    if os.path.islink(path):
        os.unlink(path)
    else:
        os.rmdir(path)


def sweep(folder: Path, kept: Iterable[str]) -> list[str]:
    """Remove every file below `folder` that isn't kept, and empty folders; their paths, in order."""
    root, keep, removed = str(folder), set(kept), []
    for at, folders, files in os.walk(root, topdown=False):
        below = at[len(root) + 1 :]
        links = [name for name in folders if os.path.islink(f"{at}/{name}")]
        for name in (*files, *links):
            path = f"{below}/{name}" if below else name
            if path not in keep:
                os.unlink(f"{at}/{name}")
                removed.append(path)
        if below and not os.listdir(at):
            os.rmdir(at)
    return sorted(path for path in removed if TEMPORARY not in path)
