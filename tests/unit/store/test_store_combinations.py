"""The store counts how many matters look alike: every matter, published or not, in any schema."""

from __future__ import annotations

from datetime import timedelta

import psycopg
from conftest import BEGIN, SAMPLES, Filling, matter
from test_store_mapping import FOREIGN

from publish import settings
from publish.model.cells import Cell, Cells
from publish.settings import Store as Settings
from publish.store.adapter import open_store

MARCH = Cell("500101", "城建/市政", "2022-03", "citizen")


def cells(given: Settings) -> Cells:
    with open_store(given) as store:
        return store.cells()


def test_every_matter_counts_whether_it_is_published_or_not(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B", disclosure="none"), matter("C", consent="refused"))
    assert cells(filling.settings) == {MARCH: 3}


def test_region_topic_month_and_kind_part_matters(filling: Filling) -> None:
    others = ({"region_code": "500101901"}, {"topic": "城建/绿化"}, {"applicant_kind": "firm"})
    later = {"submitted_at": BEGIN + timedelta(days=31), "accepted_at": None, "due_at": None}
    filling.add("cases", matter("A"), *(matter(str(i), **one) for i, one in enumerate((*others, later))))
    assert cells(filling.settings)[MARCH] == 1
    assert len(cells(filling.settings)) == 5


def test_times_as_text_count_in_the_month_they_have_in_china(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.run("UPDATE cases SET submitted_at = '2022-02-28T17:00:00+00:00' WHERE case_id = 'A'")
    filling.run("UPDATE cases SET submitted_at = '2022-03-05' WHERE case_id = 'B'")
    assert cells(filling.settings) == {MARCH: 3}


def test_a_row_without_a_readable_time_does_not_count(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.run("UPDATE cases SET submitted_at = 'gestern' WHERE case_id = 'A'")
    assert cells(filling.settings) == {MARCH: 2}


def test_what_the_store_does_not_say_is_counted_as_not_said(filling: Filling) -> None:
    filling.add("cases", matter("A", region_code=None, topic=None, applicant_kind=None))
    assert cells(filling.settings) == {Cell("", "", "2022-03", "citizen"): 1}


def test_another_offices_database_is_counted_through_its_mapping(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(FOREIGN.read_text("utf-8"))
    sample = settings.load(SAMPLES / "publish.yml").store
    counted = cells(Settings(url=database, mapping=sample.mapping, page_rows=2))
    assert sum(counted.values()) > 0
    assert all(cell.month.startswith("20") for cell in counted)
