"""Government page labels, sitemap and robots."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publish.settings import Settings
from publish.site.addresses import list_folder
from publish.site.heads import COLUMN_TYPES, KIND_TYPES, NAMED_TYPES, OTHER_TYPE
from publish.site.paging import PER_PAGE
from publish.site.report import BuildReport
from publish.text.dates import local, rfc3339
from publish.text.records import encode

SITE = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
ARTICLE = ["ArticleTitle", "PubDate", "ContentSource", "Keywords", "Description", "Url"]
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _labels(output: Path, path: str) -> dict[str, str]:
    text = (output / path).read_text("utf-8")
    return {k: unescape(v) for k, v in re.findall(r'<meta name="(\w+)" content="([^"]*)">', text)}


@pytest.fixture
def output(run: Callable[[], BuildReport], settings: Settings) -> Path:
    run()
    return settings.paths.output


def test_the_home_page_carries_the_labels_of_the_site_and_says_that_it_is_the_home_page(output: Path) -> None:
    labels = _labels(output, "index.html")
    assert list(labels) == [*SITE, *COLUMN]
    assert (labels["ColumnName"], labels["ColumnType"]) == ("首页", "首页")


def test_every_page_has_a_column_type_of_the_closed_list_and_no_label_is_empty(output: Path) -> None:
    seen = set()
    for path in output.rglob("*.html"):
        labels = _labels(output, path.relative_to(output).as_posix())
        assert labels["ColumnType"] in COLUMN_TYPES, path
        assert all(labels[name] for name in [*SITE, *COLUMN]), path
        seen.add(labels["ColumnType"])
    assert {"首页", "回应关切", "咨询投诉", "政策文件", "征集调查", "在线访谈", "数据发布"} <= seen


def test_every_type_that_is_given_is_in_the_closed_list() -> None:
    assert {*KIND_TYPES.values(), *NAMED_TYPES.values(), OTHER_TYPE} <= COLUMN_TYPES


@pytest.mark.parametrize(
    "path", ["columns/huisheng/index.html", "districts/500101/index.html", "feeds/index.html"]
)
def test_a_list_carries_the_labels_of_site_and_column(output: Path, path: str) -> None:
    assert list(_labels(output, path)) == [*SITE, *COLUMN]


@pytest.mark.parametrize(
    "path",
    ["cases/DC-2021-000001.html", "dossiers/d-01.html", "policies/p-001.html", "calls/c-01.html",
     "surveys/s-01.html", "programmes/zhouwu/3.html"],
)  # fmt: skip
def test_an_article_carries_all_labels_and_none_is_empty(output: Path, path: str) -> None:
    labels = _labels(output, path)
    assert list(labels) == [*SITE, *COLUMN, *ARTICLE]
    assert all(labels.values())
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", labels["PubDate"])
    assert labels["Url"] == f"http://127.0.0.1:8000/{path}"


def test_the_sitemap_names_every_page_once_but_those_that_stand_for_others(output: Path) -> None:
    index = ET.parse(output / "sitemap.xml").getroot()
    parts = [node.text or "" for node in index.findall("s:sitemap/s:loc", NAMESPACE)]
    named = [
        node.text or ""
        for part in parts
        for node in ET.parse(output / part.split("8000/")[1]).getroot().findall("s:url/s:loc", NAMESPACE)
    ]
    every = {p.relative_to(output).as_posix() for p in output.rglob("*.html")}
    unnamed = ("/page-", "gone/")
    apart = {"404.html", "verify.html"}
    pages = {path for path in every if not any(part in path for part in unnamed)} - apart
    expected = [
        f"http://127.0.0.1:8000/{p.removesuffix('index.html') if p.endswith('index.html') else p}"
        for p in pages
    ]
    assert sorted(named) == sorted(expected)


def test_a_lastmod_is_the_cases_own(output: Path, settings: Settings) -> None:
    import fixtures_content

    case = fixtures_content.cases(60)[0]
    assert encode(case)
    part = (output / "sitemaps" / "cases-1.xml").read_text("utf-8")
    assert f"cases/{case.number}.html</loc><lastmod>{case.modified_at.isoformat()}</lastmod>" in part


@pytest.mark.parametrize("name", ["column/huisheng", "column/liuyan", "month/2021-08"])
def test_the_lastmod_of_a_list_is_the_newest_change_on_its_front(output: Path, name: str) -> None:
    import fixtures_content

    placed = {case.places[name]: case for case in fixtures_content.cases(60) if name in case.places}
    last = max(placed)
    first = (last - 1) // PER_PAGE * PER_PAGE - (PER_PAGE if last % PER_PAGE else 0)
    newest = max(local(case.modified_at) for place, case in placed.items() if place > first)
    part = (output / "sitemaps" / "pages-1.xml").read_text("utf-8")
    assert f"/{list_folder(name)}/</loc><lastmod>{rfc3339(newest)}</lastmod>" in part


def test_robots_names_the_sitemap(output: Path) -> None:
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in (output / "robots.txt").read_text("utf-8")


def test_the_codes_of_the_whole_store_tables_are_told_in_chinese() -> None:
    from publish.site import words

    told = {"matters", "early", "missed", "open", "unknown", "other", "solved", "citizen", "firm", "village"}
    assert told <= set(words.CODES)
    assert all(not re.search("[a-z]", word) for word in words.CODES.values())
