"""Dates as spreadsheets have them: real ones, day numbers, and text in the ways people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from publish.store.rejected import RowError
from publish.text.clean import clean

FORMATS = (
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d",
    "%Y.%m.%d %H:%M:%S", "%Y.%m.%d %H:%M", "%Y.%m.%d",
    "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日 %H时%M分", "%Y年%m月%d日",
    "%Y年%m月%d日%H:%M:%S", "%Y年%m月%d日%H:%M", "%Y年%m月%d日%H时%M分",
)  # fmt: skip
"""Tried after the mapping's own `dates` and ISO 8601."""

ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 (day 0 of a spreadsheet has no zone)
DAYS = (1.0, 2_958_466.0)  # 1900-01-01 to 9999-12-31, the days a spreadsheet can hold
DAY_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")


def moment(cell: object, column: str, formats: Sequence[str], zone: tzinfo) -> datetime:
    """The time in `cell`; without a zone of its own it is in `zone`. Raises `RowError`."""
    found = _moment(cell, formats)
    if found is None:
        raise RowError("IMPORT-102", column=column)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _moment(cell: object, formats: Sequence[str]) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_number(float(cell))
    return _of_text(cell, formats) if isinstance(cell, str) else None


def _of_number(days: float) -> datetime | None:
    if not DAYS[0] <= days < DAYS[1]:
        return None
    return ORIGIN + timedelta(seconds=round(days * 86_400))


def _of_text(cell: str, formats: Sequence[str]) -> datetime | None:
    text = " ".join(unicodedata.normalize("NFKC", clean(cell)).split())
    if DAY_NUMBER.fullmatch(text):
        return _of_number(float(text))
    for form in formats:
        if found := _parsed(text, form):
            return found
    return _iso(text) or next(filter(None, (_parsed(text, form) for form in FORMATS)), None)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 (the mapping's zone is set by `moment`)
    except ValueError:
        return None
