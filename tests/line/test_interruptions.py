"""Killed at any moment, the line leaves a state from which the next run finishes right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publish.cli.main import INTERRUPTED
from publish.stages.alone import alone
from tests.line.conftest import ROOT, Line

LONGEST_SECONDS = 8.0
AT_MOST_SECONDS = 60.0  # until a run that was interrupted is gone


@pytest.fixture(autouse=True)
def hear_interrupts() -> Iterator[None]:
    """A shell's background jobs ignore Ctrl-C and hand that on; what is started here must hear it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _killed_once(line: Line, after: float, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "publish", "--settings", str(line.settings), "run"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=-3, stderr=-3, start_new_session=True)
    time.sleep(after)
    os.killpg(process.pid, how)
    process.wait(AT_MOST_SECONDS)


def _trial(seed: int, fresh: Callable[..., Line], expected: dict[str, str]) -> None:
    dice = random.Random(seed)
    line = fresh(f"killed-{seed}")
    for _ in range(3):
        _killed_once(line, dice.uniform(0.2, LONGEST_SECONDS), dice.choice((signal.SIGKILL, signal.SIGINT)))
        _whole(line.folder)
    line.publish("run")
    assert line.digest("content", "output") == expected
    assert line.publish("ledger", "verify").returncode == 0


def _whole(folder: Path) -> None:
    """No file that a reader could meet is torn."""
    for path in folder.glob("output/**/*.html"):
        if not path.name.startswith("."):
            assert path.read_text("utf-8").rstrip().endswith("</html>"), path


def test_a_second_run_beside_the_first_is_refused_in_one_line(fresh: Callable[..., Line]) -> None:
    line = fresh()
    with alone(line.settings):
        done = line.publish("run", check=False)
    assert (done.returncode, "LINE-001" in done.stderr, done.stderr.count("\n")) == (1, True, 1)
    assert not line.output.exists()


def test_an_interrupt_is_said_in_one_line(fresh: Callable[..., Line]) -> None:
    line = fresh()
    command = [sys.executable, "-m", "publish", "--settings", str(line.settings), "run"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    while not (line.folder / "ledger.sqlite3").exists() and process.poll() is None:
        time.sleep(0.05)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == INTERRUPTED
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("已中断")


def test_a_run_killed_three_times_ends_with_the_bytes_of_one_that_was_not(
    fresh: Callable[..., Line], small_line: Line
) -> None:
    _trial(0, fresh, small_line.digest("content", "output"))


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 120))
def test_twenty_runs_killed_three_times_end_with_the_same_bytes(
    seed: int, fresh: Callable[..., Line], small_line: Line
) -> None:
    _trial(seed, fresh, small_line.digest("content", "output"))
