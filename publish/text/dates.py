"""Dates and times as people and machines read them. Everything public is in Beijing time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one zone without summer time since 1991."""


def local(at: datetime) -> datetime:
    """The moment in Beijing time; one without an offset is Beijing time already."""
    return at.replace(tzinfo=BEIJING) if at.tzinfo is None else at.astimezone(BEIJING)


def chinese_date(at: date | datetime) -> str:
    """2022年7月28日"""
    day = local(at) if isinstance(at, datetime) else at
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_time(at: datetime) -> str:
    """18:05"""
    return f"{local(at):%H:%M}"


def chinese_datetime(at: date | datetime) -> str:
    """2022年7月28日 18:05; a day alone, or midnight sharp (no time was recorded), is the date."""
    if not isinstance(at, datetime) or local(at).time() == datetime.min.time():
        return chinese_date(at)
    return f"{chinese_date(at)} {chinese_time(at)}"


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
    return f"{local(at):%Y-%m-%d %H:%M}"


def rfc3339(at: date | datetime) -> str:
    """2022-07-28T18:05:00+08:00; a day alone as 2022-07-28."""
    return local(at).isoformat(timespec="seconds") if isinstance(at, datetime) else at.isoformat()


def rfc822(at: datetime) -> str:
    """Thu, 28 Jul 2022 18:05:00 +0800, the form RSS wants."""
    return format_datetime(local(at))
