"""A bad row is one clear line with a code, set aside; the others go on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from conftest import BEGIN, Filling, matter

from publish.model.records import CaseFile
from publish.store.adapter import open_store
from publish.store.rejected import Rejected
from publish.store.rules import TEXT_LIMIT

ARRIVED = {"case_id": "B", "seq": 1, "at": BEGIN, "kind": "arrived"}


def read(filling: Filling) -> tuple[list[str], list[Rejected]]:
    with open_store(filling.settings) as store:
        store.check()
        files = list(store.case_files())
    good = [file.case.case_id for file in files if isinstance(file, CaseFile)]
    return good, [file for file in files if isinstance(file, Rejected)]


def around(filling: Filling, **bad: object) -> Rejected:
    """The one rejection of a store with a bad matter between two good ones."""
    filling.add("cases", matter("A"), matter("B", **bad), matter("C"))
    return only_b(filling)


def only_b(filling: Filling) -> Rejected:
    good, rejected = read(filling)
    assert good == ["A", "C"]
    assert [row.key for row in rejected] == ["B"]
    assert "\n" not in str(rejected[0].issue)
    return rejected[0]


@pytest.mark.parametrize(
    ("bad", "code", "named"),
    [
        ({"outcome": "fixed"}, "STORE-102", "outcome"),
        ({"consent": "maybe"}, "STORE-102", "consent"),
        ({"disclosure": "aproved"}, "STORE-102", "disclosure"),
        ({"closed_at": BEGIN - timedelta(hours=1)}, "STORE-104", "closed_at"),
        ({"due_at": BEGIN - timedelta(days=1)}, "STORE-104", "due_at"),
        ({"appeal": "路灯\x00不亮"}, "STORE-105", "appeal"),
        ({"result": "已\x1b[31m修好"}, "STORE-105", "result"),
        ({"appeal": "长" * 200_000}, "STORE-106", "appeal"),
        ({"result": None}, "STORE-109", "result"),
        ({"result": " \u3000\n"}, "STORE-109", "result"),
        ({"title": " "}, "STORE-101", "title"),
        ({"satisfaction": 9}, "STORE-111", "satisfaction"),
    ],
)
def test_a_bad_value_sets_its_matter_aside_and_is_named(
    filling: Filling, bad: dict[str, Any], code: str, named: str
) -> None:
    issue = around(filling, **bad).issue
    assert issue.code == code
    assert named in issue.place + issue.reason + ("result" if code == "STORE-109" else "")


def test_a_time_that_is_no_time_sets_its_matter_aside(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.run("UPDATE cases SET closed_at = '三月初' WHERE case_id = 'B'")
    assert only_b(filling).issue.code == "STORE-103"


def test_broken_encoding_sets_its_matter_aside(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.run("UPDATE cases SET appeal = CAST(x'e8b7afff' AS TEXT) WHERE case_id = 'B'")
    assert only_b(filling).issue.code == "STORE-105"


def test_bytes_in_place_of_text_set_their_matter_aside(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.run("UPDATE cases SET appeal = x'00ff' WHERE case_id = 'B'")
    assert only_b(filling).issue.code == "STORE-107"


def test_the_longest_allowed_text_goes_on(filling: Filling) -> None:
    filling.add("cases", matter("A", appeal="长" * TEXT_LIMIT))
    assert read(filling) == (["A"], [])


def test_a_message_never_repeats_the_value(filling: Filling) -> None:
    rejected = around(filling, outcome="13800001234")
    assert "13800001234" not in str(rejected.issue)


def test_a_key_that_comes_twice_is_set_aside_once(filling: Filling) -> None:
    filling.run("ALTER TABLE cases RENAME TO old")
    filling.run("CREATE TABLE cases AS SELECT * FROM old")
    filling.add("cases", *(matter(key) for key in ("A", "B", "B", "B", "C")))
    rejected = only_b(filling)
    assert rejected.issue.code == "STORE-108"
    assert "3" in rejected.issue.reason


@pytest.mark.parametrize(
    ("relation", "row"),
    [
        ("events", {**ARRIVED, "kind": "vanished"}),
        ("events", {**ARRIVED, "note": "到\x07场"}),
        ("parties", {"case_id": "B", "seq": 1, "role": "nobody"}),
        ("parties", {"case_id": "B", "seq": 1, "role": "applicant", "name": "王\x00芳"}),
        ("case_links", {"case_id": "B", "other_id": "X", "kind": "cousin"}),
    ],
)
def test_a_bad_row_below_sets_the_whole_matter_aside(
    filling: Filling, relation: str, row: dict[str, object]
) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.add(relation, row)
    rejected = only_b(filling)
    assert rejected.issue.code == "STORE-113"
    assert relation in rejected.issue.reason


def test_a_bad_party_of_a_linked_matter_sets_the_matter_aside(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.add("case_links", {"case_id": "B", "other_id": "X", "kind": "same_person"})
    filling.add("parties", {"case_id": "X", "seq": 1, "role": "nobody", "name": "王芳"})
    assert only_b(filling).issue.code == "STORE-113"


def test_events_that_run_backwards_set_their_matter_aside(filling: Filling) -> None:
    filling.add("cases", matter("A"), matter("B"), matter("C"))
    filling.add("events", ARRIVED, {**ARRIVED, "seq": 2, "at": BEGIN - timedelta(minutes=1)})
    assert only_b(filling).issue.code == "STORE-104"


def test_a_day_without_a_time_is_not_before_a_time_on_that_day(filling: Filling) -> None:
    filling.add("cases", matter("A"))
    filling.run("UPDATE cases SET accepted_at = '2022-03-01', closed_at = '2022-03-01'")
    assert read(filling) == (["A"], [])


def test_units_on_a_cycle_are_set_aside_and_those_below_stay(filling: Filling) -> None:
    parents = {"a": "b", "b": "c", "c": "a", "d": "a", "e": None, "f": "e", "g": "g", "h": "nowhere"}
    filling.add(
        "units",
        *({"unit_id": k, "parent_id": p, "name": k, "level": "town"} for k, p in parents.items()),
    )
    with open_store(filling.settings) as store:
        units = store.units()
    assert [u.key for u in units if isinstance(u, Rejected)] == ["a", "b", "c", "g"]
    assert {u.issue.code for u in units if isinstance(u, Rejected)} == {"STORE-110"}
    kept = {u.unit_id: u.parent_id for u in units if not isinstance(u, Rejected)}
    assert kept == {"d": None, "e": None, "f": "e", "h": None}


def test_the_leak_gate_gets_the_parties_of_every_row_that_can_be_read(filling: Filling) -> None:
    filling.add("parties", {"case_id": "X", "seq": 1, "role": "nobody", "name": "王芳"})
    with open_store(filling.settings) as store:
        assert [party.name for party in store.parties()] == ["王芳"]


def test_a_link_that_is_no_web_address_is_set_aside(filling: Filling) -> None:
    filling.add(
        "policies",
        {"policy_id": "p", "title": "办法", "issued_on": BEGIN.date(), "url": "javascript:alert(1)"},
    )
    with open_store(filling.settings) as store:
        (row,) = store.policy_files()
    assert isinstance(row, Rejected)
    assert row.issue.code == "STORE-112"


def test_a_matter_not_yet_resolved_is_neither_given_nor_complained_of(filling: Filling) -> None:
    filling.add(
        "cases", matter("A", closed_at=None), matter("B", outcome=None), matter("C", disclosure="none")
    )
    assert read(filling) == ([], [])


def test_what_a_state_cannot_say_counts_as_closed(filling: Filling) -> None:
    filling.add("cases", matter("A", disclosure="aproved"), matter("B", consent="maybe"), matter("C"))
    with open_store(filling.settings) as store:
        states = [(state.disclosure, state.consent) for state in store.states()]
    assert states == [("none", "agreed"), ("approved", "refused"), ("approved", "agreed")]
