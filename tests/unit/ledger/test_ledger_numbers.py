"""Numbers, places and slugs: issued once, never again."""

from __future__ import annotations

from datetime import datetime

import pytest
from ledger_records import NOW, approve_all, policy, publish_all, record, records

from publish.errors import LedgerError
from publish.ledger.ledger import Ledger


def test_a_number_is_prefix_year_and_sequence(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(3)))
    assert list(publish_all(ledger).values()) == ["DC-2022-000001", "DC-2022-000002", "DC-2022-000003"]


def test_each_prefix_and_year_has_its_own_sequence_by_the_citys_clock(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(3)))
    approve_all(ledger)
    keys = [item.source for item in ledger.reviewed("case")]
    eve, new_year = (datetime.fromisoformat(f"2021-12-31T{hour}:59:00+00:00") for hour in ("15", "16"))
    given = ledger.assign_numbers([(keys[0], "DC", eve), (keys[1], "DC", new_year), (keys[2], "LY", eve)])
    assert list(given.values()) == ["DC-2021-000001", "DC-2022-000001", "LY-2021-000001"]


def test_who_has_a_number_keeps_it(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(3)))
    first = publish_all(ledger)
    before = ledger.head()
    assert publish_all(ledger) == first
    assert ledger.head() == before


def test_a_source_without_approval_gets_no_number(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    for key in ("K1", "unknown"):
        with pytest.raises(LedgerError) as error:
            ledger.number(ledger.source_key("case", key), "DC", 2022)
        assert error.value.issue.code == "LEDGER-031"


def test_a_number_and_its_publication_may_be_two_steps(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    approve_all(ledger)
    number = ledger.number(ledger.source_key("case", "K1"), "DC", 2022)
    assert list(ledger.published()) == []
    ledger.publication(number, NOW)
    ledger.publication(number, datetime.fromisoformat("2030-01-01T00:00:00+08:00"))
    (item,) = ledger.published()
    assert (item.number, item.kind, item.column, item.published_at, item.state) == (
        "DC-2022-000001", "case", "huisheng", NOW, "published",
    )  # fmt: skip


def test_an_unknown_number_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError) as error:
        ledger.publication("DC-2022-000009", NOW)
    assert error.value.issue.code == "LEDGER-030"


def test_a_prefix_is_capital_letters_only(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    approve_all(ledger)
    with pytest.raises(LedgerError) as error:
        ledger.number(ledger.source_key("case", "K1"), "D-", 2022)
    assert error.value.issue.code == "LEDGER-033"


def test_published_comes_in_order_of_number_over_many_pages(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(1100)))
    issued = publish_all(ledger)
    assert [item.number for item in ledger.published()] == list(issued.values())


def test_records_of_other_kinds_have_no_column(ledger: Ledger) -> None:
    ledger.file([policy(ledger, "P1")])
    approve_all(ledger)
    ledger.assign_numbers([(ledger.source_key("policy", "P1"), "ZC", NOW)])
    assert [(item.kind, item.column) for item in ledger.published()] == [("policy", None)]


def test_places_count_from_one_in_the_order_given(ledger: Ledger) -> None:
    given = ledger.assign_places({"all": ["b", "a"], "column/huisheng": ["a"]})
    assert given == {"all": {"b": 1, "a": 2}, "column/huisheng": {"a": 1}}


def test_places_do_not_shift_when_newcomers_arrive(ledger: Ledger) -> None:
    ledger.assign_places({"all": ["b", "a"]})
    assert ledger.assign_places({"all": ["c", "a", "b"]}) == {"all": {"c": 3, "a": 2, "b": 1}}
    assert (ledger.place("all", "d"), ledger.place("all", "b")) == (4, 1)


def test_a_list_longer_than_a_batch_has_every_place_once(ledger: Ledger) -> None:
    members = [f"n{i}" for i in range(4500)]
    placed = ledger.assign_places({"all": members, "month/2022-05": members[:10], "empty": []})
    assert list(placed["all"].values()) == list(range(1, 4501))
    assert placed["empty"] == {}


def test_slugs_are_issued_once_in_the_order_given(ledger: Ledger) -> None:
    assert ledger.slugs("unit", ["U9", "U1", "U9"]) == {"U9": "u-0001", "U1": "u-0002"}
    assert ledger.slugs("unit", ["U1", "U2"]) == {"U1": "u-0002", "U2": "u-0003"}
    assert [ledger.slug(kind, "x") for kind in ("dossier", "policy", "call", "survey")] == [
        "d-01", "p-001", "c-01", "s-01",
    ]  # fmt: skip


def test_a_topics_slug_stands_under_that_of_its_first_level(ledger: Ledger) -> None:
    given = ledger.slugs("topic", ["民生/供水", "营商/转供电", "民生/供电", "民生", "营商/供水"])
    assert given == {
        "民生/供水": "t-01-01", "营商/转供电": "t-02-01", "民生/供电": "t-01-02",
        "民生": "t-01", "营商/供水": "t-02-02",
    }  # fmt: skip
    assert ledger.slug("topic", "民生/供气") == "t-01-03"


def test_a_sequence_grows_wider_rather_than_run_out(ledger: Ledger) -> None:
    slugs = ledger.slugs("dossier", [f"D{i}" for i in range(120)])
    assert list(slugs.values())[98:101] == ["d-99", "d-100", "d-101"]


def test_an_unknown_kind_of_slug_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError) as error:
        ledger.slug("person", "x")
    assert error.value.issue.code == "LEDGER-034"
