"""What all tests share: whole lines, run once a session (copy one before changing it), and the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import browser as at
from tests.golden import build
from tests.wholeline import SMALL, Line, made


@pytest.fixture(scope="session")
def full_line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """The demonstration as `make site` makes it, run to the end."""
    line = made(tmp_path_factory.mktemp("full") / "demo")
    line.publish("run")
    return line


@pytest.fixture(scope="session")
def small_line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """A small demonstration, run to the end; copy it before changing it."""
    line = made(tmp_path_factory.mktemp("small") / "demo", *SMALL)
    line.publish("run")
    return line


@pytest.fixture(scope="session")
def golden_line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small hand-written store of tests/golden after a whole run."""
    return build.run(tmp_path_factory.mktemp("golden"))


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
