"""The duty clock (督办时钟): what a matter's deadlines have set off by a given moment.

报到 when a unit has received it · 预警 when it isn't accepted after two working days · 紧急 from two
working days before the deadline while it is open · 警报 once the deadline has passed. A moment that
no working-day table reaches is 未定.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Literal

import msgspec

from publish.text.workdays import WorkCalendar

BadgeKind = Literal["arrived", "warned", "urgent", "overdue"]

LABELS: dict[str, str] = {"arrived": "报到", "warned": "预警", "urgent": "紧急", "overdue": "警报"}
UNDETERMINED = "未定"
GRACE = 2
"""Working days: to accept a matter, and before its deadline."""

CHINA = timezone(timedelta(hours=8))


class Moments(msgspec.Struct, frozen=True, kw_only=True):
    """The times of a matter the clock is read from; None: has not happened, or isn't known."""

    submitted: datetime
    arrived: datetime | None = None
    accepted: datetime | None = None
    due: datetime | None = None
    closed: datetime | None = None


class Badge(msgspec.Struct, frozen=True, kw_only=True):
    """One duty badge; `at` None: it can't be told whether or when (the label is 未定)."""

    kind: BadgeKind
    label: str
    at: datetime | None


def badges(moments: Moments, now: datetime, calendar: WorkCalendar) -> tuple[Badge, ...]:
    """The badges a matter has earned by `now`, in the order 报到 预警 紧急 警报."""
    earned = (
        _arrived(moments, now),
        _warned(moments, now, calendar),
        _urgent(moments, now, calendar),
        _overdue(moments, now),
    )
    return tuple(badge for badge in earned if badge)


def shift(at: datetime, workdays: int, calendar: WorkCalendar) -> datetime | None:
    """The same time of day `workdays` working days later (earlier if negative), in China's time.

    None where no table covers the way.
    """
    local = at.astimezone(CHINA)
    day = calendar.add(local.date(), workdays)
    return None if day is None else local + (day - local.date())


def _arrived(moments: Moments, now: datetime) -> Badge | None:
    return _badge("arrived", moments.arrived) if moments.arrived and moments.arrived <= now else None


def _warned(moments: Moments, now: datetime, calendar: WorkCalendar) -> Badge | None:
    start = moments.arrived or moments.submitted
    ends = [end for end in (moments.accepted, moments.closed) if end]
    at = shift(start, GRACE, calendar)
    if at is None:
        return None if ends and min(ends) <= start + timedelta(days=GRACE) else _badge("warned", None)
    return _badge("warned", at) if at < min([*ends, now]) else None


def _urgent(moments: Moments, now: datetime, calendar: WorkCalendar) -> Badge | None:
    if moments.due is None:
        return None
    at = shift(moments.due, -GRACE, calendar)
    if at is None:
        return _badge("urgent", None) if moments.closed is None else None
    at = max(at, moments.accepted or moments.arrived or moments.submitted)
    return _badge("urgent", at) if at < min(moments.closed or now, now, moments.due) else None


def _overdue(moments: Moments, now: datetime) -> Badge | None:
    if moments.due is None or moments.due >= min(moments.closed or now, now):
        return None
    return _badge("overdue", moments.due)


def _badge(kind: BadgeKind, at: datetime | None) -> Badge:
    return Badge(kind=kind, label=LABELS[kind] if at else UNDETERMINED, at=at)
