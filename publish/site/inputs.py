"""Everything a build reads, and how to tell without reading that it is still the same.

A stamp is size, times and inode of a file, as git's index has them. A file changed in the very moment
it is looked at could keep its stamp; so one that is too young for that gets none, and is read again.
"""

# Plain os calls: this runs once a file, and Path costs five times as much.
# ruff: noqa: PTH118
from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from publish.settings import Settings

Stamp = tuple[int, int, int, int]
"""Size, time of change of the bytes and of the entry in nanoseconds, inode."""

YOUNG = 100_000_000
"""Nanoseconds a file must be older than, to be known by its stamp: more than a tick of any file system's
clock that tells nanoseconds."""
UNKNOWN: Stamp = (-1, -1, -1, -1)
PROGRAMS = Path(__file__).resolve().parents[1]
CODE = ("site", "feeds", "text", "model", "stages")
"""The parts of the programs that pages are made by."""


def scan(settings: Settings, theme: Path) -> dict[str, Stamp]:
    """Every file a build may read, by name: "content/cases/2022/…", "prose/pages/…", "theme/…", "code/…"."""
    paths = settings.paths
    roots = {
        "content": (str(paths.content), (".json",)),
        "prose": (str(paths.prose), (".md",)),
        "theme": (str(theme), ()),
        **{f"code/{part}": (str(PROGRAMS / part), (".py",)) for part in CODE},
    }
    newest = time.time_ns() - YOUNG
    return {
        f"{name}/{below}": stamp if max(stamp[1:3]) < newest else UNKNOWN
        for name, (root, suffixes) in roots.items()
        for below, stamp in _below(root, "", suffixes)
    }


def _below(root: str, folder: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, Stamp]]:
    """Files below `root`; what begins with a dot is a killed run's half-written file, or nobody's."""
    try:
        entries = os.scandir(os.path.join(root, folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            if entry.name[0] == "." or entry.name == "__pycache__":
                continue
            below = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir():
                yield from _below(root, below, suffixes)
            elif not suffixes or entry.name.endswith(suffixes):
                held = entry.stat()
                yield below, (held.st_size, held.st_mtime_ns, held.st_ctime_ns, held.st_ino)
