"""What a decoded row must keep to: codes, the run of time, ranges, links (the rules lie in `rules`)."""

from __future__ import annotations

from datetime import date, datetime

from publish.model.contract import Row
from publish.store.rejected import RowError
from publish.store.rules import CODES, ORDER, RANGES, URLS


def check(relation: str, row: Row) -> None:
    """Raises `RowError` where a code, a time or a value breaks the contract."""
    for column, allowed in CODES.get(relation, _NONE).items():
        value = getattr(row, column)
        if value is not None and value not in allowed:
            raise RowError("STORE-102", column=column, allowed="、".join(allowed))
    for earlier, later in ORDER.get(relation, ()):
        if backwards(getattr(row, earlier), getattr(row, later)):
            raise RowError("STORE-104", earlier=earlier, later=later)
    for column, (low, high) in RANGES.get(relation, _RANGE).items():
        value = getattr(row, column)
        if value is not None and not low <= value <= high:
            raise RowError("STORE-111", column=column, low=low, high=high)
    for column in URLS.get(relation, ()):
        if not (getattr(row, column) or "http://").lower().startswith(("http://", "https://")):
            raise RowError("STORE-112", column=column)


_NONE: dict[str, tuple[str, ...]] = {}
_RANGE: dict[str, tuple[int, int]] = {}


def backwards(earlier: date | None, later: date | None) -> bool:
    """Whether `later` lies before `earlier`; a time at midnight sharp counts as its whole day."""
    if earlier is None or later is None or earlier <= later:
        return False
    if _whole_day(earlier) or _whole_day(later):
        return later.timetuple()[:3] < earlier.timetuple()[:3]
    return True


def _whole_day(at: date) -> bool:
    return not isinstance(at, datetime) or at.timetuple()[3:6] == (0, 0, 0)
