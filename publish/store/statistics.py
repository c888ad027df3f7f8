"""Whole-store figures, counted exactly by month in one pass; `tables.py` makes of them what may leave.

Everything is an event of a month that is over with it: what was submitted, accepted, due, closed or
revisited in it, so that a month can be written once and needs no revision. Times are decoded here, so that
text dates of a foreign schema count like real ones. The month in which the store begins isn't whole and isn't
given: how much was in hand before the first month given is known to nobody who compares months.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from publish.model.published import MonthStatistics, Table
from publish.store.hiding import Key
from publish.store.matters import Clock, Matter, Public, matters, month_of
from publish.store.month import Counted, Days, Month, empty
from publish.store.reader import Reader
from publish.store.tables import BY_OUTCOME, BY_REVISIT, quarter_tables, tables
from publish.store.values import CHINA
from publish.text.workdays import WorkCalendar

MONTHS_OF_QUARTER = 3
LAST = "9999-12"


def closed_months(
    reader: Reader, now: datetime, calendar: WorkCalendar, public: Public, after: str = ""
) -> Iterator[MonthStatistics]:
    """The suppressed figures of the months that ended before `now` and are later than `after`, in order.
    `public`: whether the matter of a key is published."""
    if not after or following(after) < month_of(now.astimezone(CHINA)):
        yield from told(count(matters(reader, public), calendar), now, after)


def count(found: Iterable[Matter], calendar: WorkCalendar) -> Counted:
    """Exact counts by month, from the one in which the first matter was submitted."""
    clock, first = Clock(calendar), LAST
    counted: defaultdict[str, Month] = defaultdict(empty)
    for matter in found:
        first = min(first, matter.month)
        _add(counted, matter, clock)
    return defaultdict(empty, {name: held for name, held in counted.items() if name >= first})


def told(counted: Counted, now: datetime, after: str = "") -> Iterator[MonthStatistics]:
    """What of exact counts may leave: months behind the first one that ended before `now`, after `after`."""
    end, made_on = month_of(now.astimezone(CHINA)), now.astimezone(CHINA).date()
    first, in_hand = min(counted, default=end), 0
    for name in _months(first, end):
        held = counted[name]
        in_hand += held.accepted - held.ended
        if name > max(after, first):
            found = (*tables(held, in_hand), *_quarter(counted, first, name))
            yield MonthStatistics(month=name, made_on=made_on, tables=found)


def following(month: str) -> str:
    """2021-12 → 2022-01"""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def _months(first: str, end: str) -> Iterator[str]:
    while first < end:
        yield first
        first = following(first)


def _quarter(counted: Counted, first: str, last: str) -> Iterator[Table]:
    """The tables of the quarter that ends with the month `last`, if it all lies after the month `first`."""
    year, number = int(last[:4]), int(last[5:])
    names = [f"{year:04}-{month:02}" for month in range(number - 2, number + 1)]
    if number % MONTHS_OF_QUARTER == 0 and names[0] > first:
        yield from quarter_tables([counted[name] for name in names])


def _add(counted: Counted, matter: Matter, clock: Clock) -> None:
    accepted, closed, ever = matter.accepted, matter.closed, counted[matter.month]
    raised = [
        ("received_channel", matter.channel, "matters"),
        ("received_applicant", matter.applicant, "matters"),
        ("raised", matter.problem, matter.district),
    ]
    _count(ever, raised, matter)
    if accepted:
        counted[month_of(accepted)].accepted += 1
        if closed:
            counted[month_of(max(accepted, closed))].ended += 1
    days = (clock.between(matter.submitted, accepted), clock.between(matter.submitted, closed))
    _acceptance(counted, matter, clock)
    _deadline(counted, matter, clock, days)
    if closed and matter.outcome:
        _settled(counted[month_of(closed)], matter, matter.outcome, days)
    if matter.revisited and matter.revisit:
        tables = [("revisit", matter.revisit, "matters")]
        tables += [(name, getattr(matter, of), matter.revisit) for name, of in BY_REVISIT.items()]
        _count(counted[month_of(matter.revisited)], tables, matter)


def _count(held: Month, keys: list[tuple[str, str, str]], matter: Matter) -> None:
    held.counts.update(keys)
    if matter.public:
        held.public.update(keys)


def _acceptance(counted: Counted, matter: Matter, clock: Clock) -> None:
    """Accepted within its working days, or warned of; it counts in the month in which they were over."""
    limit = clock.accept_by(matter.submitted)
    taken = matter.accepted or matter.closed
    if limit:
        state = "in_time" if taken and taken <= limit else "warned"
        _count(counted[month_of(limit)], [("accept", matter.level, state)], matter)


def _deadline(counted: Counted, matter: Matter, clock: Clock, days: Days) -> None:
    """What had become of a matter when its deadline was over; it counts in the month of the deadline."""
    urgent = clock.urgent_from(matter.due) if matter.due else None
    if not matter.due or not urgent:
        return
    state = "missed"
    if matter.closed and matter.closed <= matter.due:
        state = "early" if matter.closed <= urgent else "urgent"
    _took(counted[month_of(matter.due)], "due", (matter.level, state), matter, days)


def _settled(held: Month, matter: Matter, outcome: str, days: Days) -> None:
    _took(held, "outcome", (outcome, "matters"), matter, days)
    for table, of in BY_OUTCOME.items():
        _took(held, table, (getattr(matter, of), outcome), matter, days)


def _took(held: Month, table: str, key: Key, matter: Matter, days: Days) -> None:
    held.took[table][key][days] += 1
    if matter.public:
        held.public[table, *key] += 1
