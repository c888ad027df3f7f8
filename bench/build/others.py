"""What is public beside the matters: broadcasts, dossiers, policies, calls, surveys, months.

The demonstration's year, once for each year spanned. They name the matters that name them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta

import msgspec

from bench.build.donors import Donors
from bench.build.plan import YEARS
from bench.build.shift import shift
from publish.model.published import Published, PublishedCall, PublishedSurvey

Naming = Mapping[str, tuple[str, ...]]
"""Slug of a dossier or policy, or an episode's name → numbers of the matters that name it."""


class Shelf:
    """The names that records have in each year spanned."""

    def __init__(self, donors: Donors) -> None:
        self._donors = donors
        self._last = {one.slug: _most(donors, one.slug) for one in donors.directory.programmes}

    def slug(self, slug: str, year: int) -> str:
        """ "d-03" in the fifth year → "d-03-4" """
        return f"{slug}-{year}" if year else slug

    def episode(self, name: str, year: int) -> str:
        """ "zhouwu/12" in the second year of 49 → "zhouwu/61" """
        programme, _, number = name.partition("/")
        return f"{programme}/{int(number) + year * self._last[programme]}"

    def records(self, naming: Naming) -> Iterator[Published]:
        """All records that are no matters."""
        for year in range(YEARS):
            yield from self._named(year, naming)
            yield from self._alone(year)

    def _named(self, year: int, naming: Naming) -> Iterator[Published]:
        later = timedelta(days=364 * year)
        for one in self._donors.dossiers:
            slug, policies = self.slug(one.slug, year), self._slugs(one.policies, year)
            yield msgspec.structs.replace(
                shift(one, later), slug=slug, policies=policies, cases=naming.get(slug, ())
            )
        for policy in self._donors.policies:
            slug, dossiers = self.slug(policy.slug, year), self._slugs(policy.dossiers, year)
            yield msgspec.structs.replace(
                shift(policy, later), slug=slug, dossiers=dossiers, cases=naming.get(slug, ())
            )
        for episode in self._donors.episodes:
            name, repeated = self.episode(f"{episode.programme}/{episode.number}", year), episode.repeat_of
            yield msgspec.structs.replace(
                shift(episode, later),
                number=int(name.partition("/")[2]),
                repeat_of=self.episode(repeated, year) if repeated else None,
                cases=naming.get(name, ()),
            )

    def _alone(self, year: int) -> Iterator[Published]:
        alone: tuple[PublishedCall | PublishedSurvey, ...] = (*self._donors.calls, *self._donors.surveys)
        for one in alone:
            yield msgspec.structs.replace(
                shift(one, timedelta(days=364 * year)), slug=self.slug(one.slug, year)
            )
        for month in self._donors.months:
            later = shift(month, timedelta(days=364 * year))
            yield msgspec.structs.replace(later, month=_years_later(month.month, year))

    def _slugs(self, slugs: tuple[str, ...], year: int) -> tuple[str, ...]:
        return tuple(self.slug(each, year) for each in slugs)


def naming(named: Iterator[tuple[str, str]]) -> Naming:
    """From pairs of a name and the number of a matter that names it, in order of the numbers."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, number in named:
        found[name].append(number)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _most(donors: Donors, programme: str) -> int:
    return max((one.number for one in donors.episodes if one.programme == programme), default=0)


def _years_later(month: str, years: int) -> str:
    return f"{int(month[:4]) + years}{month[4:]}"
