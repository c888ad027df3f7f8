"""What a verb leaves in the log, and what never gets there."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publish.errors import Issue, PublishError
from publish.monitor import log, runs, safe
from publish.settings import Logging, Paths, Settings, Site, Store
from publish.stages import telling
from publish.stages.report import Report
from publish.stages.telling import Teller

NOW = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
PRIVATE = ("王桂芳", "13812345678", "500112197003021234", "渝A12345", "嘉和小区12栋", "wang@example.cn")
hostile = st.one_of(
    st.sampled_from(PRIVATE),
    st.sampled_from(PRIVATE).map(lambda word: f"C-000001{word}"),
    st.text(alphabet=st.characters(categories=("Lo",), min_codepoint=0x4E00), min_size=2, max_size=12),
    st.text(alphabet="0123456789", min_size=9, max_size=18),
    st.text(min_size=3, max_size=30).filter(lambda text: not text.isascii()),
)
once = hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _settings(folder: Path, **logging: object) -> Settings:
    site = Site(name="督查回声", url="http://127.0.0.1", organiser="督查室")
    return Settings(
        site=site,
        store=Store(url="sqlite://"),
        paths=Paths(state=folder / "state"),
        logging=Logging(**{"to": "file", "file": folder / "log/publish.jsonl", **logging}),  # type: ignore[arg-type]
        file=folder / "publish.yml",
    )


def _left(folder: Path) -> str:
    """Everything a verb left, unescaped."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(str(json.loads(line)) for path in files for line in path.read_text().splitlines())


def _line(at: datetime = NOW, stage: str = "build") -> log.Line:
    return log.Line(at=at, level="info", run=log.RUN, stage=stage, event="end", exit=0)


@once
@given(hostile)
def test_no_text_of_a_matter_reaches_the_log_by_way_of_a_report_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    folder = tmp_path_factory.mktemp("log")
    settings = _settings(folder)
    found = Issue(code=words, place=words, reason=words, cure=words)
    known = Issue(code="CHECK-001", place=f"cases/{words}.html", reason=words, cure=words)
    report = Report(verb=words, counts={words: 1, "files": 2}, issues=(found, known), said=(words,))
    Teller(settings, f"export {words}").ended(report)
    telling.noted(settings, lambda _: None)(report)
    error = PublishError("CHECK-009", words)
    Teller(settings, "check").failed(error)
    Teller(settings, "check").broke(ValueError(words))
    Teller(settings, "check").broke(type(words, (Exception,), {})(words) if "\0" not in words else OSError())
    assert words not in _left(folder)
    assert "CHECK-001" in _left(folder)


def test_places_are_kept_that_are_numbers_of_ours_and_no_other() -> None:
    places = ("DC-2022-000139", "C-000010", "T-000003", "cases/13812345678", "王某", "DC-2022-000139 王某")
    found = [Issue(code="CHECK-001", place=place, reason="-", cure="-") for place in places]
    assert safe.places(found) == ("DC-2022-000139", "C-000010", "T-000003")


def test_a_line_says_verb_counts_codes_and_how_long_it_took(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    refused = Issue(code="CHECK-003", place="DC-2022-000001", reason="-", cure="-")
    Teller(settings, "check").ended(Report(verb="check", counts={"files": 3}, issues=(refused, refused)))
    (line,) = log.read(settings.logging.file)
    assert (line.stage, line.exit, line.level, line.run) == ("check", 1, "error", log.RUN)
    assert line.counts == {"files": 3}
    assert line.codes == {"CHECK-003": 2}
    assert line.places == ("DC-2022-000001",)
    assert line.seconds is not None
    assert line.seconds >= 0


def test_a_verb_that_breaks_leaves_the_class_of_the_error(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    Teller(settings, "build").broke(ZeroDivisionError("王桂芳"))
    (line,) = log.read(settings.logging.file)
    assert (line.kind, line.exit, line.level) == ("ZeroDivisionError", 1, "error")


def test_the_log_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    settings = _settings(tmp_path).logging
    log.write(settings, _line())
    assert stat.S_IMODE(settings.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.file.parent.stat().st_mode) == 0o700


def test_a_log_that_is_large_is_put_aside_and_the_oldest_goes(tmp_path: Path) -> None:
    settings = _settings(tmp_path, megabytes=0.0001, kept=2).logging
    for number in range(8):
        log.write(settings, _line(stage=f"stage {'abcdefgh'[number]}"))
    names = sorted(path.name for path in settings.file.parent.glob("publish*"))
    assert names == ["publish.jsonl", "publish.jsonl.1", "publish.jsonl.2"]
    kept = [line.stage for name in reversed(names) for line in log.read(settings.file.with_name(name))]
    assert kept == [f"stage {letter}" for letter in "abcdefgh"[-len(kept) :]]
    assert "stage a" not in kept


def test_a_log_whose_first_line_is_old_is_put_aside(tmp_path: Path) -> None:
    settings = _settings(tmp_path, days=7).logging
    log.write(settings, _line(NOW - timedelta(days=6)))
    log.write(settings, _line(NOW))
    assert not settings.file.with_name("publish.jsonl.1").exists()
    log.write(settings, _line(NOW + timedelta(days=1)))
    assert len(list(log.read(settings.file))) == 1
    assert len(list(log.read(settings.file.with_name("publish.jsonl.1")))) == 2


def test_on_stderr_a_line_is_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.write(_settings(tmp_path, to="stderr").logging, _line())
    assert json.loads(capsys.readouterr().err)["stage"] == "build"
    assert not (tmp_path / "log").exists()


def test_nothing_is_written_where_no_log_is_asked_for(tmp_path: Path) -> None:
    log.write(_settings(tmp_path, to="none").logging, _line())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["log", "state"])
def test_a_place_that_cannot_be_written_stops_no_verb(tmp_path: Path, where: str) -> None:
    (tmp_path / where).write_text("a file where a folder should be")
    Teller(_settings(tmp_path), "build").ended(Report(verb="build", counts={}))


def _cut_short(run: runs.Run) -> runs.Run:
    return msgspec.structs.replace(run, pid=2**22 - 1)  # above the kernel's highest


@pytest.mark.parametrize(("change", "cut"), [(lambda run: run, False), (_cut_short, True)])
def test_a_run_that_never_ended_was_cut_short_unless_its_process_lives(
    tmp_path: Path, change: Callable[[runs.Run], runs.Run], cut: bool
) -> None:
    settings = _settings(tmp_path)
    Teller(settings, "export").begin()
    run = runs.of(settings.paths.state, "export")
    assert run is not None
    assert change(run).cut_short is cut


def test_the_last_success_outlives_a_failure(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    Teller(settings, "ledger backup").ended(Report(verb="ledger backup", counts={}))
    first = runs.of(settings.paths.state, "ledger backup")
    failed = Teller(settings, "ledger backup")
    failed.begin()
    failed.failed(PublishError("CHECK-009", "-"))
    last = runs.of(settings.paths.state, "ledger backup")
    assert first is not None
    assert last is not None
    assert (last.exit, last.done) == (1, first.done)
    assert [run.stage for run in runs.every(settings.paths.state)] == ["ledger backup"]
