"""The office's figures, of a line that ran, read by the strict reader and named in the documentation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from exposition_parser import Samples, parse

from publish.monitor import exposition, runs
from publish.monitor.runs import Run
from publish.settings import Settings, load
from publish.stages import heart, metrics, office

ROOT = Path(__file__).parents[3]
MONITOR = (ROOT / "docs/how-to/monitor.md").read_text("utf-8")
NUMBER = "DC-2022-000002"


@pytest.fixture
def settings(golden_line: Path, tmp_path: Path) -> Settings:
    shutil.copytree(golden_line, tmp_path / "line", symlinks=True)
    return load(tmp_path / "line/publish.yml")


def _figures(settings: Settings) -> Samples:
    return parse(exposition.text(metrics.collected(settings)).encode())


def _one(found: Samples, name: str, **labels: str) -> float:
    return found[f"huisheng_{name}", frozenset(labels.items())]


def test_the_figures_say_what_ledger_releases_and_runs_say(settings: Settings) -> None:
    at = office.now(settings)
    runs.put(
        settings.paths.state,
        Run(stage="check", pid=1, began=at, ended=at, exit=1, seconds=2.5, codes={"CHECK-001": 3}),
    )
    runs.put(
        settings.paths.state,
        Run(
            stage="doctor", pid=1, began=at, ended=at, exit=0, seconds=1, counts={"faults": 0, "warnings": 2}
        ),
    )
    heart.beat(settings, "waiting", failures=2)
    with office.ledger_of(settings) as ledger:
        published = len(list(ledger.published("published")))
        ledger.withdraw(NUMBER, "court", "wu")
    found = _figures(settings)
    assert _one(found, "ledger_up") == 1
    assert _one(found, "published") == published - 1
    assert _one(found, "withdrawn", reason="court") == 1
    assert _one(found, "withdrawn", reason="privacy") == 0
    assert _one(found, "candidates", state="withdrawn") == 1
    assert _one(found, "release_number") == 1
    assert _one(found, "release_files") > 50
    assert _one(found, "leak_findings") == 3
    assert _one(found, "run_exit_code", stage="check") == 1
    assert _one(found, "run_end_timestamp_seconds", stage="check") == at.timestamp()
    assert ("huisheng_run_success_timestamp_seconds", frozenset({("stage", "check")})) not in found
    assert _one(found, "doctor_warnings") == 2
    assert _one(found, "watch_failures") == 2
    assert _one(found, "clock_overdue", kind="takedown") == 0


def test_a_ledger_that_cannot_be_read_is_a_figure_too(settings: Settings) -> None:
    (settings.file.parent / "ledger.sqlite3").unlink()
    found = _figures(settings)
    assert _one(found, "ledger_up") == 0
    assert not [name for name, _ in found if name.startswith("huisheng_candidates")]
    assert _one(found, "release_number") == 1
    assert not (settings.file.parent / "ledger.sqlite3").exists()


def test_every_figure_is_named_where_monitoring_is_described(settings: Settings) -> None:
    heart.beat(settings, "waiting")
    at = office.now(settings)
    for stage in ("check", "doctor"):
        run = Run(stage=stage, pid=1, began=at, ended=at, exit=0, seconds=1, counts={"faults": 0}, done=at)
        runs.put(settings.paths.state, run)
    missing = {name for name, _ in _figures(settings) if f"`{name}" not in MONITOR}
    assert sorted(missing) == []
