"""A programme's calendar, as icalendar's own reader finds it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.feeds import calendar
from publish.feeds.base import Broadcast, Schedule
from publish.feeds.samples import SCHEDULE
from publish.feeds.xml import fit, line
from publish.text.dates import BEIJING

CITY = ZoneInfo("Asia/Shanghai")
TEXTS = st.text(max_size=200) | st.sampled_from(["a;b,c\\n\\;d", "行\r\n二", "\x00\x1f\u2028", "，" * 300])
MOMENTS = st.datetimes(
    datetime(2010, 1, 1),  # noqa: DTZ001 - the zone comes beside it
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([BEIJING, UTC]),
)


def read(schedule: Schedule) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(calendar.render(schedule))


def test_every_broadcast_is_an_event_at_its_time_in_the_citys_own_zone() -> None:
    events = read(SCHEDULE).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [one.uid for one in SCHEDULE.broadcasts]
    for event, told in zip(events, SCHEDULE.broadcasts, strict=True):
        assert event["DTSTART"].dt == told.starts
        assert event["DTSTART"].dt.tzinfo.key == "Asia/Shanghai"
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=told.minutes)
        assert event["DTSTAMP"].dt == told.stamp
        assert str(event["URL"]) == told.href


def test_the_zone_it_brings_is_eight_hours_ahead_all_the_year() -> None:
    (zone,) = read(SCHEDULE).walk("VTIMEZONE")
    made = zone.to_tz(lookup_tzid=False)
    for month in range(1, 13):
        assert datetime(2022, month, 15, 10, tzinfo=made).utcoffset() == timedelta(hours=8)


def test_a_repeat_says_so_and_has_a_uid_of_its_own() -> None:
    first, repeat = read(SCHEDULE).walk("VEVENT")
    assert "CATEGORIES" not in first
    assert repeat["CATEGORIES"].cats == ["重播"]
    assert str(repeat["SUMMARY"]).endswith("（重播）")
    assert first["UID"] != repeat["UID"]


@settings(deadline=None)
@given(TEXTS, TEXTS, MOMENTS, st.integers(5, 240))
def test_any_text_and_moment_come_back(title: str, summary: str, starts: datetime, minutes: int) -> None:
    one = Broadcast(
        uid="x-1@h", title=title, href="https://h/1", starts=starts, minutes=minutes, stamp=starts,
        summary=summary,
    )  # fmt: skip
    schedule = msgspec.structs.replace(SCHEDULE, broadcasts=(one,))
    (event,) = read(schedule).walk("VEVENT")
    assert event["DTSTART"].dt == starts.replace(microsecond=0)
    assert str(event["SUMMARY"]) == line(title)
    assert str(event.get("DESCRIPTION", "")).replace("\r\n", "\n") == fit(summary)


@settings(deadline=None)
@given(TEXTS)
def test_no_line_is_longer_than_75_octets_and_every_one_ends_as_the_standard_wants(title: str) -> None:
    one = msgspec.structs.replace(SCHEDULE.broadcasts[0], title=title, summary=title)
    made = calendar.render(msgspec.structs.replace(SCHEDULE, broadcasts=(one,)))
    assert made.endswith(b"\r\n")
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert all(each.decode("utf-8") or not each for each in lines)
