"""A backup is a whole ledger, and a restore knows what happened since."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy
from ledger_records import NOW, READERS, WORDS, approve_all, opened, publish_all, record, records
from sqlalchemy import make_url

from publish.errors import LedgerError
from publish.ledger.backup import Copied
from publish.ledger.filing import Filed
from publish.ledger.journal import Journal
from publish.ledger.ledger import Ledger
from publish.ledger.restore import Restored, restore
from publish.ledger.vault import Line, Vault
from publish.model.texts import RedactedText

PASSWORD = "雨天的山城 47 step"
LATER = NOW + timedelta(days=3)


class Office:
    """A ledger with its journal, its vault and a place for backups."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.file = folder / "backup.sqlite3"
        self.journal = Journal(folder / "ledger.journal")
        self.vault = Vault(folder / "ledger.terms", folder / "ledger.key")

    def open(self, **rest: object) -> Ledger:
        return opened(self.url, journal=self.journal, vault=self.vault, **rest)

    def backup(self, file: Path | None = None) -> Copied:
        with self.open() as ledger:
            return ledger.backup(file or self.file)

    def restore(self, file: Path | None = None, **rest: bool) -> Restored:
        return restore(self.url, file or self.file, LATER, self.journal, self.vault, **rest)

    def lose(self) -> None:
        """The ledger's own database is gone."""
        if self.url.startswith("sqlite"):
            for path in Path(make_url(self.url).database or "").parent.glob("ledger.sqlite3*"):
                path.unlink()
            return
        engine = sqlalchemy.create_engine(self.url)
        with engine.begin() as conn:
            conn.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        engine.dispose()


@pytest.fixture
def office(url: str, tmp_path: Path) -> Office:
    found = Office(url, tmp_path)
    with found.open() as ledger:
        for name, role in READERS:
            ledger.add_user(name, f"{name}审", [role])
        ledger.begin_run("export")
        ledger.file(records(ledger, range(4)))
        publish_all(ledger)
        ledger.assign_places({"all": ["DC-2022-000001", "DC-2022-000002"]})
        ledger.slugs("topic", ["民生/供水"])
    return found


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(LedgerError) as error:
        act()
    return error.value.issue.code


def _verified(office: Office) -> Ledger:
    ledger = office.open()
    assert list(ledger.verify()) == []
    return ledger


def test_a_backup_is_a_ledger_for_its_owner_alone_that_verifies(office: Office) -> None:
    copied = office.backup()
    assert stat.S_IMODE(office.file.stat().st_mode) == 0o600
    assert [path.name for path in office.file.parent.glob("backup*")] == ["backup.sqlite3"]
    with office.open() as ledger, opened(f"sqlite:///{office.file}") as copy:
        assert copy.head() == ledger.head() == copied.head
        assert list(copy.verify()) == []
        assert [item.id for item in copy.candidates()] == [item.id for item in ledger.candidates()]


def test_a_backup_holds_accounts_and_drafts_and_no_session(office: Office) -> None:
    with office.open() as ledger:
        desk = ledger.desk()
        desk.set_password("chen", PASSWORD)
        token = desk.sign_in("chen", PASSWORD).token
        ledger.file([record(ledger, "K9")])
        desk.save_draft("C-000005", 5, "chen", b"half done", 0)
    office.backup()
    office.lose()
    office.restore()
    with office.open() as ledger:
        desk = ledger.desk()
        assert desk.session(token) is None
        assert desk.sign_in("chen", PASSWORD)
        assert desk.draft("C-000005", 5)


def test_a_backup_never_writes_over_a_file(office: Office) -> None:
    office.file.write_bytes(b"something else")
    assert _code(office.backup) == "LEDGER-080"
    assert office.file.read_bytes() == b"something else"


def test_a_ledger_that_does_not_verify_is_not_backed_up(office: Office) -> None:
    engine = sqlalchemy.create_engine(office.url)
    with engine.begin() as conn:
        conn.exec_driver_sql("UPDATE current SET state = 'open' WHERE candidate = 1")
    engine.dispose()
    assert _code(office.backup) == "LEDGER-081"
    assert list(office.file.parent.glob("backup*")) == []


@pytest.mark.parametrize("lost", [False, True])
def test_what_was_withdrawn_since_is_withdrawn_again_before_anybody_opens(office: Office, lost: bool) -> None:
    office.backup()
    with office.open() as ledger:
        ledger.withdraw("DC-2022-000002", "privacy", "chen")
        head = ledger.head()
    if lost:
        office.lose()
    done = office.restore()
    assert (done.withdrawn, done.numbers) == (1, 0)
    with _verified(office) as ledger:
        assert ledger.head() != head
        assert [one.number for one in ledger.published("withdrawn")] == ["DC-2022-000002"]
        assert next(ledger.published("withdrawn")).reason == "privacy"
        assert "C-000002" not in [item.id for item in ledger.candidates()]
        assert ledger.file([record(ledger, "K1")]) == Filed(withdrawn=1)


@pytest.mark.parametrize("lost", [False, True])
def test_what_was_handed_out_since_is_not_handed_out_again(office: Office, lost: bool) -> None:
    office.backup()
    with office.open() as ledger:
        ledger.file([record(ledger, "K7")])
        publish_all(ledger)
        ledger.assign_places({"all": ["DC-2022-000005"]})
        slug = ledger.slug("topic", "民生/供电")
    if lost:
        office.lose()
    assert office.restore().numbers == 1
    with _verified(office) as ledger:
        assert [one.number for one in ledger.published("published")][-1] == "DC-2022-000005"
        assert ledger.slug("topic", "民生/供电") == slug
        ledger.file([record(ledger, "K8"), record(ledger, "K7")])
        approve_all(ledger)
        items = [(item.source, "DC", LATER) for item in ledger.reviewed("case")]
        numbers = ledger.assign_numbers(items)
        assert numbers[ledger.source_key("case", "K7")] == "DC-2022-000005"
        assert numbers[ledger.source_key("case", "K8")] == "DC-2022-000006"
        assert ledger.place("all", "DC-2022-000006") == 4
        assert list(ledger.verify()) == []


def test_what_the_backup_never_knew_and_was_taken_back_stays_so(office: Office) -> None:
    office.backup()
    with office.open() as ledger:
        ledger.file([record(ledger, "K7")])
        publish_all(ledger)
        ledger.withdraw("DC-2022-000005", "privacy", "chen")
    office.lose()
    assert office.restore().withdrawn == 1
    with _verified(office) as ledger:
        assert [one.number for one in ledger.published("withdrawn")] == ["DC-2022-000005"]
        assert ledger.file([record(ledger, "K7")]) == Filed(withdrawn=1)
        assert list(ledger.verify()) == []


def test_what_came_back_after_it_was_taken_back_is_told_in_order(office: Office) -> None:
    office.backup()
    with office.open() as ledger:
        ledger.vanish([ledger.source_key("case", "K1")], "gone")
        ledger.file([record(ledger, "K1")])
        publish_all(ledger)
    office.restore()
    with _verified(office) as ledger:
        states = {one.number: one.state for one in ledger.published()}
        assert (states["DC-2022-000002"], states["DC-2022-000005"]) == ("withdrawn", "published")


def test_words_withdrawn_since_are_nowhere_after_a_restore(office: Office) -> None:
    with office.open() as ledger:
        ledger.file([record(ledger, "K7", words="只有这一件的话")])
        line = Line(field="appeal", text="只有这一件的话", spans=())
        ledger.desk().sign_with("C-000005", "chen", 5, {}, lines=[line])
        publish_all(ledger)
    office.backup()
    with office.open() as ledger:
        ledger.withdraw("DC-2022-000005", "privacy", "chen")
    office.lose()
    office.restore()
    with _verified(office) as ledger:
        assert "只有这一件的话" not in str([item.record.texts for item in ledger.candidates()])
        assert list(ledger.lines()) == []
    assert list(office.vault.items()) == []


@pytest.mark.parametrize("again", [1, 2])
def test_a_backup_older_than_another_restore_is_restored_as_well(office: Office, again: int) -> None:
    office.backup()
    with office.open() as ledger:
        ledger.withdraw("DC-2022-000002", "privacy", "chen")
    for _ in range(again):
        office.restore()
    with office.open() as ledger:
        ledger.withdraw("DC-2022-000003", "error", "chen")
    newer = office.file.with_name("newer.sqlite3")
    office.backup(newer)
    with office.open() as ledger:
        ledger.withdraw("DC-2022-000004", "court", "chen")
    for file, withdrawn in ((newer, 1), (office.file, 3)):
        office.lose()
        assert office.restore(file).withdrawn == withdrawn
        with _verified(office) as ledger:
            assert [one.number for one in ledger.published("withdrawn")] == [
                "DC-2022-000002", "DC-2022-000003", "DC-2022-000004",
            ]  # fmt: skip


def test_what_a_death_kept_out_of_the_journal_enters_with_the_next_run(office: Office) -> None:
    office.backup()
    with opened(office.url) as ledger:  # a process that dies before it tells the journal
        ledger.withdraw("DC-2022-000002", "privacy", "chen")
    with office.open() as ledger:  # and another that tells its own
        ledger.withdraw("DC-2022-000003", "error", "chen")
        ledger.begin_run("write")
    office.lose()
    assert office.restore().withdrawn == 2


def test_a_restore_that_can_not_know_what_was_withdrawn_is_refused(office: Office) -> None:
    office.backup()
    office.lose()
    office.journal.file.unlink()
    assert _code(office.restore) == "LEDGER-082"
    assert office.restore(without_journal=True).withdrawn == 0
    _verified(office).close()


def test_nobody_opens_a_ledger_whose_restore_was_not_ended(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.backup()
    with office.open() as ledger:
        ledger.withdraw("DC-2022-000002", "privacy", "chen")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publish.ledger.restore.finish", dies)
    with pytest.raises(KeyboardInterrupt):
        office.restore()
    monkeypatch.undo()
    assert _code(office.open) == "LEDGER-084"
    assert office.restore().withdrawn == 1
    with _verified(office) as ledger:
        assert len(list(ledger.published("withdrawn"))) == 1


def test_a_damaged_backup_is_refused_and_the_ledger_stays(office: Office) -> None:
    office.backup()
    conn = sqlite3.connect(office.file)
    conn.execute("UPDATE current SET state = 'open' WHERE candidate = 1")
    conn.commit()
    conn.close()
    with office.open() as ledger:
        head = ledger.head()
    assert _code(office.restore) == "LEDGER-081"
    with office.open() as ledger:
        assert ledger.head() == head


def test_the_backup_of_another_ledger_is_refused(office: Office, tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}/other.sqlite3", seed="another") as other:
        other.backup(tmp_path / "other.backup")
    assert _code(lambda: office.restore(tmp_path / "other.backup")) == "LEDGER-083"
    office.lose()
    assert _code(lambda: office.restore(tmp_path / "other.backup")) == "LEDGER-083"


def test_the_old_file_is_kept_aside(office: Office) -> None:
    office.backup()
    done = office.restore()
    if office.url.startswith("sqlite"):
        assert done.aside is not None
        with opened(f"sqlite:///{done.aside}") as old:
            assert list(old.verify()) == []
    else:
        assert done.aside is None


def test_a_ledger_moves_from_one_database_to_the_other(office: Office, tmp_path: Path) -> None:
    office.backup()
    there = f"sqlite:///{tmp_path}/there.sqlite3"
    restore(
        there, office.file, LATER, Journal(tmp_path / "there.journal"), office.vault, without_journal=True
    )
    with opened(there) as ledger, office.open() as here:
        assert list(ledger.verify()) == []
        found = [item.record.texts for item in ledger.candidates()]
        assert found == [item.record.texts for item in here.candidates()]
        assert WORDS in str(found)
        assert ledger.source_key("case", "K1") == here.source_key("case", "K1")


def test_a_tombstone_keeps_its_day_and_unit_through_a_restore(office: Office) -> None:
    with office.open() as ledger:
        slug = ledger.slug("unit", "U1")
    office.backup()
    with office.open() as ledger:
        ledger.withdraw("DC-2022-000001", "error", "chen", urgent=True)
    office.lose()
    office.restore()
    with _verified(office) as ledger:
        (stone,) = ledger.public.tombstones()
        assert (stone.number, stone.reason, stone.at, stone.unit) == ("DC-2022-000001", "error", NOW, slug)
        assert [one.number for one in ledger.public.urgent()] == ["DC-2022-000001"]


def test_what_was_corrected_for_privacy_since_leaves_until_it_is_read_again(office: Office) -> None:
    office.backup()
    with office.open() as ledger:
        text = RedactedText("住户反映自来水浑浊")
        ledger.public.open_correction("DC-2022-000001", "privacy", "原文能认出人", "chen", {"appeal": text})
        approve_all(ledger)
        key = ledger.public.salt_key()
    office.lose()
    assert office.restore().withdrawn == 1
    with _verified(office) as ledger:
        assert [one.reason for one in ledger.public.tombstones()] == ["restored"]
        assert ledger.public.salt_key() == key
        first = record(ledger, "K0")
        assert first.source not in {item.source for item in ledger.reviewed("case")}
        assert ledger.file([first]) == Filed(changed=1)


def test_a_correction_of_words_alone_is_lost_with_the_ledger_and_nothing_leaves(office: Office) -> None:
    office.backup()
    with office.open() as ledger:
        ledger.public.open_correction("DC-2022-000001", "wording", "漏了一个字，现补上", "chen")
        approve_all(ledger)
    office.lose()
    assert office.restore().withdrawn == 0
    with _verified(office) as ledger:
        assert ledger.public.corrections() == ()


def test_what_is_not_to_be_public_yet_stays_so_through_a_restore(office: Office) -> None:
    with office.open() as ledger:
        ledger.file([record(ledger, "K9")])
        approve_all(ledger)
    office.backup()
    with office.open() as ledger:
        ledger.public.embargo("C-000005", LATER + timedelta(days=9), "lin")
    office.lose()
    office.restore()
    with _verified(office) as ledger:
        assert [one.candidate for one in ledger.public.embargoes()] == ["C-000005"]
        assert len(list(ledger.reviewed("case"))) == 4


def test_requests_and_releases_keep_their_numbers_and_what_was_erased_stays_so(office: Office) -> None:
    with office.open() as ledger:
        ledger.public.takedown_log("DC-2022-000001", "请撤下我的事", "13800000000", None, "chen")
    office.backup()
    with office.open() as ledger:
        ledger.public.takedown_log(None, "第二个请求", "", None, "chen")
        ledger.public.takedown_erase("T-000001")
        ledger.public.released(1, "d" * 64, "r" * 64)
    office.lose()
    office.restore()
    with _verified(office) as ledger:
        first, second = ledger.public.takedowns()
        assert (first.erased_on, second.id) == (NOW.date(), "T-000002")
        assert ledger.public.takedown_words("T-000001") is None
        assert ledger.public.takedown_words("T-000002") is None
        assert ledger.public.takedown_log(None, "第三个请求", "", None, "chen") == "T-000003"
        assert [one.release for one in ledger.public.releases()] == [1]


def test_a_journal_that_missed_a_correction_for_privacy_is_filled_from_the_ledger(office: Office) -> None:
    office.backup()
    kept = office.journal.file.read_bytes()
    with office.open() as ledger:
        ledger.public.open_correction("DC-2022-000001", "privacy", "原文能认出人", "chen")
        approve_all(ledger)
    office.journal.file.write_bytes(kept)
    with office.open() as ledger:
        ledger.begin_run("export")
    office.lose()
    assert office.restore().withdrawn == 1
