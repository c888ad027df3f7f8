"""How much of the site has to be looked at: all of it, or what a change can have touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from publish.site.addresses import LIST_FOLDERS, case_file, case_of, list_folder, list_of
from publish.site.casebook import Moved
from publish.site.manifest import Manifest
from publish.site.state import State, every


class Scope(msgspec.Struct, frozen=True):
    """Cases and lists whose pages are planned anew, None: all of them; all other pages always are.

    `changes`: names that changed (`uses.py`), None: everything may have. `touched`: files that are made of
    one of them, or don't stand as they were left. `strange`: what stands in output/ and isn't known.
    """

    numbers: frozenset[str] | None
    lists: frozenset[str] | None
    changes: frozenset[str] | None
    touched: frozenset[str]
    strange: frozenset[str]


def everything(output: Path) -> Scope:
    """All of the site."""
    return Scope(None, None, None, frozenset(), every(output))


def narrow(manifest: Manifest, changes: set[str], moved: Moved, state: State) -> Scope:
    """What these changes can have touched."""
    touched = manifest.using(changes) | state.missing
    numbers = {number for number in map(case_of, touched) if number}
    lists = {name for name in map(list_of, touched) if name}
    return Scope(
        numbers=frozenset(numbers.union(moved)),
        lists=frozenset(lists.union(_lists(changes))),
        changes=frozenset(changes),
        touched=frozenset(touched),
        strange=state.strange,
    )


def held(manifest: Manifest, scope: Scope) -> set[str]:
    """The files of the scope that the last build left."""
    found = set(manifest.others())
    for number in scope.numbers or ():
        found |= {case_file(number)} if manifest.get(case_file(number)) else set()
    for name in scope.lists or ():
        found |= set(manifest.below(list_folder(name)))
    return found


def _lists(changes: Iterable[str]) -> set[str]:
    """Lists that may have more or fewer pages than before."""
    names = (name.partition(":") for name in changes)
    found = {name for kind, _, name in names if kind in ("list", "listed") and "#" not in name}
    return {name for name in found if name.partition("/")[0] in LIST_FOLDERS}
