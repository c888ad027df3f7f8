"""A calendar per programme: iCalendar (RFC 5545), one event a time on air, by icalendar.

China has had one time without summer time since 1991; so its VTIMEZONE is one line, and no reader needs a
table. A repeat is an event of its own with its own UID: it is another time on air.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from publish.feeds.base import GENERATOR, Broadcast, Example, Schedule
from publish.feeds.samples import SCHEDULE
from publish.feeds.xml import fit, line

if TYPE_CHECKING:
    from icalendar import Event, Timezone

NAME = "日历"
SUFFIX = ".ics"
CONTENT_TYPE = "text/calendar"
RENDERS = Schedule

ZONE = "Asia/Shanghai"
REPEAT = "重播"
DAILY = timedelta(days=1)


def render(schedule: Schedule) -> bytes:
    """The calendar as UTF-8 bytes with lines of 75 octets at most, broadcasts in the order given."""
    import icalendar  # costly, and most builds change no programme

    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{GENERATOR}//{GENERATOR}//ZH")
    made.add("name", line(schedule.title))
    made.add("x-wr-calname", line(schedule.title))
    made.add("x-wr-timezone", ZONE)
    made.add("description", line(schedule.description))
    made.add("url", schedule.href)
    made.add("source", schedule.self_href)
    made.add("refresh-interval", DAILY, parameters={"value": "DURATION"})
    made.add_component(_zone())
    for broadcast in schedule.broadcasts:
        made.add_component(_event(broadcast))
    rendered: bytes = made.to_ical(sorted=False)
    return rendered


def _zone() -> Timezone:
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1991, 9, 15, 1))  # noqa: DTZ001 - a local time, by RFC 5545
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(broadcast: Broadcast) -> Event:
    from icalendar import Event

    starts = broadcast.starts.astimezone(ZoneInfo(ZONE))
    title = line(broadcast.title) + (f"（{REPEAT}）" if broadcast.repeat else "")
    event = Event()
    event.add("uid", broadcast.uid)
    event.add("dtstamp", broadcast.stamp.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=broadcast.minutes))
    event.add("summary", title)
    if broadcast.summary:
        event.add("description", fit(broadcast.summary))
    event.add("url", broadcast.href)
    event.add("transp", "TRANSPARENT")
    if broadcast.repeat:
        event.add("categories", [REPEAT])
    return event


EXAMPLES = (
    Example(
        SCHEDULE,
        (
            "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n",
            "DTSTART;TZID=Asia/Shanghai:20220722T100000",
            "UID:zhouwu-12@huisheng.example",
            "DTSTAMP:20220728T100000Z",
            "CATEGORIES:重播",
        ),
    ),
)
