"""Every list of cases there is a page for, by name: "column/huisheng", "topic/t-03", "month/2022-05".

"all" has no page and feeds the site's feed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publish.model.published import Directory, PublishedUnit
from publish.site.addresses import EVERY
from publish.site.casebook import Casebook
from publish.site.paging import Listing


class Lists:
    """The lists of an edition: `names` of all that have a page, `filled` of those that hold a case."""

    def __init__(self, directory: Directory, cases: Casebook) -> None:
        self.cases = cases
        self.names = names(directory, cases)
        self.filled = frozenset(cases.lists())

    def held(self, name: str) -> Listing:
        """The list; empty where nothing is in it."""
        return self.cases.listing(name)


def names(directory: Directory, cases: Casebook) -> dict[str, None]:
    """The names of all lists that have a page, in order; "all" among them."""
    known: dict[str, frozenset[str]] = {
        "column": frozenset(entry.slug for entry in directory.columns),
        "district": frozenset(entry.code for entry in directory.regions),
        "topic": frozenset(entry.slug for entry in directory.topics),
        "unit": frozenset(entry.slug for entry in directory.units),
    }
    found = {name for name in cases.lists() if _known(name, known)}
    return dict.fromkeys(sorted(found | set(_standing(directory, cases))))


def _known(name: str, known: Mapping[str, frozenset[str]]) -> bool:
    kind, _, slug = name.partition("/")
    return kind not in known or slug in known[kind]


def _standing(directory: Directory, cases: Casebook) -> Iterator[str]:
    """Lists that have a page even when nothing is in them."""
    yield EVERY
    yield from (f"column/{entry.slug}" for entry in directory.columns)
    yield from (f"district/{entry.code}" for entry in directory.regions if entry.level == "district")
    yield from (f"topic/{entry.slug}" for entry in directory.topics)
    units = {unit.slug: unit for unit in directory.units}
    for slug in cases.units():
        yield from (f"unit/{above}" for above in line_of(units, slug))


def line_of(units: Mapping[str, PublishedUnit], unit: str) -> list[str]:
    """The unit and those above it, lowest first; a circle or a gap ends it."""
    line: list[str] = []
    at: str | None = unit
    while at and at in units and at not in line:
        line.append(at)
        at = units[at].parent
    return line
