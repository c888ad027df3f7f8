"""Duties of an office: what is public from a time on, what no longer, what citizens ask, and the watch."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from publish import pipeline
from publish.columns import catalogue
from publish.columns.catalogue import Retention
from publish.errors import PublishError
from publish.monitor import log, runs
from publish.settings import Settings, load
from publish.stages import (
    approve,
    confirm,
    embargo,
    export,
    heart,
    metrics,
    office,
    overdue,
    retention,
    rounds,
    takedown,
    watch,
    write,
)
from publish.stages.alone import alone
from publish.stages.doctor import doctor
from publish.stages.report import Report, silent
from publish.stages.watch import Round
from tests.line.conftest import ROOT

NOW = "2022-07-28T18:00:00+08:00"
LATER = "2022-08-10T09:00:00+08:00"
NUMBER = "DC-2022-000002"
WORDS = "我是王桂芳，请把我家的事撤下"
CONTACT = "电话 13812345678"


class Place:
    """A golden line of the test's own, and the time it lives in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def at(self, moment: str | None, **given: Any) -> Settings:
        """Its settings from that moment on."""
        file = self.folder / "publish.yml"
        known = yaml.safe_load(file.read_text("utf-8")) | {"clock": moment} | given
        kept = {name: value for name, value in known.items() if value is not None}
        file.write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
        return load(file)

    def pages(self) -> set[str]:
        return {path.stem for path in (self.folder / "output/cases").glob("*.html")}

    def public(self) -> str:
        """Every readable byte of content/ and output/."""
        folders = [self.folder / name for name in ("content", "output")]
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)


@pytest.fixture
def place(golden_line: Path, tmp_path: Path) -> Place:
    """Run to the end on the 28th of July."""
    shutil.copytree(golden_line, tmp_path / "line", symlinks=True)
    return Place(tmp_path / "line")


@pytest.fixture
def unbegun(place: Place) -> Place:
    """The same, exported and approved, but nothing of it public yet."""
    for name in ("ledger.sqlite3", "ledger.journal"):
        (place.folder / name).unlink()
    for name in ("content", "output", "releases"):
        shutil.rmtree(place.folder / name)
    settings = place.at(NOW)
    export.export(settings)
    _sign(settings)
    return place


def _sign(settings: Settings) -> None:
    for user in settings.review.sign_as:
        approve.approve(settings, user=user)


def _code(act: Callable[..., object], *given: Any) -> str:
    with pytest.raises(PublishError) as error:
        act(*given)
    return error.value.issue.code


def _matter(settings: Settings) -> tuple[str, str]:
    """Candidate and reply of the first matter."""
    with office.ledger_of(settings) as ledger:
        one = next(one for one in ledger.candidates("approved") if one.record.kind == "case")
        return one.id, one.record.texts["result"].text.partition("\n")[0]


# --- embargo ------------------------------------------------------------------------------------------


def test_an_approved_matter_is_nowhere_before_its_time_and_gets_its_number_then(unbegun: Place) -> None:
    settings = unbegun.at(NOW)
    name, words = _matter(settings)
    embargo.embargo(settings, name, datetime(2022, 8, 10, 9), "chen")  # noqa: DTZ001 - the city's
    everything = watch.watch(unbegun.at(NOW, watch={"release": True}), once=True)
    assert not everything.issues
    numbers = unbegun.pages()
    assert numbers
    assert words not in unbegun.public()
    with office.ledger_of(settings) as ledger:
        assert len(list(ledger.published())) == len(numbers)

    before = unbegun.at("2022-08-10T08:59:59+08:00")
    assert not watch.watch(before, once=True).issues
    assert words not in unbegun.public()

    due = unbegun.at(LATER)
    assert not watch.watch(due, once=True).issues
    assert words in unbegun.public()
    (new,) = unbegun.pages() - numbers
    with office.ledger_of(due) as ledger:
        dated = {one.number: one.published_at for one in ledger.published()}
    assert dated[new] == datetime.fromisoformat(LATER)


def test_an_embargo_that_is_lifted_holds_nothing_back(unbegun: Place) -> None:
    settings = unbegun.at(NOW)
    name, words = _matter(settings)
    embargo.embargo(settings, name, datetime(2030, 1, 1), "chen")  # noqa: DTZ001
    write.write(settings)
    assert words not in unbegun.public()
    embargo.lift(settings, name, "chen")
    write.write(settings)
    assert words in unbegun.public()
    assert _code(embargo.lift, settings, name, "chen") == "OFFICE-003"


def test_an_embargo_that_can_mean_nothing_is_refused(place: Place) -> None:
    settings = place.at(NOW)
    soon = datetime.fromisoformat(LATER)
    assert _code(embargo.embargo, settings, NUMBER, soon, "chen") == "LEDGER-090"
    assert _code(embargo.embargo, settings, "C-009999", soon, "chen") == "OFFICE-001"
    assert _code(embargo.embargo, settings, NUMBER, soon - timedelta(days=20), "chen") == "OFFICE-002"


def test_the_watch_wakes_when_an_embargo_ends(place: Place) -> None:
    settings = place.at(None)
    soon, far = log.now() + timedelta(minutes=5), log.now() + timedelta(days=5)
    assert watch.wait(settings, Round(until=soon), 0) < timedelta(minutes=5, seconds=1)
    assert watch.wait(settings, Round(until=far), 0) == timedelta(minutes=60)


def test_what_ought_to_be_public_for_a_day_and_is_not_is_overdue(unbegun: Place) -> None:
    settings = unbegun.at(NOW)
    name, _ = _matter(settings)
    embargo.embargo(settings, name, datetime.fromisoformat(LATER), "chen")
    kinds = {}
    for at in (NOW, "2022-08-11T08:00:00+08:00", "2022-08-11T09:00:00+08:00"):
        moved = unbegun.at(at)
        with office.ledger_of(moved) as ledger:
            kinds[at[:13]] = overdue.over(overdue.clocks(ledger, moved, office.now(moved)))["embargo"]
    assert list(kinds.values()) == [0, 0, 1]


# --- retention ----------------------------------------------------------------------------------------


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives 督查回声 a term of a month."""

    def give(then: str) -> None:
        known = dict(catalogue.load())
        rule = Retention(months=1, then=then)  # type: ignore[arg-type]
        known["huisheng"] = msgspec.structs.replace(known["huisheng"], retention=rule)
        monkeypatch.setattr(catalogue, "load", lambda: known)

    return give


def test_what_a_column_keeps_no_longer_leaves_and_its_tombstone_says_so(
    place: Place, kept: Callable[[str], None]
) -> None:
    kept("remove")
    settings = place.at("2025-01-01T00:00:00+08:00", watch={"release": True})
    words = _words(settings, NUMBER)
    listed = retention.retention(settings, dry_run=True)
    assert any(NUMBER in line for line in listed.said)
    assert NUMBER in place.pages()
    assert not watch.watch(settings, once=True).issues
    assert not any(name.startswith("DC-") for name in place.pages())
    assert any(name.startswith("LY-") for name in place.pages())
    assert words not in place.public()
    with office.ledger_of(settings) as ledger:
        tombstone = ledger.public.tombstone(NUMBER)
    assert tombstone is not None
    assert (tombstone.act, tombstone.reason) == ("expired", "expired")
    export.export(settings)
    with office.ledger_of(settings) as ledger:
        assert NUMBER not in {one.number for one in ledger.published("published")}


def test_run_takes_off_what_a_column_keeps_no_longer(place: Place, kept: Callable[[str], None]) -> None:
    kept("remove")
    settings = place.at("2025-01-01T00:00:00+08:00")
    words = _words(settings, NUMBER)
    assert not pipeline.run(settings, tell=lambda _: None).issues
    assert not any(name.startswith("DC-") for name in place.pages())
    assert any(name.startswith("LY-") for name in place.pages())
    assert words not in place.public()


def test_a_column_that_asks_leaves_it_to_an_officer(place: Place, kept: Callable[[str], None]) -> None:
    kept("ask")
    settings = place.at("2025-01-01T00:00:00+08:00")
    asked = retention.retention(settings)
    assert asked.counts["expired"] == 0
    assert asked.counts["asked"] > 0
    assert _code(retention.retention, settings, (NUMBER,)) == "OFFICE-004"
    done = retention.retention(settings, (NUMBER, "LY-2022-000001"), "chen")
    assert done.counts["expired"] == 1
    assert [one.code for one in done.issues] == ["OFFICE-005"]


def test_without_a_rule_nothing_leaves(place: Place) -> None:
    assert retention.retention(place.at("2092-01-01T00:00:00+08:00")).counts["passed"] == 0


@pytest.mark.parametrize(
    ("at", "months", "then"),
    [
        ("2022-01-31T10:00:00+08:00", 1, "2022-02-28T10:00:00+08:00"),
        ("2023-12-05T00:00:00+08:00", 3, "2024-03-05T00:00:00+08:00"),
        ("2022-07-31T23:30:00+00:00", 36, "2025-08-01T07:30:00+08:00"),
    ],
)
def test_a_term_ends_on_the_same_day_of_its_month(at: str, months: int, then: str) -> None:
    ends = retention.months_after(datetime.fromisoformat(at), months)
    assert ends == datetime.fromisoformat(then)


def _words(settings: Settings, number: str) -> str:
    content = settings.paths.content / "cases"
    (path,) = content.rglob(f"{number}.json")
    words: str = json.loads(path.read_bytes())["result"][0]
    return words


# --- requests to take something down --------------------------------------------------------------------


def test_a_request_runs_its_clock_is_answered_and_forgotten(place: Place) -> None:
    settings = place.at(NOW)
    logged = takedown.log(settings, NUMBER, WORDS, CONTACT, "chen")
    assert logged.said[0].startswith("T-000001\t最迟 2022年8月4日 答复")
    assert _code(takedown.answer, settings, "T-000001", "withdrawn", "privacy", "zhou") == "OFFICE-010"
    assert _code(takedown.answer, settings, "T-000001", "corrected", "fact", "zhou") == "OFFICE-011"
    assert _code(takedown.answer, settings, "T-000001", "refused", "privacy", "zhou") == "OFFICE-009"
    assert _code(takedown.answer, settings, "T-000009", "refused", "official", "zhou") == "LEDGER-093"
    assert takedown.listed(settings).counts == {"open": 1, "overdue": 0}
    assert takedown.read(settings, "T-000001", "chen").said == (f"联系方式：{CONTACT}", WORDS)

    late = place.at("2022-08-05T00:00:00+08:00")
    assert takedown.listed(late).counts == {"open": 1, "overdue": 1}
    assert "OFFICE-020" in {one.code for one in doctor(late).issues}

    with office.ledger_of(late) as ledger:
        ledger.withdraw(NUMBER, "privacy", "wu")
    takedown.answer(late, "T-000001", "withdrawn", "privacy", "zhou")
    assert takedown.listed(late).counts == {"open": 0, "overdue": 0}
    assert "已撤下" in takedown.listed(late, every=True).said[0]
    assert _code(takedown.answer, late, "T-000001", "refused", "official", "zhou") == "LEDGER-094"

    assert takedown.erase(place.at("2022-11-02T00:00:00+08:00")).counts == {"erased": 0}
    after = place.at("2022-11-03T00:00:00+08:00")
    assert takedown.erase(after).counts == {"erased": 1}
    assert takedown.erase(after).counts == {"erased": 0}
    assert _code(takedown.read, after, "T-000001", "chen") == "OFFICE-008"
    data = b"".join(path.read_bytes() for path in place.folder.glob("ledger.*"))
    assert WORDS.encode() not in data
    with office.ledger_of(after) as ledger:
        assert list(ledger.verify()) == []


def test_a_letter_comes_by_standard_input_and_stays_out_of_everything_but_the_ledger(place: Place) -> None:
    settings = place.at(NOW, logging={"to": "file"}, metrics={"file": "huisheng.prom"})
    done = _publish(place, "takedown", "log", NUMBER, "--as", "chen", said=f"{CONTACT}\n{WORDS}\n")
    assert done.returncode == 0, done.stderr
    for act in (("list",), ("list", "--all"), ("answer", "T-000001", *REFUSED)):
        done = _publish(place, "takedown", *act)
        assert done.returncode == 0, done.stderr
        assert WORDS not in done.stdout + done.stderr
    read = _publish(place, "takedown", "read", "T-000001", "--as", "chen")
    assert WORDS in read.stderr
    told = [settings.logging.file, place.folder / "huisheng.prom", *settings.paths.state.iterdir()]
    for path in told:
        text = path.read_text("utf-8")
        assert WORDS not in text
        assert "13812345678" not in text


REFUSED = ("--outcome", "refused", "--ground", "unidentifiable", "--as", "zhou")


# --- a second officer -------------------------------------------------------------------------------------


def test_an_urgent_withdrawal_wants_another_officer_within_a_working_day(place: Place) -> None:
    settings = place.at("2022-07-29T18:00:00+08:00")  # a Friday
    due = confirm.due(settings, office.now(settings))
    assert due is not None
    assert due.isoformat() == "2022-08-01"
    with office.ledger_of(settings) as ledger:
        ledger.withdraw(NUMBER, "privacy", "wu", urgent=True, due=due)
    assert (_clock(place, "2022-08-01"), _clock(place, "2022-08-02")) == ("DOCTOR-096", "OFFICE-021")
    late = place.at("2022-08-02T08:00:00+08:00", metrics={"file": "huisheng.prom"})
    metrics.refresh(late)
    assert 'huisheng_clock_overdue{kind="confirm"} 1\n' in (place.folder / "huisheng.prom").read_text()
    assert watch.watch(late, once=True).refused
    assert _code(confirm.confirm, late, NUMBER, "wu") == "LEDGER-091"
    assert _code(confirm.confirm, late, "DC-2022-000001", "chen") == "LEDGER-092"
    confirm.confirm(late, NUMBER, "chen")
    confirm.confirm(late, NUMBER, "zhou")
    assert _clock(place, "2022-08-02") is None
    with office.ledger_of(late) as ledger:
        (urgent,) = ledger.public.urgent()
    assert urgent.confirmed_by == "chen"


def _clock(place: Place, day: str) -> str | None:
    found = doctor(place.at(f"{day}T08:00:00+08:00"), quick=True)
    codes = [one.code for one in (*found.issues, *found.notices)]
    return next((code for code in codes if code in ("DOCTOR-096", "OFFICE-021")), None)


def test_the_verb_takes_a_reason_or_a_confirmation_not_both(place: Place) -> None:
    for given in ((), ("--reason", "privacy", "--confirm")):
        assert _publish(place, "withdraw", NUMBER, "--as", "chen", *given).returncode == 2


# --- the watch ----------------------------------------------------------------------------------------


def test_the_watch_makes_candidates_and_releases_nothing_unless_it_is_told_to(place: Place) -> None:
    before = _releases(place)
    done = watch.watch(place.at("2022-07-29T18:00:00+08:00"), once=True)
    assert (done.counts, _releases(place)) == ({"rounds": 1, "stages": 2}, before)


def test_the_watch_releases_nothing_that_was_not_decided(unbegun: Place) -> None:
    settings = unbegun.at(NOW, watch={"release": True})
    with office.ledger_of(settings) as ledger:
        name = next(one.id for one in ledger.candidates("approved") if one.record.kind == "case")
        ledger.add_user("he", "何", ("first",))
        ledger.refuse(name, "chen", "再看")
        open_ = ledger.candidate(name).record.texts["result"].text.partition("\n")[0]
    assert not watch.watch(settings, once=True).issues
    assert open_ not in unbegun.public()
    assert unbegun.pages()


def test_a_second_round_with_nothing_decided_builds_nothing(place: Place) -> None:
    settings = place.at(NOW, watch={"release": True})
    assert _went(settings)[-1] == "release"
    assert _went(settings) == ["export", "takedown", "retention"]
    with office.ledger_of(settings) as ledger:
        ledger.withdraw(NUMBER, "error", "wu")
    assert _went(settings)[-1] == "release"
    assert _went(place.at("2022-07-28T23:59:59+08:00")) == ["export", "takedown", "retention"]
    assert _went(place.at("2022-07-29T00:00:00+08:00"))[-1] == "release"


def _went(settings: Settings) -> list[str]:
    """The stages of a round, each gone through."""
    done = []
    for name, stage in rounds.plan(settings, silent):
        report = stage()
        assert name == "export" or not report.refused
        done.append(name)
    return done


def test_a_gate_that_is_closed_stops_the_round_before_anything_is_released(place: Place) -> None:
    settings = place.at(NOW, watch={"release": True})
    before = _releases(place)
    (page,) = settings.paths.prose.rglob("about.md")
    page.write_text(page.read_text("utf-8") + "\n电话 13900000017。\n", "utf-8")
    done = watch.watch(settings, once=True)
    assert "CHECK-001" in {one.code for one in done.issues}
    assert _releases(place) == before


def test_a_store_that_is_gone_is_told_and_the_wait_doubles_up_to_the_interval(place: Place) -> None:
    settings = place.at(NOW, logging={"to": "file"})
    (place.folder / "store.sqlite3").unlink()
    done = watch.watch(settings, once=True)
    assert [one.code for one in done.issues] == ["STORE-001"]
    lines = list(log.read(settings.logging.file))
    assert lines[-1].codes == {"STORE-001": 1}
    failed = Round(failed=done.issues)
    minutes = [watch.wait(settings, failed, count) / timedelta(minutes=1) for count in (1, 2, 3, 6, 7, 900)]
    assert minutes == [1, 2, 4, 32, 60, 60]


def test_a_round_that_meets_another_publish_waits_and_counts_no_failure(place: Place) -> None:
    settings = place.at(NOW)
    with alone(settings.file):
        done = watch.watch(settings, once=True)
    assert [one.code for one in done.issues] == ["LINE-001"]
    assert Round(failed=done.issues).busy
    assert watch.wait(settings, Round(failed=done.issues), 0) == timedelta(minutes=1)


def test_an_unforeseen_error_ends_the_round_and_not_the_watch(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise OSError(28, WORDS)

    monkeypatch.setattr(export, "export", breaks)
    done = watch.watch(place.at(NOW), once=True)
    assert [one.code for one in done.issues] == ["WATCH-002"]
    assert WORDS not in str(done)


def test_a_watch_ends_between_stages_when_it_is_told_to_and_no_second_one_begins(place: Place) -> None:
    settings = place.at(NOW, watch={"release": True})
    command = [sys.executable, "-m", "publish", "--settings", str(settings.file), "watch"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=-3, stderr=subprocess.PIPE, text=True)
    try:
        _until(lambda: heart.read(settings) is not None)
        assert _code(watch.watch, settings, True) == "WATCH-001"
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, said
    assert heart.read(settings) is None
    run = runs.of(settings.paths.state, "watch")
    assert run is not None
    assert run.exit == 0
    assert not list((place.folder / "output").rglob(".fresh-*"))


def test_the_stage_under_way_is_finished_and_no_other_begun(place: Place) -> None:
    settings = place.at(NOW, watch={"release": True})
    told: list[str] = []

    def tell(report: Report) -> None:
        told.append(report.verb)
        if len(told) == 1:
            os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    done = watch.watch(settings, tell=tell)
    assert (told, done.counts) == (["export"], {"rounds": 1, "stages": 1})
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_urgent_act_waits_for_one_stage_and_not_for_the_whole_round(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = place.at(NOW)
    order: list[str] = []
    standing, asked = threading.Event(), threading.Event()

    def urgent() -> None:
        with alone(settings.file, 60, standing.set):
            order.append("urgent")
        asked.set()

    def first(**_: object) -> Report:
        threading.Thread(target=urgent).start()
        assert standing.wait(60)
        order.append("first")
        return Report(verb="export", counts={})

    def plan(*_: object) -> list[tuple[str, Callable[[], Report]]]:
        def second() -> Report:
            order.append("second")
            return Report(verb="takedown erase", counts={})

        return [("export", first), ("takedown", second)]

    monkeypatch.setattr(rounds, "plan", plan)
    for _ in range(2):
        done = watch.watch(settings, once=True)
        if not done.issues:
            break
        assert [one.code for one in done.issues] == ["LINE-001"]
        assert asked.wait(60)
        monkeypatch.setattr(rounds, "plan", lambda *given: plan(*given)[1:])
    assert order == ["first", "urgent", "second"]


def test_who_waits_for_the_line_in_vain_is_told_so(place: Place) -> None:
    settings = place.at(NOW)
    told: list[str] = []
    with alone(settings.file):
        assert _code(_enter, settings, 0.2, lambda: told.append("waiting")) == "LINE-001"
    assert told == ["waiting"]
    _enter(settings, 0, lambda: told.append("waiting"))
    assert told == ["waiting"]


def _enter(settings: Settings, patience: float, waiting: Callable[[], None]) -> None:
    with alone(settings.file, patience, waiting):
        pass


def test_a_killed_watch_leaves_its_lock_open_to_the_next(place: Place) -> None:
    settings = place.at(NOW)
    command = [sys.executable, "-m", "publish", "--settings", str(settings.file), "watch"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=-3, stderr=-3)
    _until(lambda: heart.read(settings) is not None)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert watch.watch(settings, once=True).counts["rounds"] == 1


def _until(there: Callable[[], bool]) -> None:
    for _ in range(1200):
        if there():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def _releases(place: Place) -> list[str]:
    return sorted(path.name for path in (place.folder / "releases").iterdir() if path.name[0] != ".")


def _publish(place: Place, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    settings = place.folder / "publish.yml"
    command = [sys.executable, "-m", "publish", "--settings", str(settings), *arguments]
    return subprocess.run(command, capture_output=True, check=False, text=True, cwd=ROOT, input=said)


# --- what monitoring keeps -------------------------------------------------------------------------------


def test_after_a_whole_round_nothing_of_the_store_stands_in_log_runs_or_figures(place: Place) -> None:
    settings = place.at(
        "2022-07-30T09:00:00+08:00",
        watch={"release": True},
        logging={"to": "file"},
        metrics={"file": "huisheng.prom"},
    )
    done = _publish(place, "watch", "--once")
    assert done.returncode == 0, done.stderr
    assert "cases/" in done.stderr  # a row was set aside, and a person is told which
    told = [settings.logging.file, place.folder / "huisheng.prom", *settings.paths.state.iterdir()]
    text = "\n".join(path.read_text("utf-8") for path in told)
    lines = list(log.read(settings.logging.file))
    assert [line.stage for line in lines][-3:] == ["check", "release", "watch"]
    assert {line.codes.get("STORE-102") for line in lines if line.stage == "export"} == {1}
    with closing(sqlite3.connect(place.folder / "store.sqlite3")) as store:
        people = store.execute("SELECT name, phone, id_number, address, wechat, case_id FROM parties")
        titles = store.execute("SELECT title, case_id FROM cases")
        known = {word for row in (*people, *titles) for word in row if word}
    assert len(known) > 20
    assert [word for word in known if word in text] == []
