"""Planning an episode at the desk: with the mouse, with the keyboard alone, and with times at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browser as at
from tests.desk.desks import Reader, Running, copied, reader, running
from tests.wholeline import Line

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(small_line: Line, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk on a line that was written."""
    with running(copied(small_line, tmp_path_factory.mktemp("planning"))) as started:
        yield started


@pytest.fixture(scope="module")
def chen(chromium: Browser, desk: Running) -> Iterator[Reader]:
    with reader(chromium, desk, "chen") as one:
        yield one


@pytest.fixture
def planned(chen: Reader) -> Iterator[Page]:
    """The page of an episode that was just planned; taken back afterwards."""
    page = chen.page
    page.goto(f"{chen.desk.url}/episodes")
    page.get_by_label("节目", exact=True).select_option("zhouwu")
    page.get_by_label("播出日期").fill("2022-08-05")
    page.get_by_role("button", name="建立").click()
    expect(page.locator("table.order tbody tr")).to_have_count(6)
    yield page
    page.get_by_role("button", name="删去这份策划").click()
    page.wait_for_url("**/episodes")


def order(page: Page) -> list[str]:
    return [str(one.get_attribute("data-number")) for one in page.locator("table.order tbody tr").all()]


def kept(desk: Running) -> list[str]:
    (plan,) = Path(desk.line.folder, "plans", "zhouwu").iterdir()
    return list(json.loads(plan.read_text("utf-8"))["cases"])


def test_a_row_is_dragged_to_its_place_and_the_times_follow(planned: Page, desk: Running) -> None:
    before, rows = order(planned), planned.locator("table.order tbody tr")
    first = rows.first.locator("td").first.inner_text()
    with planned.expect_response(re.compile("/episodes/zhouwu/")):
        rows.nth(0).drag_to(rows.nth(3), target_position={"x": 40, "y": 20})
    expect(rows.first).to_have_attribute("data-number", before[1])
    assert order(planned) == kept(desk) != before
    assert sorted(order(planned)) == sorted(before)
    assert rows.first.locator("td").first.inner_text() == first


def test_the_keyboard_alone_does_the_same_and_keeps_its_place(planned: Page, desk: Running) -> None:
    before = order(planned)
    button = planned.locator(f"#down-{before[0]}")
    button.focus()
    planned.keyboard.press("Enter")
    expect(planned.locator("table.order tbody tr").first).to_have_attribute("data-number", before[1])
    assert kept(desk) == [before[1], before[0], *before[2:]]
    assert planned.evaluate("document.activeElement.id") == f"down-{before[0]}"


def test_a_matter_is_dropped_and_added_again(planned: Page, desk: Running) -> None:
    before = order(planned)
    planned.locator("table.order tbody tr").first.get_by_role("button", name="去掉").click()
    expect(planned.locator("table.order tbody tr")).to_have_count(5)
    assert kept(desk) == before[1:]
    assert "5 件" in planned.locator("#sum").inner_text()


def test_the_pages_have_no_barrier_and_keep_their_policy(planned: Page, desk: Running) -> None:
    for address in (planned.url, f"{desk.url}/episodes"):
        planned.goto(address)
        assert at.barriers(planned, "light") == []
        assert at.policy_broken(planned) == []
    planned.go_back()
