"""A second pass by somebody who does not see what was masked, and the papers that come of it all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import pytest
from ledger_records import NOW, READERS, opened, publish_all, record, refusal, staffed
from test_ledger_accounts import Clock

from publish.ledger.blind import Disagreement, compare, drawn
from publish.ledger.decisions import Assessment, Deed
from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger
from publish.ledger.rules import Rules
from publish.model.records import Outline
from publish.model.spans import Span
from publish.model.texts import RedactedText

ONE = "C-000001"
SOUND = Assessment(True, True, True, True)
GROUND = "监护人书面同意公开，见案卷第三页"


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with staffed(url, wall=Clock(), rules=Rules(blind_percent=100)) as found:
        found.file([record(found, "K1"), record(found, "K2", gates=("GATE-MINOR",))])
        yield found


def test_stretches_that_share_a_character_agree_and_the_rest_is_counted_by_kind(ledger: Ledger) -> None:
    spans = (Span(0, 3, "PERSON", "王某", 1, "known"), Span(9, 20, "PHONE", "（电话）", 1, "mobile"))
    made = record(ledger, "K9")
    made = msgspec.structs.replace(made, texts={"appeal": RedactedText("…", spans)})
    marks = {"appeal": [(2, 4, "PERSON"), (30, 34, "PLATE")], "title": []}
    assert compare(made, marks) == (
        Disagreement(kind="PERSON", agreed=1),
        Disagreement(kind="PHONE", missed=1),
        Disagreement(kind="PLATE", extra=1),
    )
    assert compare(msgspec.structs.replace(made, texts={}), {}) == (Disagreement(kind="-"),)


def test_who_did_not_sign_is_asked_once_to_read_blind(desk: Desk) -> None:
    assert not desk.blind_due(ONE, "zhou")
    desk.sign_with(ONE, "chen", 1, {}, (), SOUND)
    assert (desk.blind_due(ONE, "zhou"), desk.blind_due(ONE, "chen")) == (True, False)
    desk.blind(ONE, "zhou", 1, {"appeal": [(0, 3, "PERSON"), (5, 8, "HEALTH")]})
    assert not desk.blind_due(ONE, "zhou")
    assert desk.blind_counts() == (
        Disagreement(kind="HEALTH", extra=1),
        Disagreement(kind="PERSON", agreed=1),
    )


def test_a_blind_pass_by_who_has_seen_the_words_is_refused(desk: Desk, ledger: Ledger) -> None:
    assert refusal(desk.blind, ONE, "zhou", 1, {}) == "LEDGER-025"
    desk.sign_with(ONE, "chen", 1, {})
    assert refusal(desk.blind, ONE, "chen", 1, {}) == "LEDGER-022"
    assert refusal(desk.blind, ONE, "zhou", 9, {}) == "LEDGER-012"
    assert list(ledger.verify()) == []


def test_the_sample_is_the_ledgers_secret_and_near_its_share(url: str) -> None:
    with opened(url, rules=Rules(blind_percent=20)) as ledger:
        book = ledger.desk()._book
        keys = [ledger.source_key("case", f"K{number}") for number in range(2000)]
        found = [drawn(book, key) for key in keys]
        assert 320 < sum(found) < 480
        assert found == [drawn(book, key) for key in keys]
    with opened(url, rules=Rules(blind_percent=0)) as ledger:
        assert not any(drawn(ledger.desk()._book, key) for key in keys)


def test_the_release_record_names_readers_assessments_and_grounds(desk: Desk, ledger: Ledger) -> None:
    name = "C-000002"
    desk.override(name, "lin", "GATE-MINOR", GROUND)
    desk.object(name, "zhou", "数字与批复不一致")
    desk.lift(name, "zhou", "已核对，一致")
    desk.refuse(name, "zhou", "标题不妥")
    deeds = [Deed(field="title", action="retext"), Deed(field="appeal", action="clear")]
    desk.sign_with(name, "chen", 2, {"title": RedactedText("水浑浊")}, deeds, SOUND)
    version = desk.row(name).version
    desk.sign_with(name, "zhou", version, {}, (), SOUND)
    ledger.sign(name, "lin")
    found = desk.release_record(name)
    assert [(one.display, one.role, one.assessment) for one in found.readings] == [
        ("chen审", "first", SOUND), ("zhou审", "second", SOUND), ("lin审", "final", None),
    ]  # fmt: skip
    assert [(one.what, one.gate, one.words) for one in found.said] == [
        ("overridden", "GATE-MINOR", GROUND), ("objected", None, "数字与批复不一致"),
        ("lifted", None, "已核对，一致"), ("refused", None, "标题不妥"),
    ]  # fmt: skip
    assert (found.decided, found.state, found.number) == ({"clear": 1, "retext": 1}, "approved", None)


def test_the_record_and_the_year_tell_what_kept_its_time(desk: Desk, ledger: Ledger) -> None:
    today = NOW.date()
    for key, due in (("K3", today), ("K4", today - timedelta(days=1))):
        outline = Outline(closed_on=today - timedelta(days=28), due_on=due)
        ledger.file([msgspec.structs.replace(record(ledger, key), outline=outline)])
    numbers = publish_all(ledger)
    assert len(numbers) == 3
    assert [desk.release_record(name).within_time for name in ("C-000003", "C-000004", ONE)] == [
        True,
        False,
        None,
    ]
    ledger.withdraw(desk.release_record(ONE).number or "", "error", "lin")
    desk.override("C-000002", "lin", "GATE-MINOR", GROUND)
    year = desk.annual_counts(2022)
    assert (year.published, year.withdrawn, year.in_time, year.late) == ({"huisheng": 3}, {"error": 1}, 1, 1)
    assert (year.signed, year.overridden) == (9, {"GATE-MINOR": 1})
    assert desk.annual_counts(2021).published == {}
    gone = desk.release_record(ONE)
    assert (gone.state, gone.reason) == ("withdrawn", "error")
    assert gone.published_at == NOW


def test_a_year_is_the_citys(url: str) -> None:
    late = datetime.fromisoformat("2022-12-31T16:30:00+00:00")  # 00:30 on New Year's Day in the city
    with opened(url, late) as ledger:
        for name, role in READERS:
            ledger.add_user(name, name, [role])
        ledger.file([record(ledger, "K1")])
        ledger.refuse(ONE, "chen", "请核对")
        assert (ledger.desk().annual_counts(2022).refused, ledger.desk().annual_counts(2023).refused) == (
            0,
            1,
        )
