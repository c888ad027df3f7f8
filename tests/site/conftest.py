"""The whole site of the demonstration in a real browser; every page is opened once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser as at
from tests.site.pages import Visit, visit
from tests.wholeline import Line


@pytest.fixture(scope="session")
def site(full_line: Line) -> Iterator[at.Site]:
    """The demonstration's output/ on a loopback port."""
    with at.Site(full_line.output) as site:
        yield site


@pytest.fixture(scope="session")
def noticed(golden_line: Path) -> Iterator[at.Site]:
    """A small site that has a handwritten notice."""
    with at.Site(golden_line / "output") as site:
        yield site


@pytest.fixture(scope="session")
def opened(chromium: Browser, site: at.Site, request: pytest.FixtureRequest) -> Callable[[str, int], Visit]:
    """What happens when a page of a kind is opened in a window of a width."""

    @cache
    def open_once(kind: str, width: int) -> Visit:
        where = request.getfixturevalue("noticed") if kind == "notice" else site
        return visit(chromium, where, kind, width)

    return open_once


@pytest.fixture(scope="session")
def output(full_line: Line) -> Path:
    return full_line.output
