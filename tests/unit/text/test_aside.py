"""Work beside this process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from publish.text.aside import aside


def test_it_is_done_by_another_process() -> None:
    result = aside(os.getpid)
    assert result() != os.getpid()


def test_much_comes_back_whole() -> None:
    assert aside(lambda: "汉" * 1_000_000)() == "汉" * 1_000_000


def test_where_that_process_is_killed_it_is_done_here() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert aside(work)() == "done"


def test_what_is_wrong_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"):
        aside(work)()


def test_it_ends_with_the_process_that_wanted_it(tmp_path: Path) -> None:
    begun, done = tmp_path / "begun", tmp_path / "done"

    def work() -> None:
        begun.touch()
        time.sleep(1)
        done.touch()

    parent = os.fork()
    if parent == 0:
        aside(work)
        while not begun.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(parent, 0)
    time.sleep(1.5)
    assert begun.exists()
    assert not done.exists()
