"""Lighthouse on the six main types of page of a production site behind nginx: at least 98 of 100.

A middling phone on a slow network, simulated. A page's best of three runs counts, because a busy machine
makes a fast page slow and never a slow page fast. Lighthouse takes the machine for a good desktop and slows
it four times; where it finds another (its benchmark index), the next run slows it to the same phone, as its
documentation (docs/throttling.md, "calibrating") asks.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import browser as at
from tests import npm
from tests.servers import Server, missing, serving
from tests.site import production
from tests.site.page_types import MAIN, example
from tests.wholeline import Line

LACKING = npm.missing("lighthouse") or at.missing() or missing("nginx")
if LACKING:
    pytest.skip(LACKING, allow_module_level=True)
pytestmark = [pytest.mark.proof, pytest.mark.browser]

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 98
TRIES = 3
SLOWER = 4.0
PHONE = 1500 / SLOWER
"""The benchmark index of the phone: of a desktop of 1500, slowed four times."""
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic"


class Served:
    """A site behind a server."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server = folder, server

    def url(self, kind: str) -> str:
        return f"{self.server.address}/{example(self.folder, kind).removesuffix('index.html')}"


@pytest.fixture(scope="module")
def site(full_line: Line, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration's matters as a production site: a demonstration may not be indexed."""
    settings = production.made(full_line.folder / "content", tmp_path_factory.mktemp("production"))
    with serving("nginx", settings, tmp_path_factory.mktemp("nginx")) as server:
        yield Served(settings.paths.output, server)


def run(url: str, work: Path, slower: float) -> dict[str, Any]:
    """Lighthouse's report of one run on a machine slowed so many times; empty where it failed."""
    report = work / "report.json"
    options = ("--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}")
    wanted = f"--only-categories={','.join(CATEGORIES)}"
    slowed = f"--throttling.cpuSlowdownMultiplier={slower}"
    done = npm.run("lighthouse", url, *options, wanted, slowed, CHROME_PATH=str(shutil.which("chromium")))
    return {} if done.returncode else dict(json.loads(report.read_text("utf-8")))


def scores(report: dict[str, Any]) -> dict[str, int]:
    """Category → score of 100."""
    return {name: round(100 * (one["score"] or 0)) for name, one in report["categories"].items()}


@pytest.mark.parametrize("kind", MAIN)
def test_a_main_page_has_ninety_eight_of_a_hundred_in_every_category(
    site: Served, kind: str, tmp_path: Path
) -> None:
    best, slower, said = dict.fromkeys(CATEGORIES, 0), SLOWER, []
    for _ in range(TRIES):
        report = run(site.url(kind), tmp_path, slower)
        if report:
            best = {name: max(score, best[name]) for name, score in scores(report).items()}
            said.append(f"{scores(report)}, benchmark index {report['environment']['benchmarkIndex']}")
            slower = min(SLOWER, max(1.0, report["environment"]["benchmarkIndex"] / PHONE))
        if min(best.values()) >= ENOUGH:
            return
    pytest.fail("\n".join((site.url(kind), *said)))
