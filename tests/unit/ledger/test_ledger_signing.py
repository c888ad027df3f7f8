"""Three readers in order, nobody twice, nothing with a doubt or a closed gate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from ledger_records import FLAG, NOW, approve_all, opened, publish_all, record, records, staffed

from publish.errors import LedgerError
from publish.ledger.ledger import Ledger
from publish.model.texts import RedactedText


def _code(error: pytest.ExceptionInfo[LedgerError]) -> str:
    return error.value.issue.code


def test_the_last_readers_signature_approves(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    assert [ledger.sign("C-000001", name) for name in ("chen", "zhou", "lin")] == [
        "signed", "signed", "approved",
    ]  # fmt: skip
    marks = ledger.candidate("C-000001").signatures
    assert [(mark.user, mark.role, mark.at) for mark in marks] == [
        ("chen", "first", NOW), ("zhou", "second", NOW), ("lin", "final", NOW),
    ]  # fmt: skip


def test_nothing_is_public_before_the_last_signature(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    ledger.sign("C-000001", "chen")
    ledger.sign("C-000001", "zhou")
    assert list(ledger.reviewed("case")) == []


def test_nobody_signs_out_of_turn(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    with pytest.raises(LedgerError) as error:
        ledger.sign("C-000001", "lin")
    assert _code(error) == "LEDGER-021"


def test_a_user_with_every_role_still_signs_once(ledger: Ledger) -> None:
    ledger.add_user("all", "全", ["final", "first", "second"])
    ledger.file([record(ledger, "K1")])
    ledger.sign("C-000001", "all")
    with pytest.raises(LedgerError) as error:
        ledger.sign("C-000001", "all")
    assert _code(error) == "LEDGER-022"


def test_a_role_taken_away_counts_at_once(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    ledger.add_user("chen", "陈", [])
    with pytest.raises(LedgerError) as error:
        ledger.sign("C-000001", "chen")
    assert _code(error) == "LEDGER-021"


@pytest.mark.parametrize(
    ("given", "code"), [({"flags": (FLAG,)}, "LEDGER-023"), ({"gates": ("GATE-MINOR",)}, "GATE-MINOR")]
)
def test_an_open_flag_or_a_closed_gate_stops_the_signature(
    ledger: Ledger, given: dict[str, tuple[object, ...]], code: str
) -> None:
    ledger.file([record(ledger, "K1", **given)])  # type: ignore[arg-type]
    with pytest.raises(LedgerError) as error:
        ledger.sign("C-000001", "chen")
    assert _code(error) == code


def test_a_signature_is_for_the_words_that_were_seen(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    seen = ledger.candidate("C-000001").version
    ledger.settle("C-000001", {"title": RedactedText("另一句")}, "zhou")
    with pytest.raises(LedgerError) as error:
        ledger.sign("C-000001", "chen", seen)
    assert _code(error) == "LEDGER-012"


def test_signing_everything_leaves_out_flags_and_gates_and_names_them(ledger: Ledger) -> None:
    doubtful, closed = record(ledger, "K2", flags=(FLAG,)), record(ledger, "K3", gates=("GATE-MINOR",))
    ledger.file([record(ledger, "K1"), doubtful, closed])
    done = ledger.sign_all("chen")
    assert (done.signed, done.approved, done.waiting) == (1, 0, 0)
    assert [(item.place, item.code) for item in done.left] == [
        ("C-000002", "LEDGER-023"), ("C-000003", "GATE-MINOR"),
    ]  # fmt: skip


def test_signing_everything_twice_signs_nothing_twice(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(600)))
    assert ledger.sign_all("chen").signed == 600
    again = ledger.sign_all("chen")
    assert (again.signed, again.waiting) == (0, 600)
    ledger.sign_all("zhou")
    assert ledger.sign_all("lin").approved == 600


def test_a_refusal_sends_back_and_settling_opens_again(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    ledger.sign("C-000001", "chen")
    ledger.refuse("C-000001", "zhou", "标题看得出是谁")
    assert ledger.candidate("C-000001").state == "refused"
    with pytest.raises(LedgerError) as error:
        ledger.sign("C-000001", "chen")
    assert _code(error) == "LEDGER-025"
    ledger.settle("C-000001", {}, "chen")
    assert ledger.sign("C-000001", "chen") == "signed"


def test_a_refused_approval_is_no_approval(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    approve_all(ledger)
    ledger.refuse("C-000001", "lin", "再看")
    assert list(ledger.reviewed("case")) == []


def test_what_is_public_is_withdrawn_not_refused(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    with pytest.raises(LedgerError) as error:
        ledger.refuse("C-000001", "lin", "再看")
    assert _code(error) == "LEDGER-035"


def test_a_user_without_a_readers_role_can_not_refuse(ledger: Ledger) -> None:
    ledger.add_user("guest", "客", [])
    ledger.file([record(ledger, "K1")])
    with pytest.raises(LedgerError) as error:
        ledger.refuse("C-000001", "guest", "不行")
    assert _code(error) == "LEDGER-021"


def test_an_unknown_user_does_nothing(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    for act in (ledger.sign, ledger.refuse):
        with pytest.raises(LedgerError) as error:
            act("C-000001", "nobody", "x")  # type: ignore[operator]
        assert _code(error) == "LEDGER-020"
    with pytest.raises(LedgerError):
        ledger.sign_all("nobody")


def test_a_user_entered_again_changes_nothing_and_a_change_counts(ledger: Ledger) -> None:
    before = ledger.head()
    ledger.add_user("chen", "chen审", ["first"])
    assert ledger.head() == before
    ledger.add_user("chen", "陈审", ["second", "first", "first"])
    assert [(user.name, user.roles) for user in ledger.users()] == [
        ("chen", ("first", "second")), ("lin", ("final",)), ("zhou", ("second",)),
    ]  # fmt: skip


def test_an_unknown_role_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError) as error:
        ledger.add_user("wu", "吴", ["boss"])
    assert _code(error) == "LEDGER-026"


def test_fewer_readers_in_the_settings_need_fewer_signatures(url: str) -> None:
    staffed(url).close()
    with opened(url, readers=("first", "second", "final")) as ledger:
        ledger.file(records(ledger, range(2)))
        ledger.sign("C-000001", "chen")
        ledger.sign("C-000001", "zhou")
    with opened(url, readers=("final",)) as ledger:
        assert ledger.sign("C-000001", "lin") == ledger.sign("C-000002", "lin") == "approved"


def test_no_readers_at_all_is_refused(url: str) -> None:
    with pytest.raises(LedgerError) as error:
        opened(url, readers=())
    assert _code(error) == "LEDGER-026"


def test_approval_bears_the_time_of_the_run_that_gave_it(url: str) -> None:
    with staffed(url) as ledger:
        ledger.file([record(ledger, "K1")])
    later = NOW + timedelta(days=3)
    with opened(url, later) as ledger:
        approve_all(ledger)
        assert [item.approved_at for item in ledger.reviewed("case")] == [later]
