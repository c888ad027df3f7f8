"""Whole-store figures leave the store only for closed months and only suppressed."""

from __future__ import annotations

from datetime import datetime, timedelta

from conftest import BEGIN, Filling, matter
from hypothesis import given
from hypothesis import strategies as st

from publish.model.published import Cell, MonthStatistics
from publish.store.adapter import open_store
from publish.store.hiding import suppressed

NOW = datetime.fromisoformat("2022-04-30T23:59:59+08:00")
BEFORE = timedelta(days=40)
FIRST = matter(
    "first", submitted_at=BEGIN - BEFORE, accepted_at=None, due_at=None, closed_at=None, outcome=None
)
"""The store begins in January, so that March is whole."""


def table(statistics: MonthStatistics, name: str) -> dict[str, tuple[Cell, ...]]:
    return dict(next(table.rows for table in statistics.tables if table.name == name))


def march(filling: Filling, now: datetime = NOW, public: tuple[str, ...] = ()) -> MonthStatistics:
    filling.add("cases", FIRST)
    with open_store(filling.settings) as store:
        found = {one.month: one for one in store.months(now, public=lambda key: key in public)}
    return found["2022-03"]


@given(st.integers(min_value=0, max_value=10**6))
def test_no_exact_small_count_and_no_exact_large_one_gets_out(matters: int) -> None:
    public = suppressed(matters)
    assert (public == "*") == (1 <= matters <= 7)
    if isinstance(public, int):
        assert public % 5 == 0
        assert abs(public - matters) <= 2


def test_only_whole_months_that_ended_before_now_are_given(filling: Filling) -> None:
    filling.add("cases", FIRST, matter("A"))
    with open_store(filling.settings) as store:
        assert [one.month for one in store.months(NOW)] == ["2022-02", "2022-03"]
        later = list(store.months(NOW + timedelta(seconds=1)))
        assert [one.month for one in later] == ["2022-02", "2022-03", "2022-04"]
        assert [one.month for one in store.months(NOW, after="2022-02")] == ["2022-03"]
        assert list(store.months(NOW, after="2022-03")) == []


def test_a_month_tells_when_it_was_made(filling: Filling) -> None:
    filling.add("cases", matter("A"))
    assert march(filling).made_on == NOW.date()


def test_a_month_is_a_month_in_china(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(20)))
    filling.run("UPDATE cases SET closed_at = '2022-02-28T17:00:00Z'")
    assert table(march(filling), "outcome")["solved"] == (20,)


def test_small_cells_are_hidden_and_the_rest_is_rounded(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(93)))
    filling.add("cases", *(matter(f"B{i}", outcome="partly") for i in range(7)))
    statistics = march(filling)
    assert table(statistics, "outcome")["solved"] == (95,)
    assert table(statistics, "outcome")["partly"] == ("*",)
    assert table(statistics, "outcome")["explained"] == (0,)


def test_a_column_of_which_there_are_few_is_withheld_by_place(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(20)))
    filling.add("cases", *(matter(f"B{i}", outcome="partly") for i in range(7)))
    assert table(march(filling), "district")["500101"] == (20, "-", 0, 0)


def test_a_rare_label_does_not_get_out_by_its_name(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(40)))
    filling.add("cases", matter("B", topic="张三家的井/水", channel="张三来电", region_code="张三沟"))
    filling.add("cases", *(matter(f"C{i}", topic=f"少{i}/x") for i in range(12)))
    statistics = march(filling)
    assert set(table(statistics, "topic")) == {"城建", "other"}
    assert set(table(statistics, "channel")) == {"12345", "other"}
    assert "张三" not in str(statistics)


def test_a_code_the_store_has_no_region_for_is_not_told(filling: Filling) -> None:
    filling.add("regions", {"code": "500101", "name": "万州区", "level": "district"})
    filling.add("cases", *(matter(f"A{i}") for i in range(40)))
    filling.add("cases", *(matter(f"B{i}", region_code="张三沟") for i in range(40)))
    assert set(table(march(filling), "district")) == {"500101", "unknown"}


def test_deadlines_are_kept_or_missed_by_the_level_of_the_unit(filling: Filling) -> None:
    filling.add("units", {"unit_id": "u", "name": "某局", "level": "town"})
    late = {"unit_id": "u", "due_at": BEGIN + timedelta(days=3)}
    close = {"unit_id": "u", "due_at": BEGIN + timedelta(days=6)}
    filling.add("cases", *(matter(f"K{i}", unit_id="u") for i in range(30)))
    filling.add("cases", *(matter(f"C{i}", **close) for i in range(20)))
    filling.add("cases", *(matter(f"L{i}", **late) for i in range(25)))
    still_open = {"unit_id": "u", "closed_at": None, "outcome": None, "due_at": BEGIN + timedelta(days=9)}
    filling.add("cases", *(matter(f"O{i}", **still_open) for i in range(12)))
    in_april = {**still_open, "due_at": BEGIN + timedelta(days=40)}
    filling.add("cases", *(matter(f"P{i}", **in_april) for i in range(30)))
    statistics = march(filling)
    assert table(statistics, "due")["town"] == (30, 20, 35)
    assert table(statistics, "open")["open"] == (40,)


def test_what_is_not_accepted_within_two_working_days_is_warned_of(filling: Filling) -> None:
    filling.add("units", {"unit_id": "u", "name": "某局", "level": "city"})
    filling.add("cases", *(matter(f"A{i}", unit_id="u") for i in range(20)))
    slow = {"unit_id": "u", "accepted_at": BEGIN + timedelta(days=3)}
    filling.add("cases", *(matter(f"B{i}", **slow) for i in range(10)))
    filling.add("cases", *(matter(f"C{i}", unit_id="u", accepted_at=None, closed_at=None) for i in range(10)))
    assert table(march(filling), "accept")["city"] == (20, 20)


def test_a_median_is_told_of_twenty_matters_in_working_days(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(17)))
    filling.add("cases", *(matter(f"B{i}", closed_at=BEGIN + timedelta(days=14)) for i in range(8)))
    found = table(march(filling), "days")
    assert found == {"all": (0, 0, 3, 10)}


def test_no_median_is_told_of_fewer(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(19)))
    assert table(march(filling), "days") == {"all": ("-",) * 4}


def test_revisits_count_in_the_month_of_the_revisit(filling: Filling) -> None:
    held = {"revisit_at": BEGIN + timedelta(days=20), "revisit_outcome": "held"}
    filling.add("cases", *(matter(f"A{i}", **held) for i in range(20)))
    filling.add("cases", *(matter(f"B{i}", **{**held, "revisit_at": NOW}) for i in range(20)))
    assert table(march(filling), "revisit") == {"held": (20,), "slipped": (0,), "reopened": (0,)}


def test_the_last_month_of_a_quarter_tells_what_was_raised_in_it(filling: Filling) -> None:
    for day in (31, 61, 91):  # April, May, June
        begun = {"submitted_at": BEGIN + timedelta(days=day), "topic": "民生/供水"}
        filling.add("cases", *(matter(f"A{day}-{i}", **begun) for i in range(10)))
    filling.add("cases", FIRST)
    with open_store(filling.settings) as store:
        found = {one.month: one for one in store.months(NOW + timedelta(days=80))}
    assert {month: [t.name for t in one.tables if "raised" in t.name] for month, one in found.items()} == {
        "2022-02": [], "2022-03": [], "2022-04": [], "2022-05": [], "2022-06": ["raised"],
    }  # fmt: skip
    assert table(found["2022-06"], "raised") == {"民生/供水": (30,)}


def test_where_topics_by_district_would_hide_most_each_is_told_apart(filling: Filling) -> None:
    for at in range(60):
        where = {"region_code": f"5001{at % 30:02}", "topic": f"民生/第{at % 4}类"}
        filling.add("cases", matter(f"A{at}", submitted_at=BEGIN + timedelta(days=31 + at), **where))
    filling.add("cases", FIRST)
    with open_store(filling.settings) as store:
        june = {one.month: one for one in store.months(NOW + timedelta(days=80))}["2022-06"]
    assert table(june, "raised_topic")["民生/第1类"] == (15,)
    assert set(table(june, "raised_district")) == {"other"}


def test_rows_that_cannot_be_read_do_not_count(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(10)))
    filling.add("cases", *(matter(f"B{i}", outcome="?") for i in range(10)))
    filling.run("UPDATE cases SET submitted_at = '昨天' WHERE case_id = 'A0'")
    assert table(march(filling), "outcome") == {
        "solved": (10,), "partly": (0,), "explained": (0,), "unsolvable": (0,),
    }  # fmt: skip
