"""When things happened to a matter: steps in working hours and working days, then the duty clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import msgspec

from publish.text.clock import CHINA, Moments, badges
from publish.text.workdays import WorkCalendar

NOW = datetime(2022, 7, 28, 18, tzinfo=CHINA)
FIRST_DAY = date(2021, 7, 28)
LAST_DAY = date(2022, 7, 28)
CALENDAR = WorkCalendar()
MINUTE = timedelta(minutes=1)


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How fast a matter goes. `days`: working days to its deadline; `hurry` squeezes every wait."""

    days: int
    slow: bool = False
    revisited: bool = False
    hurry: bool = False


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """Moments of a matter; None has not been reached by `NOW`."""

    submitted: datetime
    dispatched: datetime | None = None
    arrived: datetime | None = None
    accepted: datetime | None = None
    inspected: datetime | None = None
    due: datetime | None = None
    replied: datetime | None = None
    closed: datetime | None = None
    called_back: datetime | None = None
    revisited: datetime | None = None


def plan(rng: Random, submitted: datetime, pace: Pace) -> Times:
    """Every moment of a matter submitted then, whether or not it lies before `NOW`."""
    dispatched = at_work(submitted + rng.randrange(4, 60 if pace.hurry else 150) * MINUTE, rng)
    arrived = dispatched + rng.randrange(1, 12) * MINUTE
    accepted = later(rng, arrived, _wait_to_accept(rng, pace))
    due = datetime.combine(_workday(accepted.date(), pace.days), time(18), CHINA)
    used = _days_used(rng, pace)
    inspected = later(rng, accepted, max(1, used // 2) if used > 1 else 0)
    replied = later(rng, max(accepted, inspected), max(1, used - max(1, used // 2)))
    closed = replied + rng.randrange(12, 95) * MINUTE
    called_back = later(rng, closed, rng.randrange(1, 3 if pace.hurry else 6))
    gap = rng.randrange(15, 22) if pace.hurry else rng.randrange(18, 50)
    revisited = at_work(_morning(closed + timedelta(days=gap), rng), rng) if pace.revisited else None
    return Times(
        submitted=submitted, dispatched=dispatched, arrived=arrived, accepted=accepted,
        inspected=inspected, due=due, replied=replied, closed=closed,
        called_back=called_back, revisited=revisited,
    )  # fmt: skip


def until_now(times: Times) -> Times:
    """The same matter as it stands at `NOW`: what lies ahead has not happened."""
    ahead = {
        name: None
        for name in Times.__struct_fields__
        if name != "due" and (at := getattr(times, name)) is not None and at > NOW
    }
    if "accepted" in ahead:
        ahead["due"] = None
    return msgspec.structs.replace(times, **ahead) if ahead else times


def duty(times: Times) -> list[tuple[datetime, str]]:
    """(moment, kind) of 预警 紧急 警报 by `NOW`."""
    moments = Moments(
        submitted=times.submitted, arrived=times.arrived, accepted=times.accepted,
        due=times.due, closed=times.closed,
    )  # fmt: skip
    found = badges(moments, NOW, CALENDAR)
    return [(badge.at, badge.kind) for badge in found if badge.at and badge.kind != "arrived"]


def at_work(at: datetime, rng: Random) -> datetime:
    """`at` if an office is open then, else some minutes into the next opening."""
    if CALENDAR.is_workday(at.date()) and 9 <= at.hour < 17:
        return at
    day = at.date() if CALENDAR.is_workday(at.date()) and at.hour < 9 else _workday(at.date(), 1)
    return datetime.combine(day, time(9), CHINA) + rng.randrange(1, 170) * MINUTE


def later(rng: Random, at: datetime, workdays: int) -> datetime:
    """Some working moment `workdays` working days later; on the same day, later the same day."""
    if workdays == 0:
        return at_work(at + rng.randrange(15, 150) * MINUTE, rng)
    return _morning(datetime.combine(_workday(at.date(), workdays), time(9), CHINA), rng)


def _morning(at: datetime, rng: Random) -> datetime:
    return datetime.combine(at.date(), time(9), CHINA) + rng.randrange(5, 470) * MINUTE


def _workday(day: date, n: int) -> date:
    found = CALENDAR.add(day, n)
    assert found is not None, day  # the platform year lies within the national tables
    return found


def _wait_to_accept(rng: Random, pace: Pace) -> int:
    if pace.hurry:
        return rng.randrange(2)
    late = rng.random() < (0.3 if pace.slow else 0.03)
    return rng.choice((3, 3, 4) if late else (0, 0, 1, 1, 1))


def _days_used(rng: Random, pace: Pace) -> int:
    if pace.slow:
        return pace.days + rng.randrange(1, 6)
    share = rng.uniform(0.15, 0.5) if pace.hurry else rng.uniform(0.2, 0.9)
    return max(1, min(pace.days - 1, round(pace.days * share)))
