"""Gone means gone: the words are erased, the record stays, the number never returns."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest
from ledger_records import FLAG, NOW, WORDS, approve_all, opened, publish_all, record, records

from publish.errors import LedgerError
from publish.ledger.filing import Filed
from publish.ledger.ledger import Ledger
from publish.ledger.reasons import ACTS, GONE, RETURNS, WITHDRAWN
from publish.ledger.secret import Ratchet


def test_a_withdrawn_number_stays_on_record_without_its_words(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(2)))
    publish_all(ledger)
    ledger.withdraw("DC-2022-000001", "privacy", "chen")
    first, second = ledger.published()
    assert (first.state, first.reason, first.published_at) == ("withdrawn", "privacy", NOW)
    assert second.state == "published"
    assert [item.source for item in ledger.reviewed("case")] == [second.source]
    assert [item.id for item in ledger.candidates()] == ["C-000002"]
    assert list(ledger.verify()) == []


def test_published_can_be_asked_for_one_state(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(3)))
    publish_all(ledger)
    ledger.withdraw("DC-2022-000002", "error", "chen")
    assert [item.number for item in ledger.published("withdrawn")] == ["DC-2022-000002"]
    assert len(list(ledger.published("published"))) == 2


def test_a_withdrawn_number_is_never_used_again(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    ledger.withdraw("DC-2022-000001", "error", "chen")
    ledger.file([record(ledger, "K1", "2"), record(ledger, "K2")])
    assert sorted(publish_all(ledger).values()) == ["DC-2022-000002", "DC-2022-000003"]
    assert [item.state for item in ledger.published()] == ["withdrawn", "published", "published"]


def test_withdrawing_twice_changes_nothing(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    ledger.withdraw("DC-2022-000001", "privacy", "chen")
    before = ledger.head()
    ledger.withdraw("DC-2022-000001", "error", "zhou")
    assert ledger.head() == before


def test_a_withdrawn_candidate_can_not_be_read_settled_or_signed(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    ledger.withdraw("DC-2022-000001", "privacy", "chen")
    for act, code in (
        (lambda: ledger.candidate("C-000001"), "LEDGER-011"),
        (lambda: ledger.settle("C-000001", {}, "chen"), "LEDGER-011"),
        (lambda: ledger.sign("C-000001", "chen"), "LEDGER-025"),
        (lambda: ledger.refuse("C-000001", "chen", "x"), "LEDGER-025"),
        (lambda: ledger.number(ledger.source_key("case", "K1"), "DC", 2022), "LEDGER-031"),
    ):
        with pytest.raises(LedgerError) as error:
            act()
        assert error.value.issue.code == code


@pytest.mark.parametrize(
    ("number", "reason", "user", "code"),
    [
        ("DC-2022-000001", "mood", "chen", "LEDGER-032"),
        ("DC-2022-000001", "privacy", "nobody", "LEDGER-020"),
        ("DC-2022-000009", "privacy", "chen", "LEDGER-030"),
    ],
)
def test_a_wrong_withdrawal_is_refused(
    ledger: Ledger, number: str, reason: str, user: str, code: str
) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    with pytest.raises(LedgerError) as error:
        ledger.withdraw(number, reason, user)
    assert error.value.issue.code == code


def test_what_left_the_store_leaves_with_its_number(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(2)))
    publish_all(ledger)
    ledger.file([record(ledger, "K9")])
    keys = [ledger.source_key("case", key) for key in ("K1", "K9", "never filed")]
    gone = ledger.vanish(keys, "gone")
    assert (gone.candidates, gone.numbers) == (2, ("DC-2022-000002",))
    assert ledger.vanish(keys, "refused").candidates == 0
    assert list(ledger.verify()) == []


def test_every_reason_says_whether_the_record_may_come_back() -> None:
    assert sorted(RETURNS) == sorted(ACTS) == sorted((*GONE, *WITHDRAWN, "restored"))


def test_what_came_back_to_the_store_is_reviewed_anew(ledger: Ledger) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    ledger.vanish([ledger.source_key("case", "K1")], "gone")
    assert ledger.file([record(ledger, "K1")]) == Filed(changed=1)
    assert list(ledger.reviewed("case")) == []
    assert list(publish_all(ledger).values()) == ["DC-2022-000002"]


@pytest.mark.parametrize(
    ("reason", "same", "changed"),
    [
        ("privacy", "withdrawn", "withdrawn"),
        ("court", "withdrawn", "withdrawn"),
        ("consent", "withdrawn", "withdrawn"),
        ("error", "withdrawn", "changed"),
        ("superseded", "withdrawn", "changed"),
    ],
)
def test_what_the_office_withdrew_does_not_slip_back(
    ledger: Ledger, reason: str, same: str, changed: str
) -> None:
    ledger.file([record(ledger, "K1")])
    publish_all(ledger)
    ledger.withdraw("DC-2022-000001", reason, "chen")
    assert ledger.file([record(ledger, "K1")]) == Filed(**{same: 1})
    assert ledger.file([record(ledger, "K1", "2")]) == Filed(**{changed: 1})


def test_erased_words_leave_the_files(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/l.sqlite3") as ledger:
        ledger.add_user("chen", "陈", ["first", "second", "final"])
        ledger.file([record(ledger, "K1", flags=(FLAG,)), record(ledger, "K2", words="留下来的话")])
        ledger.refuse("C-000001", "chen", "王芳看得出是谁")
        (body, *_), (note, *_) = (_bodies(tmp_path, table) for table in ("texts", "notes"))
        assert WORDS.encode() in zlib.decompress(body)
        assert all(_in_files(tmp_path, packed) for packed in (body, note))
        ledger.vanish([ledger.source_key("case", "K1")], "withdrawn")
        assert not any(_in_files(tmp_path, packed) for packed in (body, note))
        assert list(ledger.verify()) == []


def test_the_salt_of_erased_words_goes_with_them(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/l.sqlite3") as ledger:
        ledger.file([record(ledger, "K1")])
        (salt,) = _bodies(tmp_path, "texts", "salt")
        ledger.vanish([ledger.source_key("case", "K1")], "withdrawn")
        assert not _in_files(tmp_path, salt)


def test_a_ratchet_goes_one_way_and_the_same_way() -> None:
    one, other = Ratchet("ab" * 32), Ratchet("ab" * 32)
    salts = [one.salt() for _ in range(5)]
    assert salts == [other.salt() for _ in range(5)]
    assert len(set(salts)) == 5
    assert not set(salts) & {Ratchet(one.state).salt()}


def _bodies(path: Path, table: str, column: str = "body") -> list[bytes]:
    conn = sqlite3.connect(path / "l.sqlite3")
    try:
        return [row[0] for row in conn.execute(f"SELECT {column} FROM {table} ORDER BY candidate")]
    finally:
        conn.close()


def _in_files(path: Path, wanted: bytes) -> bool:
    return any(wanted in file.read_bytes() for file in path.iterdir())


def test_withdrawal_waits_for_nothing_but_the_writers(ledger: Ledger) -> None:
    ledger.file(records(ledger, range(300)))
    approve_all(ledger)
    reading = ledger.reviewed("case")
    next(reading)
    publish_all(ledger)
    ledger.withdraw("DC-2022-000300", "privacy", "chen")
    assert len(list(reading)) == 298
