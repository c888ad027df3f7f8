# Plain os calls: this runs once a file, and Path costs five times as much.
# ruff: noqa: PTH103, PTH105, PTH106, PTH108, PTH112, PTH114
"""Writes output/: only bytes that changed, by temporary name and rename; what is no longer made goes.

Nothing is ever half written: a killed run leaves whole files and strays, and the next run finishes.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from publish.site.manifest import Entry, entry
from publish.site.page import Output
from publish.site.uses import Uses
from publish.text.stamps import Stamps, look

TEMPORARY = ".publish-tmp-"


class Made(msgspec.Struct, frozen=True):
    """A file that was made: its entry in the manifest, and whether it had to be written."""

    entry: Entry
    written: bool


def emit(output: Output, writer: Writer, uses: Uses) -> Made:
    """Make one file and write it where its bytes are others than those that stand there."""
    body, names = uses.noted(output.body)
    written, changed_at = writer.write(output.path, body)
    sources = sorted(names) if output.sources is None else output.sources
    digest = hashlib.sha256(body).hexdigest()
    return Made(entry(output.path, len(body), changed_at, digest, sources), written)


class Writer:
    """Writes files below one folder; remembers the folders it made. `there`: the files that may have the
    right bytes already; where it is None, all may."""

    def __init__(self, folder: Path, there: Container[str] | None = None) -> None:
        self._root, self._there = str(folder), there
        self._made: set[str] = set()

    def write(self, path: str, body: bytes) -> tuple[bool, int]:
        """Whether the file had to be written, and the nanoseconds of its last change; the same bytes keep
        their file and its time."""
        target = f"{self._root}/{path}"
        folder, name = target.rsplit("/", 1)
        if folder not in self._made:
            _make(folder, self._root)
            self._made.add(folder)
        since = _same(target, body) if self._there is None or path in self._there else None
        if since is not None:
            return False, since
        temporary = f"{folder}/{TEMPORARY}{name}"
        changed_at = _put(temporary, body)
        _replace(temporary, target)
        return True, changed_at


def _put(path: str, body: bytes) -> int:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666)
    try:
        view = memoryview(body)
        while view:
            view = view[os.write(descriptor, view) :]
        return os.fstat(descriptor).st_mtime_ns
    finally:
        os.close(descriptor)


def _replace(temporary: str, target: str) -> None:
    """Rename; a folder that stands where a file belongs gives way."""
    try:
        os.replace(temporary, target)
    except IsADirectoryError:
        _clear(target)
        os.replace(temporary, target)


def _same(target: str, body: bytes) -> int | None:
    """When a file that has these bytes was last changed; None where there is none."""
    try:
        descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        held = os.fstat(descriptor)
        alike = held.st_size == len(body) and stat.S_ISREG(held.st_mode)
        return held.st_mtime_ns if alike and _read(descriptor, len(body)) == body else None
    finally:
        os.close(descriptor)


def _read(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, size)
    while len(data) < size and (more := os.read(descriptor, size - len(data))):
        data += more
    return data


def _make(folder: str, root: str) -> None:
    """Make the folder; a file or a link that stands where a folder belongs gives way, the highest first:
    what lies behind a link is not ours."""
    at = root
    for name in folder[len(root) :].split("/")[1:]:
        at = f"{at}/{name}"
        if os.path.islink(at) or (os.path.lexists(at) and not os.path.isdir(at)):
            with suppress(FileNotFoundError, IsADirectoryError):  # another process was faster
                os.unlink(at)
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


def standing(folder: Path, top: str = "", but: str = "") -> Stamps:
    """Every file below `folder` (see `look`): its bytes and the nanoseconds of its last change; of a link,
    nothing."""
    return look(str(folder), _stamp, top=top, but=but)


def _stamp(entry: os.DirEntry[str]) -> str:
    held = entry.stat(follow_symlinks=False)
    size = held.st_size if entry.is_file(follow_symlinks=False) else -1
    return f"{size}/{held.st_mtime_ns}"


def sweep(folder: Path, gone: Iterable[str]) -> list[str]:
    """Remove files below `folder`, and the folders that are empty then; their paths, in order."""
    removed = sorted(gone)
    for path in removed:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # ours stands there by now
            os.unlink(f"{folder}/{path}")
    for above in sorted({path.rpartition("/")[0] for path in removed if "/" in path}, reverse=True):
        _prune(str(folder), above)
    return [path for path in removed if TEMPORARY not in path]


def _prune(root: str, below: str) -> None:
    """Remove a folder and those above it as far as they are empty."""
    while below:
        try:
            os.rmdir(f"{root}/{below}")
        except OSError:
            return
        below = below.rpartition("/")[0]
