"""What all tests share: the browser, and whole lines, run once for all processes; copy one to change it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests import browser as at
from tests.golden import build
from tests.shared import once
from tests.wholeline import SMALL, Line, made

PLENTY = 12_000_000_000
"""Bytes; the tests take about a fifth of it at once."""
SEEDED = "seeded"

settings.register_profile(SEEDED, derandomize=True)
if "HUISHENG_FUZZ" not in os.environ:  # the full count of `make proof` draws anew each time
    settings.load_profile(SEEDED)

_own: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """A folder of this session alone: one that others share is closed to servers when another begins."""
    if not config.option.basetemp and not hasattr(config, "workerinput"):
        config.option.basetemp = tempfile.mkdtemp(prefix="huisheng-tests-", dir=_memory())
        _own.append(Path(config.option.basetemp))


def _memory() -> Path | None:
    """Where files lie in memory, if there is plenty of it: hundreds of tests change a line of their own, of
    5,000 files each."""
    place = Path("/dev/shm")
    return place if place.is_dir() and shutil.disk_usage(place).free >= PLENTY else None


def pytest_sessionfinish(exitstatus: int) -> None:
    """What a green session made is of no use any more."""
    for folder in _own if exitstatus == pytest.ExitCode.OK else ():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def full_line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """The demonstration as `make site` makes it, run to the end."""
    return Line(once(tmp_path_factory, "full", _run) / "demo")


@pytest.fixture(scope="session")
def small_line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """A small demonstration, run to the end; copy it before changing it."""
    return Line(once(tmp_path_factory, "small", lambda folder: _run(folder, *SMALL)) / "demo")


def _run(folder: Path, *options: str) -> None:
    made(folder / "demo", *options).publish("run")


@pytest.fixture(scope="session")
def golden_line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small hand-written store of tests/golden after a whole run."""
    return once(tmp_path_factory, "golden", build.run) / "line"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium: one a process, because Playwright's loop is not started twice in one."""
    missing = at.missing()
    if missing:
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = at.launch(playwright)
        yield browser
        browser.close()
