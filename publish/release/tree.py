# Plain os calls: this runs once a file, and Path costs five times as much.
# ruff: noqa: PTH103, PTH106, PTH108, PTH116, PTH120
"""A release's files: linked from a release before where they are the same, copied where they changed.

The quickest way to a new release is an old one: the one that is to be forgotten is made into the new one by
what differs, so that the work goes with what changed and not with how many files there are. A file is never
written where it stands, because other releases share it; it is taken away and made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from publish.errors import GateError
from publish.release import twins
from publish.release.manifest import Entry, Manifest
from publish.text.spread import in_order, spread

FEW = 64
LITTLE = 8 << 20
"""Files, and bytes, that are copied here: no process is worth starting for them."""
Known = Mapping[str, Entry]


class Base(msgspec.Struct, frozen=True):
    """A release to take files from: where it lies, and what it holds by path; `whole` where it lost nothing
    since it was made."""

    root: Path
    entries: Known
    whole: bool = True


def known(entries: Iterable[Entry]) -> Known:
    """The entries by path."""
    return {entry.path: entry for entry in entries}


def fill(source: Path, target: Path, wanted: Manifest, before: Base | None, there: Known) -> None:
    """Make `target` hold exactly `wanted` and the twins. `there`: what lies in it already; `before`: the last
    release. Raises `GateError` RELEASE-001 where `source` has other bytes than the manifest says."""
    clear(target, there.values(), known(wanted.entries))
    changed = [entry for entry in wanted.entries if not _same(there.get(entry.path), entry)]
    make_folders(target, changed)
    held = before.entries if before else {}
    left = [entry for entry in changed if not _same(held.get(entry.path), entry)]
    if before:
        linked = (entry for entry in changed if _same(held.get(entry.path), entry))
        left += link(before.root, target, linked, there)
    _copy_all(source, target, left, before)


def _same(held: Entry | None, entry: Entry) -> bool:
    return held is not None and held.sha256 == entry.sha256


def clear(target: Path, there: Iterable[Entry], wanted: Known) -> None:
    """Take away what is not wanted, twins too (a file that became small has none any more), and folders that
    are empty then."""
    gone = [path for entry in there for path in _left_over(entry, wanted.get(entry.path))]
    for path in gone:
        _drop(f"{target}/{path}")
    for folder in sorted({os.path.dirname(path) for path in gone}, reverse=True):
        _prune(target, folder)


def _left_over(old: Entry, new: Entry | None) -> set[str]:
    if new and new.size == old.size:
        return set()
    return set(files(old)).difference(files(new) if new else ())


def _prune(target: Path, folder: str) -> None:
    while folder:
        try:
            os.rmdir(f"{target}/{folder}")
        except OSError:
            return
        folder = os.path.dirname(folder)


def files(entry: Entry) -> Sequence[str]:
    """The paths a file takes: its own, and its twins'."""
    if twins.has(entry.path, entry.size):
        return (entry.path, *(entry.path + suffix for suffix in twins.SUFFIXES))
    return (entry.path,)


def make_folders(target: Path, entries: Iterable[Entry]) -> None:
    for folder in {os.path.dirname(entry.path) for entry in entries}:
        os.makedirs(f"{target}/{folder}", exist_ok=True)


def link(root: Path, target: Path, entries: Iterable[Entry], there: Known) -> Iterator[Entry]:
    """Link files of another release; those that it lost after all are given back."""
    for entry in entries:
        try:
            for path in files(entry):
                if entry.path in there:
                    _drop(f"{target}/{path}")
                os.link(f"{root}/{path}", f"{target}/{path}")
        except FileNotFoundError:
            yield entry


def _drop(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)


def _copy_all(source: Path, target: Path, entries: Sequence[Entry], before: Base | None) -> None:
    work = partial(_copy, source, target, before.root if before else None)
    for _ in _spread(work, entries):
        pass


def _spread(work: Callable[[Entry], None], entries: Sequence[Entry]) -> Iterable[None]:
    """Many files in batches, a few large ones each by itself, the largest first."""
    if len(entries) > FEW:
        return spread(work, entries)
    if sum(entry.size for entry in entries) > LITTLE:
        return in_order(work, sorted(entries, key=_size, reverse=True))
    return map(work, entries)


def _size(entry: Entry) -> int:
    return entry.size


def _copy(source: Path, target: Path, before: Path | None, entry: Entry) -> None:
    """A copy, not a hard link to output/: the next build must not reach into a release."""
    try:
        with open(f"{source}/{entry.path}", "rb") as file:  # noqa: PTH123
            data, since = file.read(), os.fstat(file.fileno()).st_mtime
    except OSError:
        raise GateError("RELEASE-001", entry.path) from None
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise GateError("RELEASE-001", entry.path)
    at = _time(before, entry, int(since))
    packed = twins.of(data) if twins.has(entry.path, entry.size) else {}
    for suffix, held in {"": data, **packed}.items():
        _write(f"{target}/{entry.path}{suffix}", held, at)


def _time(before: Path | None, entry: Entry, at: int) -> int:
    """The time of change, in seconds: a later one than the last release's where sizes are alike, because
    servers make an ETag of time and size, and rsync goes by them."""
    try:
        held = os.stat(f"{before}/{entry.path}") if before else None
    except OSError:
        return at
    return max(at, int(held.st_mtime) + 1) if held and held.st_size == entry.size else at


def _write(path: str, data: bytes, at: int) -> None:
    """A new file, whatever stood there: others may be linked to that."""
    _drop(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        os.utime(descriptor, (at, at))
    finally:
        os.close(descriptor)
