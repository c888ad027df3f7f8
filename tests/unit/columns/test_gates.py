"""Each gate closes for the matter it is there to stop, and for no other."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
import yaml

from publish.columns import catalogue, gates
from publish.model.contract import Case, Party
from publish.model.records import CaseFile
from publish.model.texts import RawText

NOW = datetime(2022, 7, 28, 18, tzinfo=timezone(timedelta(hours=8)))
GOOD = Case(
    case_id="1",
    title=RawText("水管漏水"),
    appeal=RawText("水管漏水三天"),
    result=RawText("已修复"),
    summary=RawText("供水管老化漏水"),
    submitted_at=NOW - timedelta(days=60),
    closed_at=NOW - timedelta(days=40),
    disclosure="approved",
    updated_at=NOW,
    consent="agreed",
    third_party="none",
    revisit_at=NOW - timedelta(days=10),
    revisit_outcome="held",
)
CHILD = Party(case_id="1", seq=1, role="applicant", is_minor=True)


def _closed(column: str, parties: tuple[Party, ...] = (), **changes: Any) -> tuple[str, ...]:
    file = CaseFile(case=msgspec.structs.replace(GOOD, **changes), parties=parties)
    return gates.closed(file, catalogue.load()[column], NOW)


@pytest.mark.parametrize("column", ["huisheng", "liuyan"])
def test_a_matter_with_nothing_against_it_passes_every_gate(column: str) -> None:
    assert _closed(column) == ()


@pytest.mark.parametrize(
    ("column", "changes", "code"),
    [
        ("huisheng", {"consent": "refused"}, "GATE-CONSENT"),
        ("huisheng", {"consent": None}, "GATE-CONSENT"),
        ("liuyan", {"consent": "not_asked"}, "GATE-CONSENT"),
        ("huisheng", {"consent": "not_asked", "summary": None}, "GATE-SUMMARY"),
        ("liuyan", {"result": None}, "GATE-REPLY"),
        ("liuyan", {"third_party": "objected"}, "GATE-THIRD-PARTY"),
        ("huisheng", {"revisit_outcome": None}, "GATE-REVISIT"),
        (
            "huisheng",
            {"names_unit_critically": True, "unit_notified_at": NOW - timedelta(days=31)},
            "GATE-CRITICISM",
        ),
    ],
)
def test_a_gate_closes_for_what_it_is_there_to_stop(column: str, changes: dict[str, Any], code: str) -> None:
    assert _closed(column, **changes) == (code,)


def test_a_minor_closes_the_gate_in_both_columns() -> None:
    assert _closed("huisheng", (CHILD,)) == _closed("liuyan", (CHILD,)) == ("GATE-MINOR",)


@pytest.mark.parametrize(("days", "expected"), [(29, ("GATE-SECOND-LOOK",)), (30, ())])
def test_a_criticised_unit_has_thirty_days(days: int, expected: tuple[str, ...]) -> None:
    notified = NOW - timedelta(days=days)
    changes = {"names_unit_critically": True, "criticism_approval": "批", "unit_notified_at": notified}
    assert _closed("liuyan", **changes) == expected


def test_a_unit_never_notified_keeps_the_gate_shut() -> None:
    changes = {"names_unit_critically": True, "criticism_approval": "批", "unit_notified_at": None}
    assert _closed("liuyan", **changes) == ("GATE-SECOND-LOOK",)


def test_huisheng_prints_the_offices_account_where_the_citizen_was_not_asked() -> None:
    assert _closed("huisheng", consent="not_asked") == ()


def test_every_gate_has_its_words_and_every_column_names_known_gates() -> None:
    for column in catalogue.load().values():
        for name in column.gates:
            assert gates.explain(gates.code(name), "C-000001").cure


def test_a_misspelt_key_in_a_column_is_refused() -> None:
    raw = yaml.safe_load((catalogue.HERE / "huisheng.yaml").read_text("utf-8")) | {"gate": []}
    with pytest.raises(msgspec.ValidationError, match="gate"):
        msgspec.convert(raw, catalogue.Column)
