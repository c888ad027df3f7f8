"""What readers decide at the desk: all of it is kept or nothing, and all of it is on record."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from ledger_records import FLAG, NOW, READERS, approve_all, publish_all, record, staffed
from test_ledger_accounts import Clock

from publish.errors import LedgerError
from publish.ledger.decisions import Assessment, Deed
from publish.ledger.desk import Desk
from publish.ledger.filing import Filed
from publish.ledger.ledger import Ledger
from publish.model.records import CallFacts
from publish.model.spans import Span
from publish.model.texts import RedactedText

ONE, TWO = "C-000001", "C-000002"
GROUND = "监护人书面同意公开，见案卷第三页"
SOUND = Assessment(True, True, True, True)
APPEAL = RedactedText("王某反映水浑浊", (Span(0, 2, "PERSON", "王某", 0.99, "known"),))
MASK = Deed(field="appeal", action="mask", start=2, end=4, kind="PERSON")


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with staffed(url, wall=Clock()) as found:
        found.file([record(found, "K1"), record(found, "K2", gates=("GATE-MINOR",))])
        yield found


def _code(act: object, *given: object, **named: object) -> str:
    with pytest.raises(LedgerError) as error:
        act(*given, **named)  # type: ignore[operator]
    return error.value.issue.code


def _kinds(desk: Desk, name: str = ONE) -> list[str]:
    return [entry.kind for entry in desk.history(name)]


def test_settling_deeds_and_signature_are_one_act(desk: Desk, ledger: Ledger) -> None:
    assert desk.sign_with(ONE, "chen", 1, {"appeal": APPEAL}, [MASK], SOUND) == "signed"
    found = ledger.candidate(ONE)
    assert found.record.texts["appeal"] == APPEAL
    assert [(mark.user, mark.role) for mark in found.signatures] == [("chen", "first")]
    assert _kinds(desk) == ["filed", "settled", "decided", "signed"]
    assert list(ledger.verify()) == []


def test_deeds_and_assessments_are_facts_of_the_words_that_were_signed(desk: Desk) -> None:
    desk.sign_with(ONE, "chen", 1, {"appeal": APPEAL}, [MASK], SOUND)
    facts = {fact["table"]: fact for entry in desk.history(ONE) for fact in entry.facts}
    deed = facts["decisions"]
    assert (deed["action"], deed["start"], deed["end"], deed["version"]) == ("mask", 2, 4, 3)
    assert (facts["assessments"]["role"], facts["assessments"]["legality"]) == ("first", 1)


def test_what_is_masked_stands_as_facts_without_a_word(desk: Desk, ledger: Ledger) -> None:
    with ledger.desk()._book.database.read() as conn:
        rows = conn.exec_driver_sql("SELECT field, kind, recognizer, replacement FROM spans").all()
    assert [tuple(row)[:3] for row in rows] == [("appeal", "PERSON", "known")] * 2
    assert all("王" not in row.replacement and len(row.replacement) == 32 for row in rows)


def test_a_reason_is_kept_in_words_that_a_withdrawal_erases(desk: Desk, ledger: Ledger) -> None:
    deed = Deed(field="appeal", action="identifies", start=2, end=6, note="镇上只有一家")
    desk.sign_with(ONE, "chen", 1, {}, [MASK, deed], SOUND)
    assert [entry.words for entry in desk.history(ONE) if entry.words] == ["镇上只有一家"]
    ledger.vanish([ledger.source_key("case", "K1")], "gone")
    assert [entry.words for entry in desk.history(ONE) if entry.words] == []
    assert list(ledger.verify()) == []


@pytest.mark.parametrize(
    ("texts", "deeds", "assessment", "user", "version", "code"),
    [
        ({"appeal": APPEAL}, [MASK], SOUND, "zhou", 1, "LEDGER-021"),
        ({"appeal": APPEAL}, [MASK], SOUND, "chen", 7, "LEDGER-012"),
        ({"note": APPEAL}, [MASK], SOUND, "chen", 1, "LEDGER-013"),
        ({"appeal": APPEAL}, [Deed(field="appeal", action="burn")], SOUND, "chen", 1, "LEDGER-013"),
        ({"appeal": APPEAL}, [Deed(field="note", action="mask")], SOUND, "chen", 1, "LEDGER-013"),
        ({"appeal": APPEAL}, [MASK], Assessment(True, True, False, True), "chen", 1, "LEDGER-064"),
        ({"appeal": RedactedText("x", (), (FLAG,))}, [MASK], SOUND, "chen", 1, "LEDGER-023"),
        ({}, [], SOUND, "nobody", 1, "LEDGER-020"),
    ],
)
def test_an_act_that_is_refused_leaves_nothing(
    desk: Desk,
    ledger: Ledger,
    texts: dict[str, RedactedText],
    deeds: list[Deed],
    assessment: Assessment,
    user: str,
    version: int,
    code: str,
) -> None:
    desk.save_draft(ONE, 1, "chen", b"half", 0)
    before = ledger.head()
    assert _code(desk.sign_with, ONE, user, version, texts, deeds, assessment) == code
    assert ledger.head() == before
    assert desk.draft(ONE, 1)


def test_a_matter_that_another_holds_is_not_decided(desk: Desk) -> None:
    desk.hold(ONE, "zhou")
    assert _code(desk.sign_with, ONE, "chen", 1, {}) == "LEDGER-054"
    assert _code(desk.settle_with, ONE, "chen", 1, {"appeal": APPEAL}) == "LEDGER-054"
    assert _code(desk.refuse, ONE, "chen", "标题不妥") == "LEDGER-054"


def test_signing_erases_the_draft_and_gives_the_matter_back(desk: Desk) -> None:
    desk.hold(ONE, "chen")
    desk.save_draft(ONE, 1, "chen", b"half", 0)
    desk.sign_with(ONE, "chen", 1, {"appeal": APPEAL})
    assert desk.draft(ONE, 1) is None
    assert desk.holds() == {}
    assert _kinds(desk)[-1] == "released"


def test_a_later_reader_who_changes_words_sends_them_through_all_readers_again(
    desk: Desk, ledger: Ledger
) -> None:
    desk.sign_with(ONE, "chen", 1, {}, (), SOUND)
    assert _code(desk.sign_with, ONE, "zhou", 1, {"appeal": APPEAL}, [MASK]) == "LEDGER-021"
    version = desk.settle_with(ONE, "zhou", 1, {"appeal": APPEAL}, [MASK])
    assert ledger.candidate(ONE).signatures == ()
    assert desk.sign_with(ONE, "chen", version, {}) == "signed"
    assert desk.sign_with(ONE, "zhou", version, {}) == "signed"
    assert desk.sign_with(ONE, "lin", version, {}) == "approved"


def test_coarser_facts_enter_with_the_words(desk: Desk, ledger: Ledger) -> None:
    facts = msgspec.structs.replace(ledger.candidate(ONE).record.facts, region_code=None)
    deed = Deed(field="", action="generalise", note="同类事项太少")
    desk.sign_with(ONE, "chen", 1, {}, [deed], SOUND, facts=facts)
    assert ledger.candidate(ONE).record.facts == facts


def test_facts_of_another_kind_are_refused(desk: Desk) -> None:
    call = CallFacts(opens_on=NOW.date(), closes_on=None)
    assert _code(desk.settle_with, ONE, "chen", 1, {}, (), facts=call) == "LEDGER-013"


def test_what_was_sent_back_is_settled_and_signed_anew(desk: Desk, ledger: Ledger) -> None:
    assert _code(desk.refuse, ONE, "chen", " ") == "LEDGER-061"
    desk.refuse(ONE, "zhou", "请核对数字", 1)
    assert desk.row(ONE).turn == "first"
    assert desk.sign_with(ONE, "chen", 1, {}, [MASK], SOUND) == "signed"
    assert list(ledger.verify()) == []


# --- gates -----------------------------------------------------------------------------------------


def test_a_closed_gate_stops_every_reader_until_the_final_one_overrides_it(
    desk: Desk, ledger: Ledger
) -> None:
    assert _code(desk.sign_with, TWO, "chen", 2, {}) == "GATE-MINOR"
    desk.override(TWO, "lin", "GATE-MINOR", GROUND)
    assert desk.row(TWO).gates == ()
    assert desk.row(TWO).overridden == ("GATE-MINOR",)
    for user, role in READERS:
        assert desk.sign_with(TWO, user, 2, {}, (), SOUND) in ("signed", "approved"), role
    assert list(ledger.verify()) == []


@pytest.mark.parametrize(
    ("name", "user", "gate", "ground", "code"),
    [
        (TWO, "chen", "GATE-MINOR", GROUND, "LEDGER-021"),
        (TWO, "zhou", "GATE-MINOR", GROUND, "LEDGER-021"),
        (TWO, "lin", "GATE-MINOR", "同 意 公 开 吧 ！ 好", "LEDGER-061"),
        (TWO, "lin", "GATE-REVISIT", GROUND, "LEDGER-060"),
        (ONE, "lin", "GATE-MINOR", GROUND, "LEDGER-060"),
        (ONE, "lin", "FLAGS", GROUND, "LEDGER-060"),
        (TWO, "lin", "GATE-CONSENT", GROUND, "LEDGER-063"),
    ],
)
def test_an_override_that_may_not_be_is_refused(
    desk: Desk, ledger: Ledger, name: str, user: str, gate: str, ground: str, code: str
) -> None:
    before = ledger.head()
    assert _code(desk.override, name, user, gate, ground) == code
    assert ledger.head() == before


def test_an_override_outlives_what_readers_settle_and_not_what_the_store_changes(
    desk: Desk, ledger: Ledger
) -> None:
    desk.override(TWO, "lin", "GATE-MINOR", GROUND)
    version = desk.settle_with(TWO, "chen", 2, {"appeal": APPEAL})
    assert desk.sign_with(TWO, "chen", version, {}) == "signed"
    assert ledger.file([record(ledger, "K2", "2", gates=("GATE-MINOR",))]) == Filed(changed=1)
    assert desk.row(TWO).gates == ("GATE-MINOR",)
    assert list(ledger.verify()) == []


def test_open_flags_may_be_overridden_with_a_ground(desk: Desk, ledger: Ledger) -> None:
    ledger.file([record(ledger, "K3", flags=(FLAG,))])
    desk.override("C-000003", "lin", "FLAGS", GROUND)
    assert desk.sign_with("C-000003", "chen", 3, {}) == "signed"


def test_an_override_counts_for_signing_in_bulk_and_for_the_export(desk: Desk, ledger: Ledger) -> None:
    desk.override(TWO, "lin", "GATE-MINOR", GROUND)
    approve_all(ledger)
    assert [item.id for item in ledger.candidates("approved")] == [ONE, TWO]
    assert ledger.overridden() == {ledger.source_key("case", "K2"): frozenset(["GATE-MINOR"])}


def test_a_problem_stops_everybody_until_it_is_lifted(desk: Desk, ledger: Ledger) -> None:
    assert _code(desk.lift, ONE, "zhou", "没有问题") == "LEDGER-060"
    desk.object(ONE, "zhou", "与批复不一致")
    assert desk.row(ONE).blocked
    assert _code(desk.sign_with, ONE, "chen", 1, {}) == "LEDGER-062"
    assert [found.code for found in ledger.sign_all("chen").left] == ["LEDGER-062", "GATE-MINOR"]
    assert list(ledger.verify()) == []
    desk.lift(ONE, "lin", "已核对，一致")
    assert desk.sign_with(ONE, "chen", 1, {}) == "signed"
    assert list(ledger.verify()) == []


# --- one matter ------------------------------------------------------------------------------------


def test_what_changed_in_the_store_is_shown_against_what_was_approved(desk: Desk, ledger: Ledger) -> None:
    assert desk.approved_text(ONE) is None
    approve_all(ledger)
    ledger.file([record(ledger, "K1", "2", words="王某又反映停水")])
    approved = desk.approved_text(ONE)
    assert approved is not None
    assert approved.texts["appeal"].text == "王某反映自来水浑浊"
    assert ledger.candidate(ONE).record.texts["appeal"].text == "王某又反映停水"


def test_what_was_filed_is_kept_apart_from_what_was_settled(desk: Desk) -> None:
    desk.settle_with(ONE, "chen", 1, {"appeal": APPEAL})
    filed = desk.filed_text(ONE)
    assert filed is not None
    assert filed.texts["appeal"].text == "王某反映自来水浑浊"


def test_a_row_of_the_store_is_told_from_a_changed_one(desk: Desk, ledger: Ledger) -> None:
    assert desk.masked("K1/1") == desk.source_hash(ONE)
    assert desk.masked("K1/2") != desk.source_hash(ONE)
    source = ledger.source_key("case", "K1")
    assert desk.by_source([source, ledger.source_key("case", "K9")]) == {source: ONE}


def test_the_history_names_who_did_what_when(desk: Desk, ledger: Ledger) -> None:
    desk.hold(ONE, "chen")
    desk.take_over(ONE, "zhou")
    desk.release(ONE, "zhou")
    desk.refuse(ONE, "zhou", "请核对数字")
    desk.sign_with(ONE, "chen", 1, {})
    publish_all(ledger)
    entries = desk.history(ONE)
    assert [(entry.kind, entry.display) for entry in entries][:5] == [
        ("filed", "line"), ("taken", "chen审"), ("taken_over", "zhou审"), ("released", "zhou审"),
        ("refused", "zhou审"),
    ]  # fmt: skip
    assert entries[4].words == "请核对数字"
    assert entries[-1].kind == "published"


def test_slugs_are_looked_up_without_issuing_any(desk: Desk, ledger: Ledger) -> None:
    before = ledger.head()
    assert desk.slugs_known("topic", ["民生/供水"]) == {}
    assert ledger.head() == before
    slug = ledger.slug("topic", "民生/供水")
    assert desk.slugs_known("topic", ["民生/供水"]) == {"民生/供水": slug}
