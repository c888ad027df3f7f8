"""Whole-store figures leave the store only for closed months and only suppressed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from conftest import BEGIN, Filling, matter
from hypothesis import given
from hypothesis import strategies as st

from publish.model.published import MonthStatistics
from publish.store.adapter import open_store
from publish.store.statistics import suppressed

NOW = datetime.fromisoformat("2022-04-30T23:59:59+08:00")


def table(statistics: MonthStatistics, name: str) -> dict[str, tuple[int | None, ...]]:
    return dict(next(table.rows for table in statistics.tables if table.name == name))


def march(filling: Filling, now: datetime = NOW) -> MonthStatistics:
    with open_store(filling.settings) as store:
        return store.month_statistics("2022-03", now)


@given(st.integers(min_value=0, max_value=10**6))
def test_no_exact_small_count_and_no_exact_large_one_gets_out(matters: int) -> None:
    public = suppressed(matters)
    assert (public is None) == (1 <= matters <= 7)
    if public is not None:
        assert public % 5 == 0
        assert abs(public - matters) <= 2


def test_only_months_that_ended_before_now_are_given(filling: Filling) -> None:
    filling.add(
        "cases",
        matter("A"),
        matter("B", submitted_at=BEGIN + timedelta(days=31), accepted_at=None, due_at=None),
    )
    with open_store(filling.settings) as store:
        assert store.months(NOW) == ["2022-03"]
        assert store.months(NOW + timedelta(seconds=1)) == ["2022-03", "2022-04"]
        with pytest.raises(ValueError, match="2022-04"):
            store.month_statistics("2022-04", NOW)


def test_a_month_is_the_month_of_submission_in_china(filling: Filling) -> None:
    filling.add("cases", matter("A"))
    filling.run("UPDATE cases SET submitted_at = '2022-02-28T17:00:00Z'")
    with open_store(filling.settings) as store:
        assert store.months(NOW) == ["2022-03"]


def test_small_cells_are_hidden_and_the_rest_is_rounded(filling: Filling) -> None:
    filling.add(
        "cases", *(matter(f"A{i}") for i in range(13)), *(matter(f"B{i}", outcome="partly") for i in range(7))
    )
    statistics = march(filling)
    assert table(statistics, "outcome")["solved"] == (15,)
    assert table(statistics, "outcome")["partly"] == (None,)
    assert table(statistics, "outcome")["explained"] == (0,)
    assert table(statistics, "district")["500101"] == (15, None, 0, 0, 0)


def test_a_rare_label_does_not_get_out_by_its_name(filling: Filling) -> None:
    filling.add("cases", *(matter(f"A{i}") for i in range(10)))
    filling.add("cases", matter("B", topic="张三家的井/水", channel="张三来电"))
    filling.add("cases", *(matter(f"C{i}", topic=f"少{i}/x") for i in range(9)))
    statistics = march(filling)
    assert set(table(statistics, "topic")) == {"城建", "other"}
    assert set(table(statistics, "channel")) == {"12345", "other"}
    assert "张三" not in str(statistics)


def test_deadlines_are_kept_or_missed_by_the_level_of_the_unit(filling: Filling) -> None:
    filling.add("units", {"unit_id": "u", "name": "某局", "level": "town"})
    late = {"unit_id": "u", "due_at": BEGIN + timedelta(days=3)}
    filling.add(
        "cases",
        *(matter(f"K{i}", unit_id="u") for i in range(10)),
        *(matter(f"L{i}", **late) for i in range(8)),
    )
    still_open = {"unit_id": "u", "closed_at": None, "outcome": None, "due_at": NOW - timedelta(days=1)}
    filling.add("cases", *(matter(f"O{i}", **still_open) for i in range(12)))
    in_time = {**still_open, "due_at": NOW + timedelta(days=1)}
    filling.add("cases", *(matter(f"P{i}", **in_time) for i in range(30)))
    assert table(march(filling), "clock")["town"] == (10, 20)


def test_rows_that_cannot_be_read_do_not_count(filling: Filling) -> None:
    filling.add(
        "cases", *(matter(f"A{i}") for i in range(10)), *(matter(f"B{i}", outcome="?") for i in range(10))
    )
    filling.run("UPDATE cases SET submitted_at = '昨天' WHERE case_id = 'A0'")
    assert table(march(filling), "outcome") == {
        "solved": (10,), "partly": (0,), "explained": (0,), "unsolvable": (0,), "open": (0,),
    }  # fmt: skip
