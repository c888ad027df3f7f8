"""Two people don't edit the same matter, and what somebody was in the midst of is not lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ledger_records import record, records, refusal, staffed
from test_ledger_accounts import Clock

from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger

ONE, TWO = "C-000001", "C-000002"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(url: str, clock: Clock) -> Iterator[Ledger]:
    with staffed(url, wall=clock) as found:
        found.file(records(found, range(3)))
        yield found


def _acts(ledger: Ledger) -> list[tuple[str, str]]:
    rows = ledger.desk()._book.database
    with rows.read() as conn:
        found = conn.exec_driver_sql('SELECT "user", act FROM locks ORDER BY seq')
        return [(row[0], row[1]) for row in found]


def test_a_matter_is_held_by_one_user(desk: Desk) -> None:
    desk.hold(ONE, "chen")
    assert refusal(desk.hold, ONE, "zhou") == "LEDGER-054"
    assert desk.hold(TWO, "zhou").user == "zhou"
    assert {name: hold.user for name, hold in desk.holds().items()} == {ONE: "chen", TWO: "zhou"}


def test_holding_again_prolongs_and_is_no_fact(desk: Desk, ledger: Ledger, clock: Clock) -> None:
    until = desk.hold(ONE, "chen").until
    clock.pass_minutes(15)
    assert desk.hold(ONE, "chen").until > until
    clock.pass_minutes(15)
    assert refusal(desk.hold, ONE, "zhou") == "LEDGER-054"
    assert _acts(ledger) == [("chen", "taken")]


def test_a_hold_runs_out(desk: Desk, ledger: Ledger, clock: Clock) -> None:
    desk.hold(ONE, "chen")
    clock.pass_minutes(21)
    assert desk.holds() == {}
    assert desk.hold(ONE, "zhou").user == "zhou"
    assert _acts(ledger) == [("chen", "taken"), ("chen", "expired"), ("zhou", "taken")]


def test_who_takes_a_matter_over_has_it_and_it_is_on_record(desk: Desk, ledger: Ledger) -> None:
    desk.hold(ONE, "chen")
    desk.take_over(ONE, "zhou")
    assert refusal(desk.hold, ONE, "chen") == "LEDGER-054"
    assert _acts(ledger) == [("chen", "taken"), ("zhou", "taken_over")]
    assert list(ledger.verify()) == []


def test_a_matter_given_back_is_free_and_only_its_holder_gives_it_back(desk: Desk, ledger: Ledger) -> None:
    desk.hold(ONE, "chen")
    desk.release(ONE, "zhou")
    assert ONE in desk.holds()
    desk.release(ONE, "chen")
    desk.release(ONE, "chen")
    assert desk.holds() == {}
    assert _acts(ledger) == [("chen", "taken"), ("chen", "released")]


def test_unknown_users_and_matters_are_not_held(desk: Desk) -> None:
    assert refusal(desk.hold, ONE, "nobody") == "LEDGER-020"
    assert refusal(desk.hold, "C-000009", "chen") == "LEDGER-010"


def test_a_draft_is_kept_by_revision(desk: Desk) -> None:
    assert desk.draft(ONE, 1) is None
    assert desk.save_draft(ONE, 1, "chen", b"one", 0).revision == 1
    assert desk.save_draft(ONE, 1, "chen", b"two", 1).revision == 2
    found = desk.draft(ONE, 1)
    assert found is not None
    assert (found.body, found.revision, found.user) == (b"two", 2, "chen")


def test_of_two_savings_on_the_same_revision_the_second_is_refused(desk: Desk) -> None:
    desk.save_draft(ONE, 1, "chen", b"one", 0)
    assert refusal(desk.save_draft, ONE, 1, "chen", b"two", 0) == "LEDGER-055"
    assert desk.draft(ONE, 1).body == b"one"  # type: ignore[union-attr]


def test_nobody_saves_into_a_matter_that_another_holds(desk: Desk) -> None:
    desk.hold(ONE, "chen")
    assert refusal(desk.save_draft, ONE, 1, "zhou", b"", 0) == "LEDGER-054"


def test_who_takes_over_goes_on_where_the_other_was(desk: Desk) -> None:
    desk.hold(ONE, "chen")
    desk.save_draft(ONE, 1, "chen", b"half done", 0)
    desk.take_over(ONE, "zhou")
    found = desk.draft(ONE, 1)
    assert found is not None
    assert desk.save_draft(ONE, 1, "zhou", b"done", found.revision).user == "zhou"


def test_a_draft_on_words_that_changed_is_refused_and_the_old_one_stays(desk: Desk, ledger: Ledger) -> None:
    desk.save_draft(ONE, 1, "chen", b"half done", 0)
    ledger.file([record(ledger, "K0", "2")])
    assert refusal(desk.save_draft, ONE, 1, "chen", b"done", 1) == "LEDGER-012"
    assert desk.draft(ONE, 1)


def test_a_withdrawal_erases_drafts_and_holds(desk: Desk, ledger: Ledger) -> None:
    desk.hold(ONE, "chen")
    desk.save_draft(ONE, 1, "chen", b"half done", 0)
    ledger.vanish([ledger.source_key("case", "K0")], "gone")
    assert desk.draft(ONE, 1) is None
    assert desk.holds() == {}
    assert refusal(desk.save_draft, ONE, 1, "chen", b"again", 0) == "LEDGER-011"


def test_a_matter_that_somebody_holds_is_not_signed_from_elsewhere(desk: Desk, ledger: Ledger) -> None:
    ledger.add_user("he", "何审", ["first"])
    desk.hold(ONE, "chen")
    assert refusal(ledger.sign, ONE, "he") == "LEDGER-054"
    done = ledger.sign_all("he")
    assert ([found.code for found in done.left], done.signed) == (["LEDGER-054"], 2)
    assert ledger.sign(ONE, "chen") == "signed"
