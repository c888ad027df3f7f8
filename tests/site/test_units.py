"""The directory of units in a browser: found by any part of a name, and whole without a script."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from tests import browser as at
from tests.browser import Site
from tests.wholeline import Line

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser
FRONT = "units/index.html"


def test_a_unit_is_found_by_any_part_of_its_name(full_line: Line, chromium: Browser) -> None:
    names = json.loads((full_line.output / "units" / "names.json").read_bytes())
    slug, name, home = next(unit for unit in names["units"] if unit[1].endswith("村民委员会"))
    with Site(full_line.output) as site:
        tab = chromium.new_page()
        tab.goto(site.url(FRONT))
        tab.get_by_label("按名称找一个单位").fill(name[-10:])
        link = tab.locator(".found a", has_text=name).first
        expect(link).to_have_attribute("href", f"/units/{home}.html#{slug}")
        link.click()
        expect(tab.locator(f"#{slug}")).to_be_visible()
        tab.close()


def test_a_district_page_shows_only_what_is_looked_for(full_line: Line, chromium: Browser) -> None:
    with Site(full_line.output) as site:
        tab = chromium.new_page()
        tab.goto(site.url("units/500101.html"))
        everything = tab.locator(".unit-list li:visible").count()
        tab.get_by_label("在本页里找一个单位").fill("水利局")
        expect(tab.locator("output")).to_have_text("找到1个")
        assert tab.locator(".unit-list li:visible").count() < everything
        tab.get_by_label("在本页里找一个单位").fill("")
        assert tab.locator(".unit-list li:visible").count() == everything
        tab.close()


def test_every_unit_stands_on_one_page_with_and_without_a_script(full_line: Line) -> None:
    """Each unit of the directory has its anchor once, over all districts."""
    names = json.loads((full_line.output / "units" / "names.json").read_bytes())
    for home in names["places"]:
        page = (full_line.output / "units" / f"{home}.html").read_text("utf-8")
        for slug, _, where in names["units"]:
            assert page.count(f'id="{slug}"') == (where == home)
