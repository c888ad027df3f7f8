"""The records of content/ at any stand, as `publish write` would leave them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from bench.build.donors import Donors
from bench.build.others import Shelf, naming
from bench.build.plan import END, Line, plan
from bench.build.shift import shift
from bench.build.stand import Stand
from publish.model.published import Directory, Published, PublishedCase
from publish.model.texts import PublicText
from publish.text.records import place_of

DIGITS = re.compile(r"(?<![0-9])[1-9][0-9]{2,}(?![0-9])")
BETWEEN_WRITES = timedelta(minutes=10)
MENDED = "（更正）"

Change = dict[str, Published | None]
"""Place below content/ → the record that is there now, or None where it went."""


class Contents:
    """`size` matters drawn from `seed`; index `size` is the next to come."""

    def __init__(self, donors: Donors, size: int, seed: int) -> None:
        self.size = size
        self._donors, self._seed, self._shelf = donors, seed, Shelf(donors)
        self.lines = plan(donors, size, seed)
        self._places = tuple(_places(self.lines))

    def records(self, stand: Stand) -> Iterator[Published]:
        """Every record of content/."""
        for index in range(stand.count):
            if stand.shows(index):
                yield self.case(index, stand)
        yield from self._others(stand)
        yield self.directory(stand)

    def change(self, before: Stand, after: Stand) -> Change:
        """What a write between two stands leaves changed."""
        indexes = range(max(before.count, after.count))
        touched = {index for index in indexes if before.look(index) != after.look(index)}
        near = {other for index in touched for other in self.lines[index].related}
        old = {place_of(each): each for each in self._some(touched | near, before)}
        new = {place_of(each): each for each in self._some(touched | near, after)}
        return {place: new.get(place) for place in sorted({*old, *new}) if old.get(place) != new.get(place)}

    def _some(self, indexes: Iterable[int], stand: Stand) -> Iterator[Published]:
        yield from (self.case(index, stand) for index in indexes if stand.shows(index))
        yield from self._others(stand)
        yield self.directory(stand)

    def directory(self, stand: Stand) -> Directory:
        """The directories, dated by the last write."""
        return msgspec.structs.replace(self._donors.directory, now=_now(stand.writes))

    def _others(self, stand: Stand) -> Iterator[Published]:
        shown = (self.lines[index] for index in range(stand.count) if stand.shows(index))
        named = ((name, line.number) for line in shown if line.linked for name in self._names(line))
        return self._shelf.records(naming(named))

    def _names(self, line: Line) -> Iterator[str]:
        yield from (
            self._shelf.slug(each, line.year) for each in (*line.donor.dossiers, *line.donor.policies)
        )
        yield from (self._shelf.episode(each, line.year) for each in line.donor.episodes)

    def case(self, index: int, stand: Stand) -> PublishedCase:
        """One matter: a donor's facts on other days, texts with other figures, names of its own."""
        line, slug = self.lines[index], self._shelf.slug
        donor, mended = line.donor, stand.mended.get(index)
        weeks = (line.at.date() - donor.published_at.date()).days // 7
        rng = random.Random(f"{self._seed} {index}")
        return msgspec.structs.replace(
            shift(donor, timedelta(weeks=weeks)),
            number=line.number,
            title=PublicText(donor.title + MENDED) if mended else donor.title,
            appeal=_varied(donor.appeal, rng),
            result=_varied(line.answer.result, rng, MENDED if mended else ""),
            published_at=line.at,
            modified_at=_now(mended) if mended else line.at,
            unit=line.unit,
            places=self._places[index],
            related=tuple(sorted(self.lines[each].number for each in line.related if stand.shows(each))),
            dossiers=tuple(slug(each, line.year) for each in donor.dossiers if line.linked),
            policies=tuple(slug(each, line.year) for each in donor.policies if line.linked),
            episodes=tuple(self._shelf.episode(each, line.year) for each in donor.episodes if line.linked),
        )


def _now(writes: int) -> datetime:
    """When the content was written for this time."""
    return END + (writes + 1) * BETWEEN_WRITES


def _places(lines: list[Line]) -> Iterator[dict[str, int]]:
    given: Counter[str] = Counter()
    for line in lines:
        given.update(line.lists)
        yield {name: given[name] for name in line.lists}


def _varied(text: str | None, rng: random.Random, end: str = "") -> PublicText | None:
    """The text with other figures of as many digits."""
    if text is None:
        return None
    return PublicText(DIGITS.sub(lambda found: _figure(found.group(), rng), text) + end)


def _figure(digits: str, rng: random.Random) -> str:
    return str(rng.randrange(10 ** (len(digits) - 1), 10 ** len(digits)))
