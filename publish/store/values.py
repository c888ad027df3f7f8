"""One value of a database driver to one value of the contract.

Drivers differ: SQLite gives text and integers, PostgreSQL real timestamps and decimals; a foreign
schema may give either. A time without an offset is Asia/Shanghai; every time leaves as +08:00.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from publish.store.rejected import RowError
from publish.store.rules import TEXT_LIMIT
from publish.text.clean import clean, has_controls, is_clean

CHINA = timezone(timedelta(hours=8))
CHINA_NAME = "Asia/Shanghai"

Convert = Callable[[object, str], object]

_TRUE = frozenset({"true", "t", "yes", "y", "1", "是"})
_FALSE = frozenset({"false", "f", "no", "n", "0", "否"})


def moment(value: object, column: str) -> datetime:
    """ISO 8601 text, date or datetime as a time in +08:00."""
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value.strip())
        if not isinstance(value, datetime):
            value = datetime.combine(_date(value), time())
        if value.tzinfo is None:
            return value.replace(tzinfo=CHINA)
        return value if value.tzinfo == CHINA else value.astimezone(CHINA)
    except (ValueError, OverflowError, TypeError):
        raise RowError("STORE-103", column=column) from None


def day(value: object, column: str) -> date:
    """ISO 8601 text, date or datetime as the day it names in China."""
    if type(value) is date:
        return value
    return moment(value, column).date()


def whole(value: object, column: str) -> int:
    """An integer, from whatever number or digits the driver gives."""
    if type(value) is int:
        return value
    try:
        number = Decimal(str(value).strip())
        if number == int(number):
            return int(number)
    except (ArithmeticError, ValueError):
        pass
    raise RowError("STORE-107", column=column, kind="整数")


def number(value: object, column: str) -> float:
    """A finite number."""
    try:
        result = float(str(value))
    except ValueError:
        raise RowError("STORE-107", column=column, kind="数字") from None
    if result - result != 0:  # infinite or not a number
        raise RowError("STORE-107", column=column, kind="数字")
    return result


def truth(value: object, column: str) -> bool:
    """A boolean, from 0 and 1 or the usual words."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise RowError("STORE-107", column=column, kind="是否（0 或 1）")


def text(value: object, column: str) -> str | None:
    """Clean text without white space around it; None where nothing is left."""
    if not isinstance(value, str):
        value = _as_text(value, column)
    if len(value) > TEXT_LIMIT:
        raise RowError("STORE-106", column=column, length=len(value), limit=TEXT_LIMIT)
    if not is_clean(value):
        if has_controls(value):
            raise RowError("STORE-105", column=column)
        value = clean(value)
    return value.strip() or None


def _as_text(value: object, column: str) -> str:
    if isinstance(value, bytes | memoryview | dict | list):
        raise RowError("STORE-107", column=column, kind="文字")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(CHINA)
    return value.isoformat() if isinstance(value, date) else str(value)


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    raise TypeError(type(value))


CONVERTERS: dict[type, Convert] = {
    str: text, datetime: moment, date: day, int: whole, float: number, bool: truth,
}  # fmt: skip
