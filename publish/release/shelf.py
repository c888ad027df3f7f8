"""The folder of releases: their names, what each holds, and `current`, one symbolic link.

    000012-0123456789ab/        a release: the web's root
    .000012-0123456789ab.held   what it is, and what was taken out of it since (never served)
    .000012-0123456789ab.files  its files, beside that: there are many, and most who ask don't ask for them
    .next                       one being made; swept away by the next run
    current                     → the public one; switched by rename

A directory without its record is not complete and is not kept; the record is written last and goes first.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from publish.release.manifest import Entry, Manifest
from publish.text import files

NAME = re.compile(r"(\d{6,})-[0-9a-f]{12}")
CURRENT, NEXT, COMPOSED = "current", ".next", ".compose"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What one release is. `of`: the release it is a rollback of; `erased`: everything withdrawn that is not
    in it, as tokens of the ledger; `gaps`: files taken out since, with the number they named; `pending`:
    those of them that may still lie there, because a run was cut short."""

    number: int
    digest: str
    of: int | None = None
    erased: tuple[str, ...] = ()
    gaps: dict[str, str] = {}
    pending: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return name(self.number, self.digest)


class Held(Head, frozen=True, kw_only=True):
    """What one release is, and its files in order of path."""

    entries: tuple[Entry, ...]


def name(number: int, digest: str) -> str:
    """The directory's name."""
    return f"{number:06d}-{digest[:12]}"


def numbers(releases: Path) -> dict[int, Path]:
    """Number → directory of every complete release, oldest first."""
    found = {}
    with suppress(FileNotFoundError):
        for path in releases.iterdir():
            match = NAME.fullmatch(path.name)
            if match and path.is_dir() and _record(releases, path.name).is_file():
                found[int(match[1])] = path
    return dict(sorted(found.items()))


def current(releases: Path) -> Path | None:
    """The release that is public, if there is one."""
    link = releases / CURRENT
    return releases / os.readlink(link) if link.is_symlink() and link.is_dir() else None  # noqa: PTH115


def read(release: Path) -> Held:
    """What a release holds."""
    told, data = head(release), _files(release.parent, release.name).read_bytes()
    entries = msgspec.msgpack.decode(data, type=tuple[Entry, ...])
    if told.gaps:  # a run may have been cut short before the files were noted anew
        entries = tuple(entry for entry in entries if entry.path not in told.gaps)
    return Held(**msgspec.structs.asdict(told), entries=entries)


def head(release: Path) -> Head:
    """What a release is, without its files."""
    return msgspec.msgpack.decode(_record(release.parent, release.name).read_bytes(), type=Head)


def note(releases: Path, held: Held) -> None:
    """File what a release holds; as a whole or not at all."""
    files.write(_files(releases, held.name), msgspec.msgpack.encode(held.entries))
    note_head(releases, held)


def note_head(releases: Path, held: Head) -> None:
    """File what a release is, its files being noted."""
    told = {field: getattr(held, field) for field in Head.__struct_fields__}
    files.write(_record(releases, held.name), msgspec.msgpack.encode(Head(**told)))


def manifest(held: Held) -> Manifest:
    return Manifest(held.digest, held.entries)


def switch(releases: Path, target: str) -> None:
    """Make `target`, a directory's name, the public one: in one step."""
    fresh = releases / f".{CURRENT}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(releases / CURRENT)


def sweep(releases: Path) -> None:
    """Remove what a run that was cut short left: half a release, a record or a release without the other."""
    whole = {path.name for path in numbers(releases).values()}
    for path in list(releases.iterdir()):
        record = re.fullmatch(rf"\.({NAME.pattern})\.(?:held|files)", path.name)
        strange = NAME.fullmatch(path.name) and path.name not in whole
        if path.name == NEXT or (strange and path != current(releases)):
            remove(path)
        elif record and record[1] not in whole:
            path.unlink()


def forget(releases: Path, release: Path) -> None:
    """Remove a release; its record first, so that what is half removed is not taken for whole."""
    disown(releases, release)
    remove(release)


def disown(releases: Path, release: Path) -> None:
    _record(releases, release.name).unlink(missing_ok=True)
    _files(releases, release.name).unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a folder, or what stands in its place."""
    if path.is_symlink() or not path.is_dir():
        os.unlink(path)  # noqa: PTH108  # a link, too
    else:
        shutil.rmtree(path)


def _record(releases: Path, release: str) -> Path:
    return releases / f".{release}.held"


def _files(releases: Path, release: str) -> Path:
    return releases / f".{release}.files"
