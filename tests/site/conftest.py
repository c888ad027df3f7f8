"""The whole site of the demonstration in a real browser; every page is opened once a session and look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publish.settings import load
from tests import browser as at
from tests import fixtures_content
from tests.servers import missing, serving
from tests.site import production
from tests.site.page_types import RARE
from tests.site.pages import Look, Opened, Reader, reading
from tests.wholeline import Line


@pytest.fixture(scope="session")
def site(full_line: Line, tmp_path_factory: pytest.TempPathFactory) -> Iterator[at.Place]:
    """The demonstration as the office's nginx would serve it, where there is one."""
    if missing("nginx"):
        with at.Site(full_line.output) as plain:
            yield plain
        return
    with serving("nginx", load(full_line.settings), tmp_path_factory.mktemp("nginx")) as server:
        yield at.Place(full_line.output, server.address.removeprefix("http://"))


@pytest.fixture(scope="session")
def noticed(golden_line: Path) -> Iterator[at.Site]:
    """A small site that has a handwritten notice."""
    with at.Site(golden_line / "output") as site:
        yield site


@pytest.fixture(scope="session")
def gone_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[at.Site]:
    """A small production site two matters of which were withdrawn."""
    folder = tmp_path_factory.mktemp("gone")
    fixtures_content.write(folder / "given", fixtures_content.records(6))
    settings = production.made(folder / "given/content", folder / "site")
    with at.Site(settings.paths.output) as site:
        yield site


@pytest.fixture(scope="session")
def opened(chromium: Browser, site: at.Place, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """What is seen when a page of a type is opened with a look."""
    with ExitStack() as tabs:

        @cache
        def reader(fixture: str, look: Look) -> Reader:
            place = request.getfixturevalue(fixture) if fixture else site
            return tabs.enter_context(reading(chromium, place, look))

        yield Opened(
            cache(lambda kind, look: reader(RARE.get(kind, ""), look).visit(kind)),
            cache(lambda kind, look: reader(RARE.get(kind, ""), look).barriers(kind)),
        )


@pytest.fixture(scope="session")
def output(full_line: Line) -> Path:
    return full_line.output
