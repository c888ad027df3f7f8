"""Dates as people and machines read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime

from hypothesis import given
from hypothesis import strategies as st

from publish.text import dates

AT = datetime(2022, 7, 28, 16, 5, 30, tzinfo=UTC)


def test_a_moment_is_told_in_beijing_time() -> None:
    assert dates.chinese_date(AT) == "2022年7月29日"
    assert dates.chinese_datetime(AT) == "2022年7月29日 00:05"


def test_a_moment_without_an_offset_is_beijing_time_already() -> None:
    assert dates.chinese_datetime(datetime(2022, 7, 28, 9, 30)) == "2022年7月28日 09:30"  # noqa: DTZ001


def test_midnight_sharp_shows_no_time_because_none_was_recorded() -> None:
    assert dates.chinese_datetime(datetime(2022, 7, 28, tzinfo=dates.BEIJING)) == "2022年7月28日"


def test_a_day_alone_keeps_its_day() -> None:
    assert dates.chinese_date(date(2022, 1, 2)) == "2022年1月2日"
    assert dates.rfc3339(date(2022, 1, 2)) == "2022-01-02"


def test_a_month_reads_as_a_month() -> None:
    assert dates.chinese_month("2022-05") == "2022年5月"


def test_machine_forms_keep_the_offset() -> None:
    assert dates.rfc3339(AT) == "2022-07-29T00:05:30+08:00"
    assert dates.rfc822(AT) == "Fri, 29 Jul 2022 00:05:30 +0800"
    assert parsedate_to_datetime(dates.rfc822(AT)) == AT
    assert dates.label_time(AT) == "2022-07-29 00:05"


EARLIEST, LATEST = datetime(1970, 1, 2), datetime(2199, 12, 30)  # noqa: DTZ001  # as hypothesis wants them
MOMENTS = st.datetimes(EARLIEST, LATEST, timezones=st.timezones())


@given(MOMENTS)
def test_a_moment_is_told_as_the_standard_library_tells_it(at: datetime) -> None:
    here = at.astimezone(dates.BEIJING)
    assert dates.rfc3339(at) == here.isoformat(timespec="seconds")
    assert dates.rfc822(at) == format_datetime(here)
    assert dates.label_time(at) == f"{here:%Y-%m-%d %H:%M}"
    assert dates.chinese_time(at) == f"{here:%H:%M}"
    assert dates.chinese_date(at) == f"{here.year}年{here.month}月{here.day}日"
    assert dates.rfc3339(here.date()) == here.date().isoformat()
