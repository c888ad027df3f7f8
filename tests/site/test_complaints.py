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


WALKED = """<!DOCTYPE html><html lang="zh"><head><title>页</title></head><body>
<a href="next.html">下一页</a><img src="slow.svg" alt=""></body></html>"""
NEXT = "<!DOCTYPE html><html lang='zh'><head><title>下一页</title></head><body>到了</body></html>"
GIVEN_UP = "const stop = new AbortController(); fetch('slow.svg', {signal: stop.signal}); stop.abort();"


def _walked(chromium: Browser, folder: Path, page_of_site: str) -> list[str]:
    """What is said of a page whose picture never comes and which is left by a click."""
    (folder / "index.html").write_text(page_of_site, "utf-8")
    (folder / "next.html").write_text(NEXT, "utf-8")
    (folder / "stop.js").write_text(GIVEN_UP, "utf-8")
    with at.Site(folder) as site, at.tab(chromium, site, 390) as (page, complaints):
        page.route("**/slow.svg", lambda _: None)
        with page.expect_request("**/slow.svg"):
            page.goto(site.url("/"), wait_until="commit")
        page.get_by_role("link").click()
        page.wait_for_url("**/next.html")
    return complaints


def test_what_a_click_to_the_next_page_cuts_off_is_no_fault(chromium: Browser, tmp_path: Path) -> None:
    assert _walked(chromium, tmp_path, WALKED) == []


def test_what_is_missing_on_a_page_that_was_left_is_a_fault(chromium: Browser, tmp_path: Path) -> None:
    missing = WALKED.replace("<a", "<img src='missing.png' alt=''><a")
    assert any("404: " in complaint for complaint in _walked(chromium, tmp_path, missing))


def test_what_a_page_itself_gives_up_is_a_fault(chromium: Browser, tmp_path: Path) -> None:
    gives_up = WALKED.replace("</body>", "<script src='stop.js'></script></body>")
    assert any("ERR_ABORTED" in complaint for complaint in _walked(chromium, tmp_path, gives_up))
