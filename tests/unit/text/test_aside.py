"""Work beside this process."""

from __future__ import annotations

import os
import signal

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
