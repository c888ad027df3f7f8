"""Units and regions: trees. What stands on a cycle is set aside; what hangs below it goes on without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from publish.model.contract import Region, Unit
from publish.store.rejected import Rejected, RowError

N = TypeVar("N", Unit, Region)


class Names(msgspec.Struct, frozen=True):
    """Which columns make the tree, and the mapping's line."""

    relation: str
    key: str
    parent: str
    where: str


def units(rows: Iterable[Unit | Rejected], where: str = "") -> tuple[Unit | Rejected, ...]:
    """The units, those on a cycle set aside; a parent that isn't there becomes None."""
    return _tree(rows, Names("units", "unit_id", "parent_id", where))


def regions(rows: Iterable[Region | Rejected], where: str = "") -> tuple[Region | Rejected, ...]:
    """The regions, those on a cycle set aside; a parent that isn't there becomes None."""
    return _tree(rows, Names("regions", "code", "parent_code", where))


def on_cycle(parents: Mapping[str, str | None]) -> frozenset[str]:
    """The keys that are their own ancestor. Linear in the number of keys."""
    done: set[str] = set()
    cyclic: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at in parents and at not in done and at not in path:
            path[at] = len(path)
            at = parents[at]
        if at in path:
            cyclic.update(key for key, place in path.items() if place >= path[at])
        done.update(path)
    return frozenset(cyclic)


def _tree(rows: Iterable[N | Rejected], names: Names) -> tuple[N | Rejected, ...]:
    found = list(rows)
    parents: dict[str, str | None] = {
        getattr(row, names.key): getattr(row, names.parent) for row in found if not isinstance(row, Rejected)
    }
    bad = on_cycle(parents)
    return tuple(row if isinstance(row, Rejected) else _judged(row, names, bad, parents) for row in found)


def _judged(row: N, names: Names, bad: frozenset[str], parents: Mapping[str, str | None]) -> N | Rejected:
    key = getattr(row, names.key)
    if key in bad:
        return RowError("STORE-110", column=names.parent).rejected(names.relation, key, names.where)
    parent = parents[key]
    if parent is not None and (parent in bad or parent not in parents):
        return msgspec.structs.replace(row, **{names.parent: None})
    return row
