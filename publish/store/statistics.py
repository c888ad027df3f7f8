"""Whole-store figures of a month of submission, suppressed before they leave this room.

Counted in one pass over the store; times are decoded here, so that text dates of a foreign schema
count like real ones. A count of 1 to 7 becomes None, the rest is rounded to 5. Labels that an
office types (topics, channels) and that stay below 8 in a month are put together as `OTHER`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path

import msgspec

from publish.model.contract import APPLICANT_KINDS, LEVELS, OUTCOMES, Unit
from publish.model.published import MonthStatistics, Table
from publish.store.reader import Reader
from publish.store.rejected import Rejected, RowError
from publish.store.values import CHINA, moment, text

QUERY = Path(__file__).parent / "queries" / "statistics.sql"
SMALLEST = 8  # counts below stay hidden
STEP = 5
OTHER = "other"
UNKNOWN = "unknown"
OPEN = "open"
RESULTS = (*OUTCOMES, OPEN)
MATTERS = ("matters",)
COLUMNS = (
    "submitted_at", "closed_at", "due_at", "outcome", "region_code", "topic", "channel",
    "applicant_kind", "unit_id",
)  # fmt: skip

Cells = Counter[tuple[str, str]]
"""(row, column) → matters."""


class Matter(msgspec.Struct, frozen=True):
    """One row of statistics.sql, decoded."""

    month: str
    closed_at: datetime | None
    due_at: datetime | None
    outcome: str
    district: str
    topic: str
    channel: str
    applicant: str
    level: str | None


class Month(msgspec.Struct):
    """The exact counts of a month. They stay in this room."""

    cells: dict[str, Cells]
    pending: Counter[tuple[str, datetime]]


Counted = dict[str, Month]


def count(reader: Reader) -> Counted:
    """Exact counts by month, from one pass. Rows that can't be read don't count."""
    levels = {row.unit_id: row.level for row in reader.rows(Unit) if not isinstance(row, Rejected)}
    counted: Counted = {}
    for row in _rows(reader):
        try:
            matter = _matter(row, levels)
        except RowError:
            continue
        _add(counted.setdefault(matter.month, Month(defaultdict(Counter), Counter())), matter)
    return counted


def months(counted: Counted, now: datetime) -> list[str]:
    """The months of `counted` that ended before `now`, in order."""
    return sorted(month for month in counted if month < _month(now.astimezone(CHINA)))


def month_statistics(counted: Counted, month: str, now: datetime) -> MonthStatistics:
    """The tables of one closed month. Raises `ValueError` for a month that isn't closed at `now`."""
    if month not in months(counted, now):
        raise ValueError(f"{month} is not a closed month of this store")
    exact = counted[month].cells
    return MonthStatistics(
        month=month,
        tables=(
            _table("outcome", MATTERS, exact["outcome"], RESULTS),
            _table("district", RESULTS, exact["district"]),
            _table("topic", RESULTS, _merged(exact["topic"])),
            _table("channel", MATTERS, _merged(exact["channel"])),
            _table("applicant", MATTERS, exact["applicant"], (*APPLICANT_KINDS, UNKNOWN)),
            _table("clock", ("kept", "missed"), _clock(counted[month], now), LEVELS),
        ),
    )


def suppressed(matters: int) -> int | None:
    """The count as it may be public: None for 1 to 7, else rounded to the nearest 5."""
    if 0 < matters < SMALLEST:
        return None
    return (matters + STEP // 2) // STEP * STEP


def _rows(reader: Reader) -> Iterator[tuple[object, ...]]:
    relation = reader.relations["cases"]
    if relation:
        columns = ", ".join(f"{relation.column(name)} AS {name}" for name in COLUMNS)
        sql = QUERY.read_text("utf-8").format(cases=f"(SELECT {columns} FROM {relation.source} AS r)")
        yield from chain.from_iterable(reader.session.stream(sql, {}, "cases", reader.page))


def _matter(row: tuple[object, ...], levels: Mapping[str, str]) -> Matter:
    submitted, closed, due, outcome, region, topic, channel, applicant, unit = row
    if submitted is None:
        raise RowError("STORE-101", column="submitted_at")
    return Matter(
        month=_month(moment(submitted, "submitted_at")),
        closed_at=None if closed is None else moment(closed, "closed_at"),
        due_at=None if due is None else moment(due, "due_at"),
        outcome=_outcome(outcome, closed),
        district=_word(region)[:6] or UNKNOWN,
        topic=_word(topic).partition("/")[0].strip() or UNKNOWN,
        channel=_word(channel) or UNKNOWN,
        applicant=_one_of(applicant, APPLICANT_KINDS, UNKNOWN),
        level=levels.get(_word(unit)),
    )


def _outcome(outcome: object, closed: object) -> str:
    """The outcome's code, `OPEN` before there is one. Raises `RowError` for a code nobody knows."""
    word = _word(outcome)
    if word and word not in OUTCOMES:
        raise RowError("STORE-102", column="outcome", allowed="、".join(OUTCOMES))
    return word if word and closed is not None else OPEN


def _month(at: datetime) -> str:
    return f"{at.year:04}-{at.month:02}"


def _word(value: object) -> str:
    return "" if value is None else text(value, "") or ""


def _one_of(value: object, allowed: Iterable[str], otherwise: str) -> str:
    word = _word(value)
    return word if word in allowed else otherwise


def _add(month: Month, matter: Matter) -> None:
    cells = month.cells
    cells["outcome"][matter.outcome, "matters"] += 1
    cells["district"][matter.district, matter.outcome] += 1
    cells["topic"][matter.topic, matter.outcome] += 1
    cells["channel"][matter.channel, "matters"] += 1
    cells["applicant"][matter.applicant, "matters"] += 1
    if matter.level and matter.due_at:
        if matter.closed_at:
            cells["clock"][matter.level, "kept" if matter.closed_at <= matter.due_at else "missed"] += 1
        else:
            month.pending[matter.level, matter.due_at] += 1


def _clock(month: Month, now: datetime) -> Cells:
    """Deadlines kept and missed; an open matter has missed its deadline once that lies before `now`."""
    cells = Counter(month.cells["clock"])
    for (level, due), matters in month.pending.items():
        if due < now:
            cells[level, "missed"] += matters
    return cells


def _merged(cells: Cells) -> Cells:
    totals: Counter[str] = Counter()
    for (row, _), matters in cells.items():
        totals[row] += matters
    result: Cells = Counter()
    for (row, column), matters in cells.items():
        result[row if totals[row] >= SMALLEST or row == UNKNOWN else OTHER, column] += matters
    return result


def _table(name: str, columns: tuple[str, ...], cells: Cells, order: Iterable[str] = ()) -> Table:
    known = list(order) or sorted({row for row, _ in cells})
    rows = tuple((row, tuple(suppressed(cells[row, column]) for column in columns)) for row in known)
    return Table(name=name, columns=columns, rows=rows)
