"""Who may come in, for how long, and what a guesser meets."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy
from ledger_records import NOW, opened

from publish.errors import LedgerError
from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger

PASSWORD = "雨天的山城 47 step"
START = datetime(2022, 7, 29, 1, tzinfo=UTC)


class Clock:
    """A wall clock that the test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(url: str, clock: Clock) -> Iterator[Ledger]:
    with opened(url, wall=clock) as found:
        found.add_user("chen", "陈审", ["first"])
        yield found


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    made = ledger.desk(NOW)
    made.set_password("chen", PASSWORD)
    return made


def _refused(desk: Desk, password: str, name: str = "chen") -> str:
    with pytest.raises(LedgerError) as error:
        desk.sign_in(name, password)
    return error.value.issue.code


def test_a_user_comes_in_with_the_password_and_is_known_by_the_token(desk: Desk) -> None:
    session = desk.sign_in("chen", PASSWORD)
    found = desk.session(session.token)
    assert found is not None
    assert (found.user.name, found.user.roles, found.csrf) == ("chen", ("first",), session.csrf)
    assert found.token == ""


def test_every_sign_in_has_a_token_of_its_own(desk: Desk) -> None:
    assert len({desk.sign_in("chen", PASSWORD).token for _ in range(3)}) == 3


def test_neither_password_nor_token_lies_in_the_ledger(desk: Desk, url: str) -> None:
    token = desk.sign_in("chen", PASSWORD).token
    with sqlalchemy.create_engine(url).connect() as conn:
        rows = [
            *conn.exec_driver_sql("SELECT * FROM accounts"),
            *conn.exec_driver_sql("SELECT * FROM sessions"),
        ]
    assert "$argon2id$" in str(rows)
    assert token not in str(rows)
    assert PASSWORD not in str(rows)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(desk: Desk, ledger: Ledger) -> None:
    ledger.add_user("zhou", "周核", ["second"])  # a user without a password
    for name in ("chen", "nobody", "zhou"):
        assert _refused(desk, "wrong", name) == "LEDGER-050"


def test_the_fifth_wrong_password_locks_the_name_and_the_right_one_is_refused_too(
    desk: Desk, clock: Clock
) -> None:
    for _ in range(5):
        assert _refused(desk, "wrong") == "LEDGER-050"
    assert _refused(desk, PASSWORD) == "LEDGER-051"
    clock.pass_minutes(14)
    assert _refused(desk, PASSWORD) == "LEDGER-051"
    clock.pass_minutes(2)
    assert desk.sign_in("chen", PASSWORD).user.name == "chen"


def test_guesses_made_at_once_are_counted_one_by_one(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda number: _refused(desk, f"guess {number}"), range(8)))
    assert sorted(codes) == ["LEDGER-050"] * 5 + ["LEDGER-051"] * 3


def test_the_right_password_takes_the_failures_back(desk: Desk) -> None:
    for _ in range(2):
        for _ in range(4):
            _refused(desk, "wrong")
        desk.sign_in("chen", PASSWORD)


def test_an_administrator_lifts_a_lock_out(desk: Desk) -> None:
    for _ in range(5):
        _refused(desk, "wrong")
    desk.set_password("chen", PASSWORD + "!")
    assert desk.sign_in("chen", PASSWORD + "!")


def test_a_session_ends_when_it_is_idle_and_after_its_hours(desk: Desk, clock: Clock) -> None:
    idle, busy = desk.sign_in("chen", PASSWORD).token, desk.sign_in("chen", PASSWORD).token
    clock.pass_minutes(29)
    assert desk.session(busy)
    clock.pass_minutes(2)
    assert desk.session(idle) is None
    for _ in range(24):
        assert desk.session(busy)
        clock.pass_minutes(29)
    assert desk.session(busy) is None


def test_a_session_ends_with_signing_out(desk: Desk) -> None:
    one, other = desk.sign_in("chen", PASSWORD).token, desk.sign_in("chen", PASSWORD).token
    desk.sign_out(one)
    assert desk.session(one) is None
    assert desk.session(other)


@pytest.mark.parametrize("act", ["password", "disable", "roles"])
def test_a_change_of_the_account_ends_its_sessions(desk: Desk, ledger: Ledger, act: str) -> None:
    token = desk.sign_in("chen", PASSWORD).token
    {
        "password": lambda: desk.change_password("chen", PASSWORD, PASSWORD * 2),
        "disable": lambda: desk.disable("chen"),
        "roles": lambda: ledger.add_user("chen", "陈审", ["second"]),
    }[act]()
    assert desk.session(token) is None


def test_who_was_disabled_has_no_role_and_does_not_come_in(desk: Desk) -> None:
    desk.disable("chen")
    assert desk.user("chen").roles == ()
    assert _refused(desk, PASSWORD) == "LEDGER-050"


def test_a_password_is_changed_by_who_knows_the_old_one(desk: Desk) -> None:
    with pytest.raises(LedgerError) as error:
        desk.change_password("chen", "wrong", PASSWORD * 2)
    assert error.value.issue.code == "LEDGER-050"
    desk.change_password("chen", PASSWORD, PASSWORD * 2)
    assert _refused(desk, PASSWORD) == "LEDGER-050"
    assert desk.sign_in("chen", PASSWORD * 2)


@pytest.mark.parametrize("poor", ["short", "", "aaaaaaaaaaaaaaaa", "a" * 5000])
def test_a_poor_password_is_refused(desk: Desk, poor: str) -> None:
    with pytest.raises(LedgerError) as error:
        desk.set_password("chen", poor)
    assert error.value.issue.code == "LEDGER-052"


def test_passwords_of_unknown_users_are_not_kept(desk: Desk) -> None:
    with pytest.raises(LedgerError) as error:
        desk.set_password("nobody", PASSWORD)
    assert error.value.issue.code == "LEDGER-020"
