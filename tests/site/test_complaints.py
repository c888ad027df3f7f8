"""The browser tests can fail: a page with every fault has every complaint."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser as at

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser

FAULTY = """<!DOCTYPE html><html><head><title>坏页</title></head><body>
<p style="color: red">策略不许的样式</p>
<script>console.error('不许的脚本')</script>
<img src="/没有.png"><img src="http://other.invalid/远处.png">
<p class="wide">宽</p><p class="pale">淡</p>
<link rel="stylesheet" href="faulty.css"></body></html>"""
SHEET = ".wide { width: 3000px } .pale { color: #eee; background: #fff }"


@pytest.fixture(scope="module")
def faults(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that is said about the faulty page."""
    folder = tmp_path_factory.mktemp("faulty")
    Path(folder / "index.html").write_text(FAULTY, "utf-8")
    Path(folder / "faulty.css").write_text(SHEET, "utf-8")
    with at.Site(folder) as site, at.tab(chromium, site, 390) as (page, complaints):
        page.goto(site.url("/"))
        found = [*at.policy_broken(page), at.overhang(page), *at.barriers(page)]
        return "\n".join([*complaints, *found])


@pytest.mark.parametrize(
    "complaint",
    [
        "404: http://127.0.0.1",
        "other host: http://other.invalid/",
        "console error: ",
        "style-src-attr inline",
        "script-src-elem inline",
        "px: p.wide",
        "image-alt: ",
        "html-has-lang: ",
        "color-contrast: ['.pale']",
    ],
)
def test_a_fault_is_complained_of(faults: str, complaint: str) -> None:
    assert complaint in faults
