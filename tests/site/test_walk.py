"""A reader's way through the site by clicking, in a real browser, on a phone and at a desk."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests import browser as at
from tests.site.page_types import PAGE_TYPES, example
from tests.site.pages import DESK, PHONE, Look, Opened, examined

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser
both_widths = pytest.mark.parametrize("width", at.WIDTHS)
both_looks = pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
every_kind = pytest.mark.parametrize("kind", PAGE_TYPES)
CONTROLS = "button, label, output"


def _title(content: Path, number: str) -> str:
    record = json.loads((content / "cases" / number.split("-")[1] / f"{number}.json").read_text("utf-8"))
    return str(record["title"])


def _broadcast(output: Path, column: str) -> str:
    """The number of a matter on a column's front page whose own page links to an episode."""
    front = (output / "columns" / column / "index.html").read_text("utf-8")
    for path in sorted((output / "cases").glob("*.html")):
        if f'href="/cases/{path.name}"' in front and 'href="/programmes/zhouwu/' in path.read_text("utf-8"):
            return path.stem
    pytest.fail("栏目首页没有一件播出过的事项")


def _arrives(page: Page, path: str) -> None:
    """A click returns before the page it leads to is there; this waits for it, or fails."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


@both_widths
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_reader_walks_from_home_to_a_matter_its_broadcast_and_back(
    chromium: Browser, site: at.Place, output: Path, width: int, scripts: bool
) -> None:
    number = _broadcast(output, "huisheng")
    title = _title(output.parent / "content", number)
    with at.tab(chromium, site, width, java_script_enabled=scripts) as (page, complaints):
        page.goto(site.url("/"))
        page.get_by_role("navigation", name="主导航").get_by_role("link", name="督查回声").click()
        _arrives(page, "/columns/huisheng/")
        page.locator("main").get_by_role("link", name=title).first.click()
        _arrives(page, f"/cases/{number}.html")
        assert page.locator("h1").inner_text() == title
        page.locator("main a[href^='/programmes/zhouwu/']").first.click()
        page.locator("body.kind-episode").wait_for()
        page.locator("main").get_by_role("link", name=title).first.click()
        _arrives(page, f"/cases/{number}.html")
        page.locator("a.brand").click()
        page.locator("body.kind-home").wait_for()
    assert complaints == []


@both_looks
@every_kind
def test_a_page_loads_from_its_own_host_alone_and_the_browser_says_nothing(
    opened: Opened, kind: str, look: Look
) -> None:
    visit = opened.visit(kind, look)
    assert visit.complaints == (), visit.path


@both_looks
@every_kind
def test_a_page_keeps_a_strict_content_security_policy(opened: Opened, kind: str, look: Look) -> None:
    visit = opened.visit(kind, look)
    assert visit.policy == (), visit.path


@both_looks
@every_kind
def test_a_page_is_not_wider_than_its_window(opened: Opened, kind: str, look: Look) -> None:
    visit = opened.visit(kind, look)
    assert visit.overhang == "", visit.path


@pytest.mark.parametrize(
    ("kind", "look"), [(kind, look) for kind in PAGE_TYPES for look in examined(kind)], ids=str
)
def test_axe_finds_no_barrier_on_a_page(opened: Opened, kind: str, look: Look) -> None:
    barriers = opened.barriers(kind, look)
    assert barriers == (), "\n".join(barriers)


@pytest.mark.parametrize("kind", ["home", "older list", "units", "result", "episode", "survey", "statistics"])
def test_a_page_says_the_same_without_scripts(chromium: Browser, site: at.Place, kind: str) -> None:
    said = [_words(chromium, site, example(site.folder, kind), scripts) for scripts in (True, False)]
    assert said[0] == said[1]
    assert len(said[1]) > 40


def _words(browser: Browser, site: at.Place, path: str, scripts: bool) -> str:
    with at.tab(browser, site, 390, java_script_enabled=scripts) as (page, _):
        page.goto(site.url(path))
        page.evaluate(f"document.querySelectorAll('{CONTROLS}').forEach(one => one.remove())")
        return page.locator("body").inner_text()


@both_widths
@pytest.mark.parametrize("kind", ["home", "column", "result", "episode"])
def test_the_first_stop_of_the_keyboard_is_the_way_to_the_text(
    chromium: Browser, site: at.Place, kind: str, width: int
) -> None:
    with at.tab(chromium, site, width) as (page, _):
        page.goto(site.url(example(site.folder, kind)))
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == "跳到正文"
        page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
        page.keyboard.press("Enter")
        page.wait_for_url("**#content")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_kind_of_page_in_the_output_is_among_those_opened(output: Path, noticed: at.Place) -> None:
    """A new kind of page must be opened here too: kinds are told apart by the folder they lie in."""
    for site in (output, noticed.folder):
        known = {path for pattern in PAGE_TYPES.values() for path in site.glob(pattern)}
        lists = set(site.rglob("page-*.html"))
        assert set(site.rglob("*.html")) - known - lists == set()
