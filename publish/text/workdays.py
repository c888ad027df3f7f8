"""Working days of mainland China: the State Council's yearly tables, then the office's own.

Tables come from chinesecalendar (2004 to its last published year); years after it from `calendar:`
in publish.yml. A year without a table is undetermined (None): a clock shows 未定, nothing stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate, takewhile
from typing import Protocol

from chinese_calendar.constants import holidays, workdays

FIRST_YEAR = 2004
LAST_YEAR = max(holidays).year
ONE_DAY = timedelta(days=1)
DISCLOSURE_DAYS = 20


class Table(Protocol):
    """An office's own days: what `calendar:` in publish.yml gives."""

    @property
    def days_off(self) -> Iterable[date]: ...
    @property
    def made_up(self) -> Iterable[date]: ...
    @property
    def years(self) -> Iterable[int]: ...


class WorkCalendar:
    """Answers questions about working days; days of the settings go before the national table."""

    def __init__(self, extra: Table | None = None) -> None:
        self._off = frozenset(extra.days_off if extra else ())
        self._made_up = frozenset(extra.made_up if extra else ())
        self._years = frozenset(extra.years if extra else ())
        self._known: dict[int, bool | None] = {}
        self._years_known: dict[int, tuple[int, list[int]]] = {}

    def is_workday(self, day: date) -> bool | None:
        """Whether offices work on `day`; None where no table covers its year."""
        return self._works(day.toordinal())

    def add(self, day: date, n: int) -> date | None:
        """The n-th working day after `day` (before it for n < 0; `day` itself for 0).

        None when a year on the way has no table.
        """
        step = ONE_DAY if n >= 0 else -ONE_DAY
        left = abs(n)
        while left:
            if day in (date.min, date.max):
                return None
            day += step
            works = self.is_workday(day)
            if works is None:
                return None
            left -= works
        return day

    def disclosed_by(self, closed: date) -> date | None:
        """The end of the 20th working day after a matter was closed (政府信息公开条例 art. 26); None where a
        year on the way has no table."""
        return self.add(closed, DISCLOSURE_DAYS)

    def count(self, a: date, b: date) -> int | None:
        """Working days after `a` up to and including `b`; negative when b lies before a."""
        if b < a:
            back = self.count(b, a)
            return None if back is None else -back
        return self.passed(a.toordinal(), b.toordinal())

    def passed(self, first: int, last: int) -> int | None:
        """Working days after the day `first` up to and including `last`, both as ordinals; None when a year
        on the way has no table."""
        total, at = 0, first + 1
        while at <= last:
            year = date.fromordinal(at).year
            end = min(last, date(year, 12, 31).toordinal())
            found = self._in_year(year, at, end)
            if found is None:
                return None
            total, at = total + found, end + 1
        return total

    def _in_year(self, year: int, first: int, last: int) -> int | None:
        start, sums = self._sums(year)
        if len(sums) > last - start + 1:
            return sums[last - start + 1] - sums[first - start]
        days = [self._works(ordinal) for ordinal in range(first, last + 1)]
        return None if None in days else sum(map(bool, days))

    def _sums(self, year: int) -> tuple[int, list[int]]:
        """The first day of a year, and the working days before each of its days as far as they are known."""
        if year not in self._years_known:
            start = date(year, 1, 1).toordinal()
            works = (self._works(ordinal) for ordinal in range(start, date(year, 12, 31).toordinal() + 1))
            known = takewhile(lambda one: one is not None, works)
            self._years_known[year] = start, [*accumulate(map(bool, known), initial=0)]
        return self._years_known[year]

    def _works(self, ordinal: int) -> bool | None:
        if ordinal not in self._known:
            self._known[ordinal] = self._decide(date.fromordinal(ordinal))
        return self._known[ordinal]

    def _decide(self, day: date) -> bool | None:
        if day in self._off or day in self._made_up:
            return day in self._made_up
        if day.year in self._years:
            return day.weekday() < 5
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day in workdays or (day.weekday() < 5 and day not in holidays)
        return None
