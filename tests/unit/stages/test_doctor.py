"""`publish doctor`: each check, on an office in order and on one that is not."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from publish.ledger import figures
from publish.monitor import log, runs
from publish.monitor.runs import Run
from publish.release import shelf
from publish.settings import load
from publish.stages import heart, office, takedown
from publish.stages.doctor import Diagnosis, doctor
from publish.stages.doctor.base import Check, Found, Patient, fault
from publish.stages.doctor.registry import CHECKS
from publish.store.schema import TABLES
from tests.wholeline import ROOT

NOBODY = 2**22 - 1
PRODUCTION = {
    "profile": "production",
    "clock": None,
    "review": {"shell": {"root": "wu"}},
    "logging": {"to": "file"},
}


class Office:
    """A golden line of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, **given: Any) -> None:
        """Other settings; a block is put over the one there, None takes a key away."""
        file = self.folder / "publish.yml"
        known = yaml.safe_load(file.read_text("utf-8"))
        for name, value in given.items():
            known[name] = {**known.get(name, {}), **value} if isinstance(value, dict) else value
        file.write_text(yaml.safe_dump({k: v for k, v in known.items() if v is not None}), "utf-8")

    def produce(self) -> None:
        """A production profile, with what it demands."""
        file = self.folder / "publish.yml"
        known = yaml.safe_load(file.read_text("utf-8"))
        known["site"] |= {"icp": "某备1号", "police": "某公安备1号"}
        known["site"] |= {"party_mark": "https://mark.example.cn/1", "faults": "https://faults.example.cn/1"}
        file.write_text(yaml.safe_dump({**known, **PRODUCTION, "clock": None}), "utf-8")

    def look(self, *names: str, quick: bool = False) -> Diagnosis:
        checks = [one for one in CHECKS if not names or one.name in names]
        return doctor(load(self.folder / "publish.yml"), quick, checks)

    def sql(self, statement: str, file: str = "ledger.sqlite3") -> None:
        with closing(sqlite3.connect(self.folder / file)) as conn, conn:
            conn.executescript(statement)


@pytest.fixture
def place(golden_line: Path, tmp_path: Path) -> Office:
    shutil.copytree(golden_line, tmp_path / "line", symlinks=True)
    return Office(tmp_path / "line")


def _codes(found: Diagnosis) -> set[tuple[str, str]]:
    faults = {(one.code, "fault") for one in found.issues}
    return faults | {(one.code, "warn") for one in found.notices}


def test_an_office_in_order_is_told_so_and_nothing_in_it_changed(place: Office) -> None:
    before = _state(place.folder)
    found = place.look()
    assert not found.refused, found.issues
    assert {one.level for one in found.checks} <= {"ok", "warn"}
    assert [one.check for one in found.checks] == [check.name for check in CHECKS]
    assert _state(place.folder) == before


def _state(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in files if not path.name.endswith(("-wal", "-shm"))]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def _no_shell(place: Office) -> None:
    place.produce()
    place.change(review=None)


def _open_key(place: Office) -> None:
    place.change(store={"url": "postgresql://reader:pass@127.0.0.1:1/none"})
    (place.folder / "publish.yml").chmod(0o644)


def _no_folder(place: Office) -> None:
    place.change(paths={"releases": "publish.yml/releases"})


def _others_read(name: str) -> Callable[[Office], None]:
    return lambda place: (place.folder / name).chmod(0o640)


def _others_list(place: Office) -> None:
    (place.folder / "state").mkdir(mode=0o755)


def _no_terms_key(place: Office) -> None:
    (place.folder / "ledger.terms").write_bytes(b"x")


def _one_user(place: Office) -> None:
    with office.ledger_of(load(place.folder / "publish.yml")) as ledger:
        ledger.desk().disable("zhou")


def _old_backup(place: Office) -> None:
    place.produce()
    at = log.now() - timedelta(days=3)
    runs.put(place.folder / "state", Run(stage="ledger backup", pid=1, began=at, ended=at, exit=0, done=at))


def _half_a_release(place: Office) -> None:
    (place.folder / "releases/000009-0123456789ab").mkdir()


def _half_erased(place: Office) -> None:
    releases = place.folder / "releases"
    (kept,) = shelf.numbers(releases).values()
    shelf.note(releases, msgspec.structs.replace(shelf.read(kept), pending=("cases/DC-2022-000002.html",)))


def _kept_page(place: Office) -> None:
    _withdrawn_not_released(place)
    release = next((place.folder / "releases").glob("0*"))
    shutil.copytree(release, release.with_name("000002-0123456789ab"))
    shelf.note(
        place.folder / "releases",
        msgspec.structs.replace(shelf.read(release), number=2, digest="0123456789ab"),
    )


def _cut_short(place: Office) -> None:
    runs.put(place.folder / "state", Run(stage="build", pid=NOBODY, began=log.now()))


def _failed(place: Office) -> None:
    run = Run(stage="check", pid=1, began=log.now(), ended=log.now(), exit=1, codes={"CHECK-001": 2})
    runs.put(place.folder / "state", run)


def _still(place: Office) -> None:
    heart.beat(load(place.folder / "publish.yml"), "waiting")
    file = place.folder / "state/watch.heartbeat.json"
    beat = msgspec.json.decode(file.read_bytes(), type=heart.Beat)
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(beat, at=beat.at - timedelta(hours=4))))


def _stumbling(place: Office) -> None:
    heart.beat(load(place.folder / "publish.yml"), "waiting", failures=3)


def _withdrawn_not_released(place: Office) -> None:
    with office.ledger_of(load(place.folder / "publish.yml")) as ledger:
        ledger.withdraw("DC-2022-000002", "privacy", "chen")


def _request(place: Office, days: int) -> None:
    settings = load(place.folder / "publish.yml")
    received = office.now(settings).date() - timedelta(days=days)
    takedown.log(settings, "DC-2022-000002", "请撤下", "电话", "chen", received)


def _open_pem(place: Office) -> None:
    (pem,) = (place.folder / "keys").glob("*.pem")
    pem.chmod(0o644)


def _no_pem(place: Office) -> None:
    (pem,) = (place.folder / "keys").glob("*.pem")
    pem.unlink()


def _no_keys(place: Office) -> None:
    place.produce()
    shutil.rmtree(place.folder / "keys")


def _certify(place: Office, days: int) -> None:
    """A certificate of the desk that ends in so many days."""
    key, now = Ed25519PrivateKey.generate(), log.now()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "desk")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=40)).not_valid_after(now + timedelta(days=days))
    pem = made.sign(key, None).public_bytes(Encoding.PEM)
    (place.folder / "desk.pem").write_bytes(pem)
    place.change(desk={"certificate": "desk.pem", "key": "desk.key"})


def _clock_back(place: Office) -> None:
    place.change(clock="2099-01-01T00:00:00+08:00")
    with office.ledger_of(load(place.folder / "publish.yml")) as ledger:
        ledger.begin_run("export")
    place.change(clock=None)


def _next_year(place: Office) -> None:
    place.change(clock="2026-11-23T00:00:00+08:00")


def _no_table(place: Office) -> None:
    place.change(clock="2031-06-01T00:00:00+08:00")


def _tampered(place: Office) -> None:
    place.sql("DROP TRIGGER users_no_UPDATE; UPDATE users SET display='别人' WHERE name='chen'")


BROKEN: dict[str, tuple[str, Callable[[Office], object], str]] = {
    "a folder can't be made": ("folders", _no_folder, "DOCTOR-010 fault"),
    "others read the ledger": ("secrets", _others_read("ledger.sqlite3"), "DOCTOR-011 fault"),
    "others read the journal": ("secrets", _others_read("ledger.journal"), "DOCTOR-011 fault"),
    "others read the state": ("secrets", _others_list, "DOCTOR-011 fault"),
    "no pages": ("prose", lambda p: shutil.rmtree(p.folder / "prose"), "DOCTOR-012 warn"),
    "a password others read": ("settings", _open_key, "DOCTOR-014 fault"),
    "a fixed clock": (
        "profile",
        lambda p: (p.produce(), p.change(clock="2022-07-28T18:00:00+08:00")),
        "DOCTOR-015 fault",
    ),
    "nobody in a shell": ("profile", _no_shell, "DOCTOR-016 warn"),
    "no log": ("profile", lambda p: (p.produce(), p.change(logging={"to": "none"})), "DOCTOR-017 warn"),
    "nobody in a role": ("people", _one_user, "DOCTOR-018 fault"),
    "too few people": ("people", _one_user, "DOCTOR-019 fault"),
    "an unknown user": (
        "people",
        lambda p: p.change(review={"shell": {"root": "nobody"}}),
        "DOCTOR-020 warn",
    ),
    "a store that may be written": ("store-read-only", lambda p: p.produce(), "DOCTOR-021 warn"),
    "no store": ("store", lambda p: (p.folder / "store.sqlite3").unlink(), "STORE-001 fault"),
    "a relation less": (
        "store",
        lambda p: p.sql("DROP TABLE parties", "store.sqlite3"),
        "STORE-004 fault",
    ),
    "another version": (
        "ledger",
        lambda p: p.sql("UPDATE meta SET value='99' WHERE name='schema'"),
        "LEDGER-003 fault",
    ),
    "a changed row": ("chain", _tampered, "LEDGER-041 fault"),
    "no journal": ("journal", lambda p: (p.folder / "ledger.journal").unlink(), "DOCTOR-032 fault"),
    "no key of the terms": ("journal", _no_terms_key, "DOCTOR-033 fault"),
    "one disk": ("journal", lambda p: p.produce(), "DOCTOR-034 warn"),
    "no backup": ("backup", lambda p: p.produce(), "DOCTOR-035 warn"),
    "an old backup": ("backup", _old_backup, "DOCTOR-035 warn"),
    "no key to sign with": ("keys", _no_pem, "KEYS-002 fault"),
    "no key at all": ("keys", _no_keys, "KEYS-001 fault"),
    "a key others read": ("keys", _open_pem, "KEYS-004 fault"),
    "an old key": ("keys", lambda p: p.change(duty={"key_days": 100}), "DOCTOR-042 warn"),
    "a certificate that ended": ("certificate", lambda p: _certify(p, -1), "DOCTOR-043 fault"),
    "a certificate about to end": ("certificate", lambda p: _certify(p, 20), "DOCTOR-043 warn"),
    "no certificate": (
        "certificate",
        lambda p: p.change(desk={"certificate": "no.pem", "key": "no.key"}),
        "DOCTOR-044 fault",
    ),
    "time goes back": ("clock", _clock_back, "DOCTOR-061 fault"),
    "no table of this year": ("calendar", _no_table, "DOCTOR-100 fault"),
    "no table of next year": ("calendar", _next_year, "DOCTOR-101 warn"),
    "no release": ("release", lambda p: shutil.rmtree(p.folder / "releases"), "DOCTOR-080 warn"),
    "an empty release": (
        "release",
        lambda p: (p.folder / "releases/current/index.html").unlink(),
        "DOCTOR-081 fault",
    ),
    "withdrawn and still public": ("gone", _withdrawn_not_released, "DOCTOR-083 fault"),
    "a request to answer": ("clocks", lambda p: _request(p, 0), "DOCTOR-095 warn"),
    "a request not answered": ("clocks", lambda p: _request(p, 30), "OFFICE-020 fault"),
    "withdrawn and still kept": ("gone", _kept_page, "DOCTOR-084 fault"),
    "half erased": ("leftovers", _half_erased, "DOCTOR-134 fault"),
    "half a release": ("leftovers", _half_a_release, "DOCTOR-130 warn"),
    "half a file": (
        "leftovers",
        lambda p: (p.folder / "output/.fresh-index.html").touch(),
        "DOCTOR-131 warn",
    ),
    "a run cut short": ("interrupted", _cut_short, "DOCTOR-132 warn"),
    "a check that found something": ("interrupted", _failed, "DOCTOR-133 warn"),
    "no heartbeat": ("watch", _still, "DOCTOR-140 fault"),
    "rounds that fail": ("watch", _stumbling, "DOCTOR-141 warn"),
}


@pytest.mark.parametrize(
    ("stage", "code", "warned"),
    [
        ("takedown read", "LEDGER-093", False),
        ("withdraw", "LEDGER-030", False),
        ("withdraw", "WITHDRAW-001", True),
        ("ledger backup", "LEDGER-001", True),
        ("approve", None, True),
    ],
)
def test_a_mistyped_number_is_no_failure_of_the_line(
    place: Office, stage: str, code: str | None, warned: bool
) -> None:
    codes = {code: 1} if code else {}
    run = Run(stage=stage, pid=1, began=log.now(), ended=log.now(), exit=1, codes=codes)
    runs.put(place.folder / "state", run)
    assert (("DOCTOR-133", "warn") in _codes(place.look("interrupted"))) == warned


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_not_in_order_is_named_with_a_code_and_its_weight(what: str, place: Office) -> None:
    name, break_, expected = BROKEN[what]
    code, level = expected.split()
    assert (code, level) not in _codes(place.look(name))
    break_(place)
    assert (code, level) in _codes(place.look(name))


def test_what_was_decided_and_waits_too_long_for_a_release_is_named(
    place: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = figures.of

    def one_more(*given: Any) -> figures.Figures:
        found = real(*given)
        return msgspec.structs.replace(found, approved=found.published + 1)

    old = log.now().timestamp() - 10 * 86400
    os.utime(place.folder / "releases/current", (old, old), follow_symlinks=False)
    assert not _codes(place.look("release"))
    monkeypatch.setattr(figures, "of", one_more)
    assert _codes(place.look("release")) == {("DOCTOR-082", "warn")}


def test_the_verb_speaks_to_machines_and_its_exit_code_says_whether_there_is_a_fault(place: Office) -> None:
    done = _doctor(place, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["verb"], len(told["checks"])) == (0, "doctor", len(CHECKS))
    assert all(one["check"] and one["title"] and one["level"] in ("ok", "warn") for one in told["checks"])
    (place.folder / "store.sqlite3").unlink()
    done = _doctor(place)
    assert done.returncode == 1
    assert "故障  案件库连得上，符合约定" in done.stderr
    assert "[STORE-001]" in done.stderr
    (place.folder / "publish.yml").write_text("no: settings\n")
    assert _doctor(place).returncode == 2


def _doctor(place: Office, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "publish", "--settings", str(place.folder / "publish.yml"), "doctor"]
    return subprocess.run([*command, *options], capture_output=True, check=False, text=True, cwd=ROOT)


def _no_room(folder: Path) -> Any:
    return shutil._ntuple_diskusage(10**9, 10**9 - 5, 5)  # type: ignore[attr-defined]


def test_a_full_disk_is_a_fault(place: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", _no_room)
    assert ("DOCTOR-050", "fault") in _codes(place.look("disk"))


def test_a_package_of_another_version_is_a_fault(
    place: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("click==0.0.1 \\\n    --hash=sha256:0\nno-such-package==1.0\n")
    monkeypatch.setattr("publish.stages.doctor.machine.LOCK", lock)
    found = place.look("python")
    assert {one.place for one in found.issues} == {"click", "no-such-package"}


def test_a_zone_that_is_not_there_is_a_fault(place: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        from zoneinfo import ZoneInfoNotFoundError

        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr("publish.stages.doctor.machine.ZoneInfo", missing)
    assert ("DOCTOR-062", "fault") in _codes(place.look("clock"))


def test_without_a_chinese_font_there_is_a_warning(place: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert ("DOCTOR-110", "warn") in _codes(place.look("programs"))


def test_one_check_that_breaks_hides_no_other(place: Office) -> None:
    def breaks(patient: Patient) -> Iterator[Found]:
        yield fault("DOCTOR-080", "seen before it broke")
        raise ValueError("王桂芳")

    checks = [Check(name="broken", title="坏的", look=breaks), *CHECKS]
    found = doctor(load(place.folder / "publish.yml"), checks=checks)
    assert [one.code for one in found.issues] == ["DOCTOR-080", "DOCTOR-001"]
    assert "王桂芳" not in str(found)
    assert len(found.checks) == len(CHECKS) + 1
    assert found.refused


def test_a_ledger_that_cannot_be_opened_is_said_once(place: Office) -> None:
    place.sql("UPDATE meta SET value='99' WHERE name='schema'")
    found = place.look()
    assert [one.code for one in found.issues] == ["LEDGER-003"]
    assert {one.code for one in found.notices} >= {"DOCTOR-002"}
    unseen = {one.check for one in found.checks if any(f.issue.code == "DOCTOR-002" for f in one.found)}
    assert unseen >= {"chain", "journal", "people", "clocks", "reviews"}


def test_an_office_that_was_never_begun_gets_no_ledger_by_being_looked_at(tmp_path: Path) -> None:
    (tmp_path / "publish.yml").write_text(
        "profile: demonstration\nsite: {name: 回声, url: 'http://127.0.0.1', organiser: 督查室}\n"
        "store: {url: 'sqlite:///store.sqlite3'}\n"
    )
    found = doctor(load(tmp_path / "publish.yml"))
    assert ("DOCTOR-030", "warn") in _codes(found)
    assert ("STORE-001", "fault") in _codes(found)
    assert [path.name for path in tmp_path.iterdir()] == ["publish.yml"]


def test_every_check_has_a_name_of_its_own_a_title_and_a_meaning() -> None:
    assert len({one.name for one in CHECKS}) == len(CHECKS)
    assert all(one.title and one.look.__doc__ for one in CHECKS)


def test_a_database_account_that_may_write_is_found_out(tmp_path: Path) -> None:
    postgres = pytest.importorskip("tests.postgres")
    import sqlalchemy

    from publish.settings import Store
    from publish.store.adapter import open_store

    try:
        with postgres.server() as url:
            engine = sqlalchemy.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
            with engine.begin() as conn:
                TABLES["units"].metadata.create_all(conn)
                conn.exec_driver_sql("CREATE ROLE reader LOGIN")
                conn.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
            owner, reader = url, url.replace("postgres@", "reader@")
            assert _writable(open_store(Store(url=owner)))
            assert not _writable(open_store(Store(url=reader)))
            engine.dispose()
    except postgres.NoPostgresError as error:
        pytest.skip(str(error))


def _writable(store: Any) -> bool:
    with store as opened:
        return bool(opened.writable())


def test_the_last_day_of_a_request_is_counted_in_working_days(place: Office) -> None:
    settings = load(place.folder / "publish.yml")
    assert takedown.due_on(settings, date(2022, 9, 29)) == date(2022, 10, 11)
