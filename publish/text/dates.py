"""Dates and times as people and machines read them. Everything public is in Beijing time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one zone without summer time since 1991."""


def local(at: datetime) -> datetime:
    """The moment in Beijing time; one without an offset is Beijing time already."""
    if at.tzinfo == BEIJING:
        return at
    return at.replace(tzinfo=BEIJING) if at.tzinfo is None else at.astimezone(BEIJING)


TWO = tuple(f"{number:02d}" for number in range(60))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KEPT_DAYS = 4096


def chinese_date(at: date | datetime) -> str:
    """2022年7月28日"""
    return _day((local(at) if isinstance(at, datetime) else at).toordinal())[0]


def chinese_time(at: datetime) -> str:
    """18:05"""
    return _clock(local(at))


def chinese_datetime(at: date | datetime) -> str:
    """2022年7月28日 18:05; a day alone, or midnight sharp (no time was recorded), is the date."""
    if not isinstance(at, datetime):
        return chinese_date(at)
    here = local(at)
    midnight = not (here.hour or here.minute or here.second or here.microsecond)
    day = _day(here.toordinal())[0]
    return day if midnight else f"{day} {_clock(here)}"


def chinese_month(month: str) -> str:
    """2022-05 → 2022年5月"""
    year, number = month.split("-")
    return f"{int(year)}年{int(number)}月"


def chinese_period(period: str) -> str:
    """2022-Q2 → 2022年第二季度; 2022 → 2022年"""
    year, _, quarter = period.partition("-Q")
    return f"{int(year)}年" + (f"第{'一二三四'[int(quarter) - 1]}季度" if quarter else "")


def label_time(at: datetime) -> str:
    """2022-07-28 18:05, the form of the government page label PubDate."""
    here = local(at)
    return f"{_day(here.toordinal())[1]} {_clock(here)}"


def rfc3339(at: date | datetime) -> str:
    """2022-07-28T18:05:00+08:00; a day alone as 2022-07-28."""
    if not isinstance(at, datetime):
        return _day(at.toordinal())[1]
    here = local(at)
    return f"{_day(here.toordinal())[1]}T{_clock(here)}:{TWO[here.second]}+08:00"


def rfc822(at: datetime) -> str:
    """Thu, 28 Jul 2022 18:05:00 +0800, the form RSS wants."""
    here = local(at)
    day, month = DAYS[here.weekday()], MONTHS[here.month - 1]
    return f"{day}, {TWO[here.day]} {month} {here.year:04d} {_clock(here)}:{TWO[here.second]} +0800"


@lru_cache(KEPT_DAYS)
def _day(ordinal: int) -> tuple[str, str]:
    """The day as people write it and as machines do."""
    day = date.fromordinal(ordinal)
    return f"{day.year}年{day.month}月{day.day}日", day.isoformat()


def _clock(at: datetime) -> str:
    return f"{TWO[at.hour]}:{TWO[at.minute]}"
