"""Wall time beside the chain, written so that text order is time order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CITY_TIME = ZoneInfo("Asia/Shanghai")


def wall() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A moment as it is kept: UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def day(kept: str) -> date:
    """The city's day of a time that a fact bears."""
    return datetime.fromisoformat(kept).astimezone(CITY_TIME).date()


def year(kept: str) -> int:
    """The city's year of it."""
    return day(kept).year


def read(kept: str) -> datetime:
    return datetime.fromisoformat(kept)


def later(moment: datetime, *, minutes: float = 0, hours: float = 0) -> str:
    """A moment some time after, as it is kept."""
    return written(moment + timedelta(minutes=minutes, hours=hours))
