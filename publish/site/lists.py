"""Every list of cases there is a page for, by name: "column/huisheng", "topic/t-03", "month/2022-05".

"all" has no page and feeds the site's feed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from publish.errors import Issue, issue
from publish.model.published import Directory, PublishedUnit
from publish.site.keys import CaseKey
from publish.site.paging import EMPTY, Listing

EVERY = "all"


class Lists:
    """The lists of an edition; each is put in order when it is first asked for."""

    def __init__(self, directory: Directory, cases: Mapping[str, CaseKey]) -> None:
        self.names = names(directory, cases)
        self._places: dict[str, list[int]] = defaultdict(list)
        self._keys: dict[str, list[str]] = defaultdict(list)
        for key in cases.values():
            for name, place in key.places.items():
                self._places[name].append(place)
                self._keys[name].append(key.number)
        self._held: dict[str, Listing] = {}

    def held(self, name: str) -> Listing:
        """The list; empty where nothing is in it."""
        if name not in self._held:
            found = name in self._places
            self._held[name] = Listing(self._places[name], self._keys[name]) if found else EMPTY
        return self._held[name]

    def clashes(self, names: Iterable[str]) -> Iterator[Issue]:
        """Places given twice in one of these lists."""
        for name in names:
            places = self._places[name]
            if len(set(places)) != len(places):
                yield from _clashes(name, self.held(name))


def _clashes(name: str, held: Listing) -> Iterator[Issue]:
    pairs = zip(held.places, held.keys, held.places[1:], held.keys[1:], strict=False)
    for place, one, following, other in pairs:
        if place == following:
            yield issue("SITE-005", other, name=name, number=place, other=one)


def names(directory: Directory, cases: Mapping[str, CaseKey]) -> dict[str, None]:
    """The names of all lists that have a page, in order; "all" among them."""
    known: dict[str, frozenset[str]] = {
        "column": frozenset(entry.slug for entry in directory.columns),
        "district": frozenset(entry.code for entry in directory.regions),
        "topic": frozenset(entry.slug for entry in directory.topics),
        "unit": frozenset(entry.slug for entry in directory.units),
    }
    used = {name for key in cases.values() for name in key.places}
    found = {name for name in used if _known(name, known)}
    return dict.fromkeys(sorted(found | set(_standing(directory, cases))))


def _known(name: str, known: Mapping[str, frozenset[str]]) -> bool:
    kind, _, slug = name.partition("/")
    return kind not in known or slug in known[kind]


def _standing(directory: Directory, cases: Mapping[str, CaseKey]) -> Iterator[str]:
    """Lists that have a page even when nothing is in them."""
    yield EVERY
    yield from (f"column/{entry.slug}" for entry in directory.columns)
    yield from (f"district/{entry.code}" for entry in directory.regions if entry.level == "district")
    yield from (f"topic/{entry.slug}" for entry in directory.topics)
    units = {unit.slug: unit for unit in directory.units}
    for slug in {key.unit for key in cases.values() if key.unit}:
        yield from (f"unit/{above}" for above in line_of(units, slug))


def line_of(units: Mapping[str, PublishedUnit], unit: str) -> list[str]:
    """The unit and those above it, lowest first; a circle or a gap ends it."""
    line: list[str] = []
    at: str | None = unit
    while at and at in units and at not in line:
        line.append(at)
        at = units[at].parent
    return line
