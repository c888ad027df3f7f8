"""When the programmes are on: 49 working Fridays, 192 of the 194 working days from Monday to Thursday."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import msgspec

from publish.demo.timeline import CALENDAR, FIRST_DAY, LAST_DAY
from publish.text.clock import CHINA

FACE_TO_FACE = "zhouwu"


class Host(msgspec.Struct, frozen=True):
    name: str
    named: bool


class Programme(msgspec.Struct, frozen=True):
    """When a programme is on and who speaks."""

    weekdays: tuple[int, ...]
    at: str
    minutes: int
    hosts: tuple[Host, ...]
    director: str
    titles: tuple[str, ...]
    off_days: tuple[date, ...] = ()
    reruns: tuple[date, ...] = ()


class Theme(msgspec.Struct, frozen=True):
    title: str
    office: str


class Broadcasts(msgspec.Struct, frozen=True):
    """broadcasts.yaml."""

    programmes: dict[str, Programme]
    themes: tuple[Theme, ...]


class Slot(msgspec.Struct, frozen=True, order=True):
    """A day on which a programme is on, and the episode's number in it."""

    airs_at: datetime
    slug: str
    number: int

    @property
    def key(self) -> str:
        return f"E-{self.slug}-{self.number:03d}"

    @property
    def programme(self) -> Programme:
        return broadcasts().programmes[self.slug]


@cache
def broadcasts() -> Broadcasts:
    path = Path(__file__).parent / "broadcasts.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=Broadcasts)


def schedule() -> list[Slot]:
    """Every episode of the year in order of airing: 49 周五面对面 and 192 民生热线."""
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    found: list[Slot] = []
    for slug, programme in broadcasts().programmes.items():
        on = [day for day in days if _is_on(programme, day)]
        at = time.fromisoformat(programme.at)
        found += [Slot(datetime.combine(day, at, CHINA), slug, n) for n, day in enumerate(on, 1)]
    return sorted(found)


def _is_on(programme: Programme, day: date) -> bool:
    if day.weekday() not in programme.weekdays or day in programme.off_days:
        return False
    return bool(CALENDAR.is_workday(day))
