"""A feed that is opened in a browser, and the page that lists all feeds, in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser as at

OWN = re.compile("XSLT|inline style|inline event handler|Failed to load resource")
"""What Chromium says of XSLT, and of the warning it would show of it, which the policy and our style sheet
keep away; and of the site's icon, for which it asks by a name of its own."""
SHOWN = {
    "feeds/site.rss.xml": "回声",
    "feeds/columns/huisheng.atom.xml": "督查回声",
    "feeds/districts/500101.rss.xml": "万州区",
    "feeds/programmes/zhouwu.podcast.xml": "周五面对面",
}


@pytest.mark.parametrize("path", SHOWN)
@pytest.mark.parametrize("width", at.WIDTHS)
def test_a_feed_is_a_readable_page_that_says_how_to_subscribe(
    chromium: Browser, site: at.Place, path: str, width: int
) -> None:
    with at.tab(chromium, site, width) as (page, complaints):
        page.goto(site.url(path))
        assert SHOWN[path] in page.inner_text("h1")
        assert page.inner_text(".feed-address").endswith(f"/{path}")
        assert page.locator(".feed-entries li").count() > 3
        assert page.locator(".feed-entries time").first.inner_text()[:4] in ("2021", "2022")
        assert not page.locator("xslt-warning-banner").is_visible()
        assert at.overhang(page) == ""
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert colour == "rgb(251, 250, 247)"  # the theme's own paper: its style sheets were let in
        assert [one for one in complaints if not OWN.search(one)] == []
        assert at.barriers(page) == []


def test_an_archive_leads_to_its_neighbours_and_to_the_feed(chromium: Browser, site: at.Place) -> None:
    with at.tab(chromium, site, 1280) as (page, _):
        page.goto(site.url("feeds/site/page-2.atom.xml"))
        assert page.locator(".feed-ways a").all_inner_texts() == [
            "看网页",
            "订阅最新内容",
            "较新的",
            "较早的",
        ]


def test_without_xslt_the_elements_of_a_feed_stand_as_a_list(
    chromium: Browser, output: Path, tmp_path: Path
) -> None:
    text = (output / "feeds/site.rss.xml").read_text("utf-8")
    bare = re.sub(r'<\?xml-stylesheet type="text/xsl"[^>]*\?>\n', "", text)
    (tmp_path / "static").symlink_to(output / "static")
    (tmp_path / "feed.xml").write_text(bare, "utf-8")
    with at.Site(tmp_path) as plain, at.tab(chromium, plain, 390) as (page, complaints):
        page.goto(plain.url("feed.xml"))
        display = "selector => getComputedStyle(document.querySelector(selector)).display"
        for selector in ("channel > title", "item > title", "item > description"):
            assert page.evaluate(display, selector) == "block"
        for selector in ("item > guid", "item > category", "channel > generator"):
            assert page.evaluate(display, selector) == "none"
        assert [one for one in complaints if not OWN.search(one)] == []


def test_the_list_of_feeds_is_filtered_by_district_and_topic(chromium: Browser, site: at.Place) -> None:
    with at.tab(chromium, site, 1280) as (page, complaints):
        page.goto(site.url("feeds/index.html"))
        shown = page.locator(".feed:visible")
        every = shown.count()
        page.fill("#feed-find", "万州")
        assert shown.count() == 1
        assert page.inner_text(".feed-filter output") == "找到 1 个订阅"
        topic = page.locator(".feed:visible .feed-topics a").first
        page.fill("#feed-find", f"万州 {topic.text_content()}")
        assert page.locator(".feed:visible details[open] .feed-found").count() == 1
        page.fill("#feed-find", "没有这样的名称")
        assert shown.count() == 0
        page.fill("#feed-find", "")
        assert shown.count() == every
        assert complaints == []


def test_without_script_the_whole_list_is_there_and_no_field_that_does_nothing(
    chromium: Browser, site: at.Place
) -> None:
    with at.tab(chromium, site, 1280, java_script_enabled=False) as (page, _):
        page.goto(site.url("feeds/index.html"))
        assert page.locator(".feed").count() > 50
        assert not page.locator(".feed-filter").is_visible()
