"""Where units stand: below which other unit, and in which district's directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from publish.model.published import Directory, PublishedUnit
from publish.site.lists import line_of

CITY = "city"
CODE = 6


class UnitTree:
    """The units of one directory."""

    def __init__(self, directory: Directory) -> None:
        self._units = {unit.slug: unit for unit in directory.units}
        self._regions = {region.code for region in directory.regions}
        cities = (region.code for region in directory.regions if region.level == CITY)
        self._city = next(cities, "000000")

    def home(self, slug: str) -> str:
        """The district, or the city, in whose directory a unit stands: its own, else that of the nearest unit
        above it that has one."""
        own = self._region(self._units[slug])
        if own:
            return own
        above = (self._region(self._units[each]) for each in line_of(self._units, slug))
        return next((code for code in above if code), self._city)

    def _region(self, unit: PublishedUnit) -> str | None:
        code = (unit.region_code or "")[:CODE]
        return code if code in self._regions else None

    @cached_property
    def homes(self) -> Mapping[str, set[str]]:
        """District or city → its units."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for slug in self._units:
            found[self.home(slug)].add(slug)
        return dict(sorted(found.items()))

    def units_of(self, home: str) -> tuple[PublishedUnit, ...]:
        """A district's units, each after the one it is below; in order of their slugs otherwise."""
        return tuple(self._ordered(self.homes.get(home, set())))

    def _ordered(self, held: set[str]) -> Iterator[PublishedUnit]:
        tops = sorted(slug for slug in held if (self._units[slug].parent or "") not in held)
        waiting = [iter(tops)]
        left = set(held)
        while waiting:
            slug = next(waiting[-1], None)
            if slug is None:
                waiting.pop()
            elif slug in left:
                left.discard(slug)
                yield self._units[slug]
                waiting.append(iter([each for each in self.below.get(slug, ()) if each in held]))
        yield from (self._units[slug] for slug in sorted(left))  # units that are below each other in a circle

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """Unit → those right below it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for slug, unit in sorted(self._units.items()):
            if unit.parent:
                found[unit.parent].append(slug)
        return {slug: tuple(held) for slug, held in found.items()}
