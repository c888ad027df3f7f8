"""Everything a build reads, and how to tell without reading that it is still the same.

A stamp is what git's index has of a file: its size, when it last changed, its inode. A file changed in
the very moment it is looked at could keep its stamp; so one that is too young for that gets none, and is
read again.
"""

# Plain os calls: this runs once a file, and Path costs five times as much.
from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from publish.settings import Settings
from publish.text.stamps import Stamps, differing, lines, look, path_of

Stamp = tuple[int, int, int]
"""Size, nanoseconds of the last change of anything about the file, inode."""
Inputs = dict[str, dict[str, Stamp]]
"""Files by group, each by its whole name."""

YOUNG = 100_000_000
"""Nanoseconds a file must be older than, to be known by its stamp: more than a tick of any file system's
clock that tells nanoseconds."""
UNKNOWN: Stamp = (-1, -1, -1)
NEVER = "young"
"""The stamp of what is known by none."""
CASES = "cases"
PROGRAMS = Path(__file__).resolve().parents[1]
CODE = ("site", "feeds", "text", "model", "stages")
"""The parts of the programs that pages are made by."""
RECORDS = (".json",)
PROSE = ("pages", "notices", "dossier-notes", "call-notes", "survey-notes")


def scan(settings: Settings, theme: Path) -> Inputs:
    """Every file a build may read but the cases, by group: "content" and each of its other folders
    ("content/episodes"), "prose", "theme", "code"."""
    paths = settings.paths
    newest = time.time_ns() - YOUNG
    found = {
        "prose": {},
        "theme": dict(_below(str(theme), "theme", (), newest)),
        "code": {},
        "content": {},
    }
    for part in PROSE:
        found["prose"] |= _below(str(paths.prose / part), f"prose/{part}", (".md",), newest, deep=False)
    for part in CODE:
        found["code"] |= _below(str(PROGRAMS / part), f"code/{part}", (".py",), newest)
    for folder in _folders(paths.content):
        if folder == CASES:
            continue
        found[f"content/{folder}"] = dict(
            _below(str(paths.content / folder), f"content/{folder}", RECORDS, newest)
        )
    found["content"] |= _below(str(paths.content), "content", RECORDS, newest, deep=False)
    return found


def cases(content: Path) -> Stamps:
    """The folders of cases below `content`, with the stamps of their files."""
    newest = time.time_ns() - YOUNG

    def stamp(entry: os.DirEntry[str]) -> str:
        size, changed_at, inode = known = _stamp(entry, newest)
        return NEVER if known == UNKNOWN else f"{size}/{changed_at}/{inode}"

    return look(f"{content}/{CASES}", stamp, RECORDS[0])


def moved(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Files of cases that are gone, and those to be read: they came, changed or are too young to tell."""
    gone, came = set(), set()
    for folder, went, new in differing(before, now):
        gone |= {path_of(f"content/{CASES}/{folder}", line) for line in went}
        came |= {path_of(f"content/{CASES}/{folder}", line) for line in new}
    for folder in now:
        if f"/{NEVER}" in now[folder]:
            young = (line for line in lines(now[folder]) if line.endswith(f"/{NEVER}"))
            came |= {path_of(f"content/{CASES}/{folder}", line) for line in young}
    return gone - came, came


def _folders(root: Path) -> list[str]:
    return [path.name for path in root.iterdir() if path.is_dir()] if root.is_dir() else []


def _below(
    root: str, name: str, suffixes: tuple[str, ...], newest: int, deep: bool = True
) -> Iterator[tuple[str, Stamp]]:
    """Files below `root`, named from `name` on; what begins with a dot is a killed run's half-written file,
    or nobody's."""
    try:
        entries = os.scandir(root)
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            if entry.name[0] == "." or entry.name == "__pycache__":
                continue
            if entry.is_dir():
                if deep:
                    yield from _below(entry.path, f"{name}/{entry.name}", suffixes, newest)
            elif not suffixes or entry.name.endswith(suffixes):
                yield f"{name}/{entry.name}", _stamp(entry, newest)


def _stamp(entry: os.DirEntry[str], newest: int) -> Stamp:
    """What a file is known by; of a link that leads nowhere whoever reads it has to tell."""
    try:
        held = entry.stat()
    except OSError:
        return UNKNOWN
    return (held.st_size, held.st_ctime_ns, held.st_ino) if held.st_ctime_ns < newest else UNKNOWN
