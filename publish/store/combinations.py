"""How many matters share region × topic × month × kind of applicant: exact, over the whole store.

One pass, a page of rows at a time; what stays in memory is one number a cell, however many matters
there are. Counts are exact: they never leave the line, which shows only whether there are enough.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

from publish.model.cells import Cell, Cells
from publish.model.contract import APPLICANT_KINDS
from publish.store.reader import Reader
from publish.store.rejected import RowError
from publish.store.values import moment, text

QUERY = Path(__file__).parent / "queries" / "combinations.sql"
COLUMNS = ("region_code", "topic", "submitted_at", "applicant_kind")
CITIZEN = APPLICANT_KINDS[0]
FULL = len("2022-05-01T09:30:00+08:00")
Raw = tuple[object, object, str, object]


def count(reader: Reader) -> Cells:
    """Matters by cell. A row without a readable time of submission doesn't count."""
    cells: Counter[Cell] = Counter()
    for raw, matters in _alike(reader).items():
        with suppress(RowError):
            cells[_cell(*raw)] += matters
    return cells


def _alike(reader: Reader) -> Counter[Raw]:
    """Rows by what stands in them, their time cut to its month; only what differs is decoded twice."""
    months: dict[str, str] = {}
    alike: Counter[Raw] = Counter()
    for region, topic, submitted, kind in reader.counted(COLUMNS, QUERY):
        with suppress(RowError, TypeError):  # TypeError: a value that is no word, such as a JSON column
            alike[region, topic, _month(submitted, months), kind] += 1
    return alike


def _cell(region: object, topic: object, month: str, kind: object) -> Cell:
    """Whose kind isn't known is shown as a citizen, and counts as one."""
    who = _word(kind)
    return Cell(_word(region), _word(topic), month, who if who in APPLICANT_KINDS else CITIZEN)


def _month(submitted: object, months: dict[str, str]) -> str:
    """The month of a time; equal for all times of one hour, so decoded once for them."""
    if not isinstance(submitted, str) or len(submitted) != FULL:
        return f"{moment(submitted, 'submitted_at'):%Y-%m}"
    hour = submitted[:13] + submitted[19:]
    if hour not in months:
        months[hour] = f"{moment(submitted, 'submitted_at'):%Y-%m}"
    return months[hour]


def _word(value: object) -> str:
    return "" if value is None else text(value, "") or ""
