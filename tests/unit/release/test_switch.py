"""A small version of `python -m bench switch`: nginx under wrk while releases switch."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import switch
from tests.servers import missing
from tests.unit.release.test_serving import settings_of
from tests.unit.release.trees import Site


def test_no_request_fails_while_releases_switch(tmp_path: Path) -> None:
    if lacks := missing("nginx") or missing("wrk"):
        pytest.skip(lacks)
    site = Site(tmp_path / "made")
    for number in range(300):
        site.put(f"cases/DC-2022-{number:06d}.html", f"事项 {number}")
    site.put("index.html", "首页")
    site.put("404.html", "没有")
    (tmp_path / "work").mkdir()
    found = switch.measure(settings_of(tmp_path), site.root, tmp_path / "work", switches=6, seconds=3)
    assert found.load.requests > 100
    assert found.load.failed == 0
