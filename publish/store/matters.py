"""One matter of the store, as the monthly figures need it: days and codes, no text and no key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec

from publish.model.contract import APPLICANT_KINDS, OUTCOMES, REVISIT_OUTCOMES, Region, Unit
from publish.store.reader import Reader
from publish.store.rejected import Rejected, RowError
from publish.store.values import moment, text
from publish.text.clock import GRACE
from publish.text.workdays import WorkCalendar

QUERY = Path(__file__).parent / "queries" / "statistics.sql"
UNKNOWN = "unknown"
COLUMNS = (
    "case_id", "submitted_at", "accepted_at", "due_at", "closed_at", "revisit_at", "outcome",
    "revisit_outcome", "region_code", "topic", "channel", "applicant_kind", "unit_id",
)  # fmt: skip


Public = Callable[[str], bool]
"""Whether the matter of a store key is a published case."""


class Matter(msgspec.Struct, frozen=True, gc=False):
    """`month` of its submission; `topic` is of the first level, `problem` the whole path; `public`: it is a
    published case."""

    month: str
    submitted: datetime
    accepted: datetime | None
    due: datetime | None
    closed: datetime | None
    revisited: datetime | None
    outcome: str | None
    revisit: str | None
    district: str
    topic: str
    problem: str
    channel: str
    applicant: str
    level: str
    public: bool


class Clock:
    """Working days, each asked of the calendar once."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self._count = cache(calendar.count)
        self._add = cache(calendar.add)

    def accept_by(self, submitted: datetime) -> datetime | None:
        """When a matter is warned of, if it isn't accepted by then; None where no table reaches."""
        return self._shifted(submitted, GRACE)

    def urgent_from(self, due: datetime) -> datetime | None:
        """From when on a matter is urgent; None where no table reaches."""
        return self._shifted(due, -GRACE)

    def between(self, start: datetime, end: datetime | None) -> int | None:
        """Working days from one to the other; None where it isn't over, lies before, or has no table."""
        return self._count(start.date(), end.date()) if end and end >= start else None

    def _shifted(self, at: datetime, workdays: int) -> datetime | None:
        day = at.date()
        other = self._add(day, workdays)
        return at + (other - day) if other else None


def matters(reader: Reader, public: Public) -> Iterator[Matter]:
    """Every matter of the store, in one pass. Rows that can't be read are left out."""
    levels = {row.unit_id: row.level for row in reader.rows(Unit) if not isinstance(row, Rejected)}
    regions = {row.code for row in reader.rows(Region) if not isinstance(row, Rejected)}
    for row in reader.counted(COLUMNS, QUERY):
        try:
            yield _matter(row, levels, regions, public)
        except RowError:
            continue


def month_of(at: datetime) -> str:
    """2022-05; the store's times are +08:00."""
    return _named(at.year, at.month)


@cache
def _named(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def _matter(
    row: tuple[object, ...], levels: Mapping[str, str], regions: Collection[str], public: Public
) -> Matter:
    key, submitted, accepted, due, closed, revisited, outcome, revisit, region, topic, channel, kind, unit = (
        row
    )
    if submitted is None:
        raise RowError("STORE-101", column="submitted_at")
    at, problem = moment(submitted, "submitted_at"), _word(topic) or UNKNOWN
    return Matter(
        month=month_of(at),
        submitted=at,
        accepted=_moment(accepted, "accepted_at"),
        due=_moment(due, "due_at"),
        closed=_moment(closed, "closed_at"),
        revisited=_moment(revisited, "revisit_at"),
        outcome=_code(outcome, OUTCOMES, "outcome"),
        revisit=_code(revisit, REVISIT_OUTCOMES, "revisit_outcome"),
        district=_district(region, regions),
        topic=problem.partition("/")[0].strip(),
        problem=problem,
        channel=_word(channel) or UNKNOWN,
        applicant=_one_of(kind, APPLICANT_KINDS),
        level=levels.get(_word(unit), UNKNOWN),
        public=public(str(key)),
    )


def _moment(value: object, column: str) -> datetime | None:
    return None if value is None or value == "" else moment(value, column)


def _code(value: object, allowed: Collection[str], column: str) -> str | None:
    """A code of the contract, None where there is none yet. Raises `RowError` for one nobody knows."""
    word = _word(value)
    if word and word not in allowed:
        raise RowError("STORE-102", column=column, allowed="、".join(allowed))
    return word or None


def _district(value: object, regions: Collection[str]) -> str:
    """The district's six digits; a code that the store's regions don't know is none."""
    code = _word(value)[:6]
    return code if code and (code in regions or not regions) else UNKNOWN


def _word(value: object) -> str:
    return value if type(value) is str and value.isalnum() else "" if value is None else text(value, "") or ""


def _one_of(value: object, allowed: Collection[str]) -> str:
    word = _word(value)
    return word if word in allowed else UNKNOWN
