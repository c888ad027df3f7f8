"""What the cases of one list have in common with other lists: the topics raised in a district, the units that
answered there, how many working days a unit took. Every question is answered from an index alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from publish.site.database import Database
from publish.text.workdays import WorkCalendar

ENOUGH = 20
"""Cases from which on a median is told: of fewer it would tell of single ones."""

Row = tuple[int | None, int | None, int | None]
Pairs = list[tuple[int, int]]


class Pace(msgspec.Struct, frozen=True):
    """The median of working days, and of how many cases."""

    days: float
    cases: int


class Speed(msgspec.Struct, frozen=True):
    """From the submission to acceptance, and from acceptance to closing; None: of too few it is known."""

    accepted: Pace | None
    closed: Pace | None


class Crossings:
    """Counts of cases by two of their properties."""

    def __init__(self, held: Database) -> None:
        self._held = held

    def topics_in(self, district: str) -> Counter[str]:
        """The topics of a district's cases, as they are filed (second level where there is one)."""
        question = "select topic, count(*) from cases where district = ? and topic is not null group by topic"
        return Counter(dict(self._held.rows(question, (district,))))

    def units_in(self, district: str) -> Counter[str]:
        """The units that answered a district's cases."""
        question = "select unit, count(*) from cases where district = ? and unit is not null group by unit"
        return Counter(dict(self._held.rows(question, (district,))))

    def districts_of(self, topics: Sequence[str]) -> Counter[str]:
        """The districts in which these topics were raised."""
        question = "select district, count(*) from cases where topic = ? and district is not null"
        rows = (row for topic in topics for row in self._held.rows(f"{question} group by district", (topic,)))
        return _sums(rows)

    def answered(self) -> Counter[str]:
        """How many cases each unit answered."""
        question = "select unit, count(*) from cases where unit is not null group by unit"
        return Counter(dict(self._held.rows(question)))

    def speed(self, unit: str, calendar: WorkCalendar) -> Speed:
        """How fast a unit was."""
        question = "select submitted, accepted, closed from cases where unit = ?"
        return speed(self._held.rows(question, (unit,)), calendar)


def speed(rows: Iterable[Row], calendar: WorkCalendar) -> Speed:
    """How fast cases with these days were handled; see `Steps` of keys.py."""
    held = list(rows)
    told = [(accepted, closed) for submitted, accepted, closed in held if submitted is None]
    dated = [row for row in held if row[0] is not None]
    accepting = [accepted for accepted, _ in told if accepted is not None]
    accepting += _between([(first, then) for first, then, _ in dated if first and then], calendar)
    closing = [max(0, closed - (accepted or 0)) for accepted, closed in told if closed is not None]
    closing += _between([(then or first, last) for first, then, last in dated if first and last], calendar)
    return Speed(_pace(accepting), _pace(closing))


def _between(pairs: Pairs, calendar: WorkCalendar) -> list[int]:
    """Working days from the first to the second of each pair of days; left out where no table covers them, or
    the second lies before the first."""
    found = (calendar.passed(first, last) for first, last in pairs if first <= last)
    return [days for days in found if days is not None]


def _pace(days: Sequence[int]) -> Pace | None:
    return Pace(median(days), len(days)) if len(days) >= ENOUGH else None


def _sums(rows: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for name, count in rows:
        found[name] += count
    return found
