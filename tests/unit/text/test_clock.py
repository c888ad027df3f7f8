"""The duty clock's badges, on real weeks."""

from datetime import datetime

import pytest

from publish.settings import Calendar
from publish.text.clock import CHINA, Moments, badges, shift
from publish.text.workdays import LAST_YEAR, WorkCalendar

CALENDAR = WorkCalendar()


def at(text):
    return datetime.fromisoformat(f"2022-{text}:00+08:00")


NOW = at("07-28T18:00")


def kinds(now=NOW, calendar=CALENDAR, **moments):
    given = {"submitted": at("07-11T08:00"), "arrived": at("07-11T10:00")} | moments
    return [badge.kind for badge in badges(Moments(**given), now, calendar)]


def test_a_matter_taken_in_and_closed_in_time_has_only_arrived():
    done = {"accepted": at("07-12T09:00"), "due": at("07-26T18:00"), "closed": at("07-20T16:00")}
    assert kinds(**done) == ["arrived"]


def test_two_working_days_without_acceptance_warn():
    assert kinds(accepted=at("07-13T10:01"), closed=at("07-14T09:00")) == ["arrived", "warned"]
    assert kinds(accepted=at("07-13T10:00"), closed=at("07-14T09:00")) == ["arrived"]


def test_the_warning_waits_for_the_two_days_to_pass():
    assert kinds(now=at("07-13T10:00")) == ["arrived"]
    assert kinds(now=at("07-13T10:01")) == ["arrived", "warned"]


def test_a_weekend_is_not_counted():
    friday = {"submitted": at("07-15T08:00"), "arrived": at("07-15T10:00")}
    assert kinds(now=at("07-18T23:00"), **friday) == ["arrived"]


def test_an_open_matter_two_days_before_its_deadline_is_urgent():
    open_matter = {"accepted": at("07-11T11:00"), "due": at("07-26T18:00")}
    assert kinds(now=at("07-22T17:59"), **open_matter) == ["arrived"]
    assert kinds(now=at("07-22T18:01"), **open_matter) == ["arrived", "urgent"]


def test_a_deadline_that_passed_gives_the_alarm_at_that_moment():
    found = badges(
        Moments(submitted=at("07-11T08:00"), arrived=at("07-11T10:00"), accepted=at("07-11T11:00"),
                due=at("07-20T18:00"), closed=at("07-22T09:00")), NOW, CALENDAR,
    )  # fmt: skip
    assert [(badge.label, badge.at) for badge in found] == [
        ("报到", at("07-11T10:00")), ("紧急", at("07-18T18:00")), ("警报", at("07-20T18:00")),
    ]  # fmt: skip


def test_closing_exactly_at_the_deadline_is_in_time():
    matter = {"accepted": at("07-11T11:00"), "due": at("07-20T18:00"), "closed": at("07-20T18:00")}
    assert "overdue" not in kinds(**matter)


def test_an_alarm_never_comes_after_now():
    assert kinds(now=at("07-20T18:00"), accepted=at("07-11T11:00"), due=at("07-20T18:00"))[-1] == "urgent"


def test_where_no_table_reaches_the_clock_says_undetermined():
    far = datetime(LAST_YEAR + 2, 3, 1, 9, tzinfo=CHINA)
    found = badges(Moments(submitted=far, arrived=far), far.replace(day=20), CALENDAR)
    assert [(badge.label, badge.at) for badge in found] == [("报到", far), ("未定", None)]


@pytest.mark.parametrize("missing", ["arrived", "accepted", "due", "closed"])
def test_a_missing_moment_stops_nothing(missing):
    full = {"arrived": at("07-11T10:00"), "accepted": at("07-11T11:00"), "due": at("07-20T18:00"),
            "closed": at("07-22T09:00")}  # fmt: skip
    assert isinstance(kinds(**{**full, missing: None}), list)


def test_a_time_shifts_by_working_days_and_keeps_its_hour():
    assert shift(at("07-15T10:00"), 1, CALENDAR) == at("07-18T10:00")
    assert shift(at("07-18T10:00"), -1, WorkCalendar(Calendar())) == at("07-15T10:00")
