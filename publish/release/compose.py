"""An older release less everything withdrawn since, as a folder of links to what the kept releases hold.

Where the old version of a file named a withdrawn matter, or led to a page that went with it, the present one
stands for it; so do tombstones and the list of changes. What present files name or lead to, and the old
release does not have, comes with them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from publish.release import manifest, shelf, tree
from publish.release.manifest import Entry, Manifest

PRESENT = ("gone/", "changes/", "feeds/changes")
"""Whatever an older release had here, the present stands: what was withdrawn stays said."""
PAGE = "cases/{}.html"

Leads = Callable[[Path, str], Iterable[str]]
"""The files of the site that a page (folder, path) links to."""


class Composed(msgspec.Struct, frozen=True):
    """Where the files lie, what they are, and how many of them are the present ones."""

    manifest: Manifest
    present: int


def compose(old: Path, public: Path, target: Path, leads: Leads) -> Composed:
    """Fill `target`, which must be new. Both releases must know of everything that was withdrawn."""
    held, now = shelf.read(old), tree.known(shelf.read(public).entries)
    before = {entry.path: entry for entry in held.entries if not entry.path.startswith(PRESENT)}
    first = {path for path in now if path.startswith(PRESENT) or path in held.gaps}
    lost = {path for path in held.gaps if path not in now}
    while lost:
        naming = set(_naming(old, before, now, lost))
        first |= naming & now.keys()
        lost = naming - now.keys()
        before = {path: entry for path, entry in before.items() if path not in naming}
    taken = _closed(public, now, before, first, leads)
    entries = {**before, **{path: now[path] for path in taken}}
    tree.make_folders(target, entries.values())
    for path in entries:
        os.link((public if path in taken else old) / path, target / path)
    ordered = (entries[path] for path in sorted(entries))
    return Composed(manifest.made(ordered), len(taken))


def _naming(old: Path, before: tree.Known, now: tree.Known, lost: set[str]) -> Iterator[str]:
    """Old files that lead to one that is gone; what is the same as now does not."""
    addresses = [path.removesuffix("index.html").encode() for path in lost]
    for path, entry in before.items():
        same = path in now and now[path].sha256 == entry.sha256
        if not same and any(address in (old / path).read_bytes() for address in addresses):
            yield path


def _closed(public: Path, now: tree.Known, before: tree.Known, first: set[str], leads: Leads) -> set[str]:
    """The present files to take: `first`, and what they need that is not there."""
    taken, left = set(first), list(first)
    while left:
        path = left.pop()
        for needed in _needed(public, now[path], leads):
            if needed in now and needed not in before and needed not in taken:
                taken.add(needed)
                left.append(needed)
    return taken


def _needed(public: Path, entry: Entry, leads: Leads) -> Iterator[str]:
    yield from (PAGE.format(number) for number in entry.sources)
    yield from leads(public, entry.path)
