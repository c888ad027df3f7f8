"""Working days: the national table, then the office's own, then nothing."""

from datetime import date, datetime

import pytest

from publish.settings import Calendar
from publish.text.workdays import LAST_YEAR, WorkCalendar

BEYOND = LAST_YEAR + 1


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 7, 28), True),
        (date(2022, 7, 30), False),
        (date(2021, 10, 1), False),
        (date(2022, 1, 29), True),
        (datetime(2022, 1, 29, 23, 59), True),  # noqa: DTZ001 - only its date counts
    ],
)
def test_the_national_table_knows_holidays_and_saturdays_made_up(day, works):
    assert WorkCalendar().is_workday(day) is works


def test_a_year_without_a_table_is_undetermined_and_stops_nothing():
    calendar = WorkCalendar()
    assert calendar.is_workday(date(BEYOND, 3, 1)) is None
    assert calendar.add(date(LAST_YEAR, 12, 30), 5) is None
    assert calendar.count(date(LAST_YEAR, 12, 30), date(BEYOND, 1, 5)) is None
    assert calendar.is_workday(date(1999, 3, 1)) is None


def test_a_table_in_the_settings_covers_a_later_year():
    off = tuple(date(BEYOND, 1, day) for day in (1, 2, 3))
    calendar = WorkCalendar(Calendar(days_off=off, made_up=(date(BEYOND, 1, 9),), years=(BEYOND,)))
    assert calendar.is_workday(date(BEYOND, 1, 1)) is False
    assert calendar.is_workday(date(BEYOND, 1, 9)) is True
    assert calendar.add(date(LAST_YEAR, 12, 31), 1) is not None


def test_a_day_of_the_settings_goes_before_the_national_table():
    calendar = WorkCalendar(Calendar(days_off=(date(2022, 7, 28),)))
    assert calendar.is_workday(date(2022, 7, 28)) is False


def test_adding_days_skips_the_national_holiday():
    assert WorkCalendar().add(date(2021, 9, 30), 1) == date(2021, 10, 8)


def test_adding_then_taking_away_comes_back_to_a_working_day():
    calendar, day = WorkCalendar(), date(2022, 2, 16)
    for n in range(1, 40):
        there = calendar.add(day, n)
        assert there is not None
        assert calendar.add(there, -n) == day
        assert calendar.count(day, there) == n
        assert calendar.count(there, day) == -n


def test_nothing_added_is_the_same_day():
    assert WorkCalendar().add(date(2022, 7, 30), 0) == date(2022, 7, 30)


@pytest.mark.parametrize(("edge", "n"), [(date.max, 1), (date.min, -1)])
def test_the_ends_of_time_are_undetermined(edge, n):
    assert WorkCalendar().add(edge, n) is None
