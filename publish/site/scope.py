"""How much of the site has to be looked at: all of it, or what a change can have touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from publish.site.addresses import (
    EVERY,
    LIST_FOLDERS,
    case_files,
    case_of,
    feed_stem,
    list_feed,
    list_folder,
    list_of,
)
from publish.site.casebook import Moved
from publish.site.manifest import Manifest
from publish.site.search.layout import SEARCH, TEXTS, block_file, part_of, segments
from publish.site.state import State, every


class Scope(msgspec.Struct, frozen=True):
    """Cases, lists (with their feeds) and parts of the search whose files are planned anew, None: all; all
    other pages always are.

    `changes`: names that changed (`uses.py`), None: everything may have. `touched`: files that are made of
    one of them, or don't stand as they were left. `strange`: what stands in output/ and isn't known.
    """

    numbers: frozenset[str] | None
    lists: frozenset[str] | None
    search: frozenset[str] | None
    changes: frozenset[str] | None
    touched: frozenset[str]
    strange: frozenset[str]


def everything(output: Path) -> Scope:
    """All of the site."""
    return Scope(None, None, None, None, frozenset(), every(output))


def narrow(manifest: Manifest, changes: set[str], moved: Moved, state: State, newest: int) -> Scope:
    """What these changes can have touched; `newest`: the newest place among all cases."""
    touched = manifest.using(changes) | state.missing
    numbers = {number for number in map(case_of, touched) if number}
    lists = {name for name in map(list_of, touched) if name}
    return Scope(
        numbers=frozenset(numbers.union(moved)),
        lists=frozenset(lists.union(_lists(changes))),
        search=frozenset(_search(manifest, changes, touched, newest)),
        changes=frozenset(changes),
        touched=frozenset(touched),
        strange=state.strange,
    )


def held(manifest: Manifest, scope: Scope) -> set[str]:
    """The files of the scope that the last build left."""
    found = set(manifest.others())
    for number in scope.numbers or ():
        found |= {path for path in case_files(number) if manifest.get(path)}
    for name in scope.lists or ():
        found |= set(manifest.below(list_folder(name))) if name != EVERY else set()
        found |= set(_feeds(manifest, feed_stem(list_feed(name))))
    for part in scope.search or ():
        found |= _part(manifest, part)
    return found


def _feeds(manifest: Manifest, stem: str) -> Iterator[str]:
    """The feeds of a list: its own, and those below it."""
    folder, _, name = stem.rpartition("/")
    yield from manifest.beginning(folder, name)
    yield from manifest.below(stem)


def _part(manifest: Manifest, part: str) -> set[str]:
    """The files of a block or a segment of the search."""
    if not part.startswith(TEXTS):
        return set(manifest.below(SEARCH + part))
    path = block_file(int(part.partition("/")[2]))
    return {path} if manifest.get(path) else set()


def _search(manifest: Manifest, changes: set[str], touched: set[str], newest: int) -> set[str]:
    """Parts of the search that a case moved in, that came or went, or that don't stand as they were left."""
    found = {part for part in map(part_of, touched) if part}
    found |= {name.partition(":")[2] for name in changes if name.startswith("search:")}
    standing = {segment.name for segment in segments(newest)}
    return found | (standing ^ (manifest.inside(SEARCH.rstrip("/")) - {TEXTS}))


def _lists(changes: Iterable[str]) -> set[str]:
    """Lists that may have more or fewer pages than before."""
    names = (name.partition(":") for name in changes)
    found = {name for kind, _, name in names if kind in ("list", "listed") and "#" not in name}
    return {name for name in found if name == EVERY or name.partition("/")[0] in LIST_FOLDERS}
