"""The year's plan: how many matters each day, which fate each has, which others it belongs to.

A matter is known by its number from 0. The plan holds five bytes a matter and a table of days.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate, islice
from random import Random

import msgspec

from publish.demo import fates
from publish.demo.fates import FATES, Fate
from publish.demo.timeline import CALENDAR, FIRST_DAY, LAST_DAY, MINUTE
from publish.text.clock import CHINA

DAYS = (LAST_DAY - FIRST_DAY).days + 1
HANDED_DOWN, YEAR = 2814, 510_700
"""Matters handed down by the State Council's platform in the first year, of all."""

FELLOWS, AROUND = 4, 60
"""Matters of a bunch beside the one that passes, and how far away they may lie."""

MASK = 2**64 - 1
HOURS = (*range(7, 24), 8, 9, 9, 10, 10, 11, 14, 15, 20, 20, 21)
"""Hours people write at, as often as they do."""


MATTER, ROOT, LINK = range(3)
"""What a matter's generators are for."""


class Link(msgspec.Struct, frozen=True):
    """This matter belongs to an earlier one."""

    other: int
    kind: str


class Plan:
    """The whole year at a glance; the same seed and counts give the same plan."""

    def __init__(self, cases: int, approved: int | None, seed: int) -> None:
        self.cases = cases
        self.seed = seed
        self._names = [f"{FIRST_DAY + timedelta(days=n):%Y%m%d}" for n in range(DAYS)]
        weights = [_weight(FIRST_DAY + timedelta(days=n), n) for n in range(DAYS)]
        total = sum(weights)
        self._ends = [round(cases * share / total) for share in accumulate(weights)]
        self._fates = self._assign(fates.counts(cases, approved))
        self._models = self._bunches()

    def rng(self, number: int, purpose: int) -> Random:
        """A generator of its own for one purpose of one matter."""
        return Random((_mixed(self.seed, number) << 2) + purpose)

    def fate(self, number: int) -> Fate:
        return FATES[self._fates[number]]

    def day(self, number: int) -> int:
        """The day of the year (from 0) on which a matter was submitted."""
        return bisect_right(self._ends, number)

    def on(self, number: int) -> date:
        """The date on which a matter was submitted."""
        return FIRST_DAY + timedelta(days=self.day(number))

    def key(self, number: int) -> str:
        """The store's own key: its day and its place in that day."""
        day = self.day(number)
        first = self._ends[day - 1] if day else 0
        return f"CQ{self._names[day]}{number - first + 1:05d}"

    def submitted(self, number: int, rng: Random) -> datetime:
        """When it was submitted; on the platform's last day in the morning."""
        day = self.day(number)
        hour = rng.randrange(9, 12) if day in (0, DAYS - 1) else rng.choice(HOURS)
        return datetime.combine(self.on(number), time(hour), CHINA) + rng.randrange(60) * MINUTE

    def handed_down(self, number: int) -> bool:
        return number * HANDED_DOWN // YEAR != (number + 1) * HANDED_DOWN // YEAR

    def link(self, number: int) -> Link | None:
        """The earlier matter this one belongs to; chains are one link long."""
        found = self._link(number)
        return None if found is None or self._link(found.other) else found

    def _link(self, number: int) -> Link | None:
        passes = self.fate(number).passes
        if number == 0 or _mixed(self.seed, number) % 1000 > (220 if passes else 60):
            return None
        rng = self.rng(number, LINK)
        kind = rng.choice(("same_problem", "same_problem", "same_person", "follow_up"))
        back = rng.randrange(1, 200) if kind == "same_problem" else rng.randrange(100, 500)
        other = number - min(number, max(1, back * self.cases // fates.YEAR_CASES))
        if kind == "follow_up" and self.day(number) - self.day(other) < 40:
            kind = "same_person"
        return Link(self._passing_before(other) if passes else other, kind)

    def model(self, number: int) -> int | None:
        """The matter close by whose place and problem this one shares, without knowing of it: complaints
        come in bunches, and a sample of a year has as many of a kind as the year only if it keeps them."""
        found = self._models[number]
        return None if found < 0 else found

    def _bunches(self) -> array[int]:
        """Matters that pass get fellows from those around them that don't, within their month: in a mixed
        order, since there are not enough for all."""
        models = array("i", [-1]) * self.cases
        passing = (n for n in range(self.cases) if self.fate(n).passes and not self._link(n))
        for number in sorted(passing, key=lambda number: _mixed(self.seed, number)):
            for fellow in islice(self._fellows(number, models), FELLOWS):
                models[fellow] = number
        return models

    def _fellows(self, number: int, models: array[int]) -> Iterator[int]:
        month = self.on(number).month
        for step in range(1, AROUND + 1):
            for other in (number - step, number + step):
                free = 0 <= other < self.cases and models[other] < 0 and not self.fate(other).passes
                if free and self.on(other).month == month and not self._link(other):
                    yield other

    def _passing_before(self, number: int) -> int:
        """The nearest earlier matter that passes, so that published matters know each other."""
        for other in range(number, max(-1, number - 60), -1):
            if self.fate(other).passes:
                return other
        return number

    def _assign(self, counts: dict[int, int]) -> bytearray:
        """Early days get more of what is published, so that the radio soon has something to tell."""
        rng = Random(f"{self.seed}/fates")
        taken = bytearray(self.cases)
        for fate, count in sorted(counts.items()):
            limit = max(count, self._ends[FATES[fate].until])
            for _ in range(count):
                taken[_free(taken, int(min(limit, self.cases) * rng.random() ** 1.3))] = fate
        return taken


def _free(taken: bytearray, at: int) -> int:
    """The first matter without a fate at or before `at`, else the first after it."""
    before = taken.rfind(0, 0, at + 1)
    return before if before >= 0 else taken.find(0, at)


def _weight(day: date, n: int) -> float:
    """Matters a day: fewer at weekends, slowly more as the platform gets known."""
    return (1.0 if CALENDAR.is_workday(day) else 0.5) * (0.85 + 0.3 * n / DAYS)


def _mixed(seed: int, number: int) -> int:
    """64 well-mixed bits of a seed and a matter's number (splitmix64)."""
    z = (seed * 0x9E3779B97F4A7C15 + (number + 1) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)
