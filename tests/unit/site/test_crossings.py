"""What cases have in common with other lists, and how fast units were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from world import World, replace

from publish.model.published import PublishedCase, WorkdaySpans
from publish.site.casebook import SCHEMA, Casebook
from publish.site.crossings import ENOUGH, Crossings, Pace, speed
from publish.site.database import Database
from publish.site.inputs import UNKNOWN
from publish.site.kept import Kept
from publish.site.keys import Steps, key_of
from publish.text.dates import BEIJING
from publish.text.workdays import WorkCalendar

CALENDAR = WorkCalendar()
FRIDAY = date(2022, 3, 4)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    held = Database(tmp_path / "memory", SCHEMA)
    yield Casebook(held)
    held.close()


def _days(submitted: int, accepted: int, closed: int) -> Steps:
    first = FRIDAY.toordinal()
    return first + submitted, first + accepted, first + closed


def _put(book: Casebook, *cases: PublishedCase) -> Crossings:
    book.put([Kept(UNKNOWN, b"", key_of(case)) for case in cases])
    return book.crossings


def _case(tmp_path: Path) -> PublishedCase:
    return World(tmp_path / "world").cases()[0]


def test_working_days_are_counted_over_a_weekend() -> None:
    """Submitted on a Friday, accepted on the Monday, closed on the Wednesday: one day, then two."""
    found = speed([_days(0, 3, 5)] * ENOUGH, CALENDAR)
    assert found.accepted == Pace(1, ENOUGH)
    assert found.closed == Pace(2, ENOUGH)


def test_of_fewer_than_twenty_no_median_is_told() -> None:
    found = speed([_days(0, 3, 5)] * (ENOUGH - 1), CALENDAR)
    assert found.accepted is None
    assert found.closed is None


def test_days_that_may_not_be_told_count_by_their_spans() -> None:
    found = speed([_days(0, 3, 5)] * 10 + [(None, 4, 9)] * 10, CALENDAR)
    assert found.accepted == Pace(2.5, 20)
    assert found.closed == Pace(3.5, 20)


def test_what_has_not_been_accepted_counts_from_its_submission_to_its_closing() -> None:
    first = FRIDAY.toordinal()
    found = speed([(first, None, first + 5)] * ENOUGH, CALENDAR)
    assert found.accepted is None
    assert found.closed == Pace(3, ENOUGH)


def test_days_in_a_year_without_a_table_count_for_nothing() -> None:
    far = date(2090, 1, 2).toordinal()
    found = speed([_days(0, 3, 5)] * ENOUGH + [(far, far + 1, far + 2)], CALENDAR)
    assert found.closed == Pace(2, ENOUGH)


def test_a_closing_before_the_submission_counts_for_nothing() -> None:
    assert speed([_days(5, 4, 3)] * ENOUGH, CALENDAR).closed is None


def test_a_case_tells_its_days_or_their_spans_and_never_both(tmp_path: Path) -> None:
    at = datetime(2022, 3, 4, 23, 30, tzinfo=BEIJING)
    case = replace(
        _case(tmp_path), submitted_at=at, accepted_at=at + timedelta(hours=1), closed_at=None, workdays=None
    )
    assert key_of(case).steps == (FRIDAY.toordinal(), FRIDAY.toordinal() + 1, None)
    hidden = replace(case, workdays=WorkdaySpans(accepted=2, due=12, closed=11))
    assert key_of(hidden).steps == (None, 2, 11)


def test_topics_and_units_of_a_district_are_counted(book: Casebook, tmp_path: Path) -> None:
    one = replace(_case(tmp_path), district="500101", topic="t-01-01", unit="u-0001", places={"all": 1})
    cases = [
        one,
        replace(one, number="DC-2022-009002", places={"all": 2}),
        replace(one, number="DC-2022-009003", topic="t-02", unit=None, places={"all": 3}),
        replace(one, number="DC-2022-009004", district="500102", places={"all": 4}),
    ]
    crossings = _put(book, *cases)
    assert crossings.topics_in("500101") == {"t-01-01": 2, "t-02": 1}
    assert crossings.units_in("500101") == {"u-0001": 2}
    assert crossings.districts_of(["t-01-01", "t-02"]) == {"500101": 3, "500102": 1}
    assert crossings.answered() == {"u-0001": 3}
    book.drop([key_of(cases[0])])
    assert crossings.topics_in("500101") == {"t-01-01": 1, "t-02": 1}
