"""What all tests share: the browser, and whole lines, run once for all processes; copy one to change it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import browser as at
from tests.golden import build
from tests.shared import once
from tests.wholeline import SMALL, Line, made

_own: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """A folder of this session alone: one that others share is closed to servers when another begins."""
    if not config.option.basetemp and not hasattr(config, "workerinput"):
        config.option.basetemp = tempfile.mkdtemp(prefix="huisheng-tests-")
        _own.append(Path(config.option.basetemp))


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
