"""How a reader wants to read: 长者模式, size of type, dark and light, reading aloud; print and copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import browser as at
from tests.site.page_types import example
from tests.styleguide import PAGE, write

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser
KEPT = "localStorage.getItem('huisheng-reading')"
VOICE = """
window.said = [];
class Utterance { constructor(text) { this.text = text; } }
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, 'speechSynthesis', {value: {
  paused: false, getVoices: () => [], cancel() {},
  pause() { this.paused = true; }, resume() { this.paused = false; },
  speak(one) { window.said.push(one.text); if (one.onend) setTimeout(one.onend, 0); },
}});
"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[at.Site]:
    """Every component with its examples, and nothing else."""
    folder = tmp_path_factory.mktemp("guide")
    write(folder)
    (folder / "static/js/search.js").touch()
    with at.Site(folder) as site:
        yield site


def _until(page: Page, expression: str) -> None:
    """Wait until it is true. Playwright's own waiting evaluates a string, which the policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def _elder(page: Page) -> None:
    page.get_by_role("button", name="长者模式").click()
    _until(page, "getComputedStyle(document.body).fontSize === '24px'")


@pytest.mark.parametrize("width", at.WIDTHS)
@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
def test_every_component_is_sound_in_every_look(
    chromium: Browser, guide: at.Site, width: int, mode: str
) -> None:
    with at.tab(chromium, guide, width) as (page, complaints):
        page.goto(guide.url(PAGE))
        if mode == "elder":
            _elder(page)
        assert at.barriers(page, "dark" if mode == "dark" else "light") == []
        assert (at.overhang(page), at.policy_broken(page)) == ("", [])
    assert complaints == []


def test_what_a_reader_chose_holds_on_the_next_page_and_can_be_taken_back(
    chromium: Browser, guide: at.Site
) -> None:
    with at.tab(chromium, guide, 390) as (page, _):
        page.goto(guide.url(PAGE))
        _elder(page)
        page.get_by_role("button", name="字号").click()
        page.get_by_role("button", name="深色").click()
        page.reload()
        _until(page, "getComputedStyle(document.body).fontSize === '27px'")
        assert page.evaluate("({...document.documentElement.dataset})") == {
            "mode": "elder", "size": "large", "theme": "dark",
        }  # fmt: skip
        page.get_by_role("button", name="长者模式").click()
        assert page.evaluate("document.documentElement.dataset.mode") is None
        assert '"mode":""' in str(page.evaluate(KEPT))


@pytest.mark.parametrize("kept", ['{"mode":"<img>","size":7,"theme":null}', "不是 JSON", "[]", "null"])
def test_what_is_not_ours_in_the_storage_changes_nothing(
    chromium: Browser, guide: at.Site, kept: str
) -> None:
    with at.tab(chromium, guide, 390) as (page, complaints):
        page.add_init_script(f"localStorage.setItem('huisheng-reading', {kept!r})")
        page.goto(guide.url(PAGE))
        page.get_by_role("button", name="长者模式").wait_for()
        assert page.evaluate("Object.keys(document.documentElement.dataset).length") == 0
    assert complaints == []


def test_without_a_script_there_is_no_button_that_does_nothing(chromium: Browser, guide: at.Site) -> None:
    with at.tab(chromium, guide, 390, java_script_enabled=False) as (page, _):
        page.goto(guide.url(PAGE))
        assert page.locator("button:visible").all_inner_texts() == ["搜索"]


def test_a_page_is_read_aloud_in_its_order_without_what_only_leads_elsewhere(
    chromium: Browser, site: at.Place, output: Path
) -> None:
    with at.tab(chromium, site, 390) as (page, _):
        page.add_init_script(VOICE)
        page.goto(site.url(example(output, "result")))
        title = page.locator("h1").inner_text()
        _elder(page)
        page.get_by_role("button", name="朗读本页").click()
        _until(page, "window.said.some(text => text.includes('个工作日内答复'))")
        said: list[str] = page.evaluate("window.said")
        page.get_by_role("button", name="朗读本页").wait_for()
    text = "\n".join(said)
    assert (
        text.index(title) < text.index("反映了什么") < text.index("办理经过") < text.index("这里有我的信息")
    )
    assert all(len(each) <= 120 for each in said)
    assert "打印本页" not in text


def test_a_page_can_be_printed_and_its_address_copied(
    chromium: Browser, site: at.Place, output: Path
) -> None:
    allowed: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
    with at.tab(chromium, site, 1280, **allowed) as (page, _):
        page.add_init_script("window.print = () => { window.printed = true; };")
        page.goto(site.url(example(output, "result")))
        page.get_by_role("button", name="打印本页").click()
        assert page.evaluate("window.printed")
        page.get_by_role("button", name="复制链接").click()
        page.get_by_role("button", name="已复制").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("link[rel=canonical]").get_attribute("href")


def test_on_paper_a_case_is_an_a4_record_with_its_address_and_code(
    chromium: Browser, site: at.Place, output: Path
) -> None:
    with at.tab(chromium, site, 1280, color_scheme="dark") as (page, _):
        page.goto(site.url(example(output, "result")))
        page.emulate_media(media="print")
        assert page.locator(".qr").is_visible()
        assert page.locator(".print-address").is_visible()
        for gone in (".nav", ".search-box", ".tools", ".page-tools", ".footer-map", ".crumbs"):
            assert not page.locator(gone).first.is_visible(), gone
        assert (
            page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            == "rgb(255, 255, 255)"
        )
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
