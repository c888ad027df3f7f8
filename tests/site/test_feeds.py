"""Every feed of the demonstration: by the rules of its format, and against the records it is made of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from publish.model.published import PublishedCase
from publish.text.dates import rfc3339
from publish.text.records import decode
from tests.site import feed_rules
from tests.site.feed_rules import ATOM, FH
from tests.wholeline import Line

FORMATS = (".rss.xml", ".atom.xml", ".feed.json")
KINDS = ("site", "changes", "columns", "districts", "topics", "units", "dossiers", "policies")


@pytest.fixture(scope="module")
def cases(full_line: Line) -> dict[str, PublishedCase]:
    """The records, by number."""
    paths = (full_line.folder / "content/cases").rglob("*.json")
    return {path.stem: decode(PublishedCase, path.read_bytes()) for path in paths}


def every(output: Path) -> Iterator[Path]:
    """Every feed but the calendars."""
    yield from sorted((output / "feeds").rglob("*.xml"))
    yield from sorted((output / "feeds").rglob("*.feed.json"))
    yield from sorted((output / "cases").rglob("*.atom.xml"))


def lists(output: Path) -> list[str]:
    """The feeds that come in every format, without suffix: "site", "units/u-0001" …"""
    return [
        path.relative_to(output / "feeds").as_posix().removesuffix(".rss.xml")
        for path in sorted((output / "feeds").rglob("*.rss.xml"))
    ]


def shown(output: Path, name: str, suffix: str = ".atom.xml") -> list[feed_rules.Told]:
    return feed_rules.of(output / "feeds" / f"{name}{suffix}")


def numbers(told: list[feed_rules.Told]) -> list[str]:
    return [Path(urlsplit(one.href).path).stem for one in told]


def test_every_feed_keeps_the_rules_of_its_format(output: Path) -> None:
    found = {
        path: feed_rules.broken(path, f"/{path.relative_to(output).as_posix()}") for path in every(output)
    }
    assert len(found) > 1000
    assert {path: broken for path, broken in found.items() if broken} == {}


def test_the_rules_find_what_is_wrong(output: Path, tmp_path: Path) -> None:
    good = (output / "feeds/site.atom.xml").read_text("utf-8")
    rss = (output / "feeds/site.rss.xml").read_text("utf-8")
    podcast = (output / "feeds/programmes/zhouwu.podcast.xml").read_text("utf-8")
    bad = {
        "a.atom.xml": good.replace('rel="self"', 'rel="via"'),
        "b.atom.xml": good.replace("+08:00</updated>", "</updated>", 1),
        "c.atom.xml": good.replace("<author>", "<contributor>").replace("</author>", "</contributor>"),
        "d.rss.xml": rss.replace(' isPermaLink="false"', "", 1),
        "e.rss.xml": rss.replace("+0800</pubDate>", "CST</pubDate>", 1),
        "f.rss.xml": podcast.replace("<itunes:explicit>false", "<itunes:explicit>no", 1),
    }
    for name, text in bad.items():
        (tmp_path / name).write_text(text, "utf-8")
        address = {"a": "/feeds/site.atom.xml", "f": "/feeds/programmes/zhouwu.podcast.xml"}.get(name[0])
        address = address or f"/feeds/site{'.atom.xml' if 'atom' in name else '.rss.xml'}"
        assert feed_rules.broken(tmp_path / name, address), name


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_feeds_of_every_kind_in_every_format(output: Path, kind: str) -> None:
    names = [name for name in lists(output) if name.partition("/")[0] == kind]
    assert names
    for name in names:
        assert [(output / "feeds" / f"{name}{suffix}").is_file() for suffix in FORMATS] == [True] * 3


def test_a_case_has_one_id_in_every_feed_and_format(output: Path) -> None:
    ids = defaultdict(set)
    for path in every(output):
        for one in feed_rules.of(path) if path.parent.name != "cases" else ():
            ids[one.href].add(one.id)
    assert len(ids) > 500
    assert {href: held for href, held in ids.items() if len(held) > 1} == {}
    assert all(name in next(iter(held)) for href, held in ids.items() for name in [Path(href).stem])


def test_the_three_formats_of_a_feed_tell_the_same_entries_in_the_same_order(output: Path) -> None:
    for name in lists(output):
        gone = {one.id for one in shown(output, name, ".rss.xml") if "/gone/" in one.href}
        atom = [(one.id, one.title, one.published) for one in shown(output, name)]
        for suffix in (".rss.xml", ".feed.json"):
            told = [one for one in shown(output, name, suffix) if one.id not in gone]
            assert [(one.id, one.title, one.published) for one in told] == atom, name


def test_titles_addresses_and_dates_are_those_of_the_records(
    output: Path, cases: dict[str, PublishedCase]
) -> None:
    for name in lists(output):
        told = shown(output, name)
        for number, one in zip(numbers(told), told, strict=True):
            case = cases[number]
            assert (one.title, one.published) == (" ".join(case.title.split()), rfc3339(case.published_at))


def test_a_list_tells_its_newest_fifty_and_full_text_only_of_the_site_and_the_columns(
    output: Path, cases: dict[str, PublishedCase]
) -> None:
    kinds = {"columns": "column", "districts": "district", "topics": "topic", "units": "unit"}
    for name in lists(output):
        folder, _, slug = name.partition("/")
        listed = "all" if name == "site" else f"{kinds.get(folder)}/{slug}"
        told = shown(output, name)
        assert {one.full for one in told} <= {folder in ("site", "columns")}, name
        if name == "site" or folder in kinds:
            held = [case for case in cases.values() if listed in case.places]
            newest = sorted(held, key=lambda case: -case.places[listed])[:50]
            assert numbers(told) == [case.number for case in newest], name


def test_a_unit_or_a_topic_without_a_case_has_no_feed_and_every_other_has(
    output: Path, cases: dict[str, PublishedCase]
) -> None:
    for folder, kind in (("topics", "topic/"), ("units", "unit/")):
        with_cases = {name for case in cases.values() for name in case.places if name.startswith(kind)}
        there = {f"{kind}{name.partition('/')[2]}" for name in lists(output) if name.startswith(folder)}
        assert there == with_cases
    pages = {f"units/{path.parent.name}" for path in (output / "units").glob("*/index.html")}
    assert pages - set(lists(output))  # a unit above one that handled a case has a page, and no feed


def test_a_pair_tells_what_is_in_both_lists_and_stands_in_the_index(
    output: Path, cases: dict[str, PublishedCase]
) -> None:
    index = json.loads((output / "feeds/index.json").read_bytes())
    pairs = {(code, topic) for code, topics in index["pairs"].items() for topic in topics}
    files = {
        (path.parent.name, path.name.partition(".")[0]) for path in (output / "feeds/districts").glob("*/*")
    }
    assert pairs == files
    assert len(pairs) > 50
    for code, topic in pairs:
        held = [
            case for case in cases.values() if {f"district/{code}", f"topic/{topic}"} <= case.places.keys()
        ]
        newest = sorted(held, key=lambda case: -case.places[f"district/{code}"])[:50]
        assert numbers(shown(output, f"districts/{code}/{topic}")) == [case.number for case in newest]
    assert index["districts"]["500101"] == "万州区"


# --- archives (RFC 5005) ----------------------------------------------------------------------------------


@cache
def _leads(path: Path) -> dict[str, str]:
    links = etree.parse(path).getroot().iterfind(f"{ATOM}link")
    return {link.get("rel"): urlsplit(link.get("href")).path.lstrip("/") for link in links}


@pytest.mark.parametrize("name", ["site", "columns/huisheng", "columns/liuyan"])
def test_following_the_archives_back_finds_every_case_once(
    output: Path, cases: dict[str, PublishedCase], name: str
) -> None:
    listed = "all" if name == "site" else f"column/{name.partition('/')[2]}"
    start = output / "feeds" / f"{name}.atom.xml"
    assert etree.parse(start).find(f"{FH}archive") is None
    seen, at, chain = set(numbers(feed_rules.of(start))), _leads(start)["prev-archive"], []
    while at:
        chain.append(at)
        assert etree.parse(output / at).find(f"{FH}archive") is not None
        assert _leads(output / at)["current"] == start.relative_to(output).as_posix()
        seen |= set(numbers(feed_rules.of(output / at)))
        at = _leads(output / at).get("prev-archive", "")
    assert seen == {number for number, case in cases.items() if listed in case.places}
    assert [_leads(output / path).get("next-archive") for path in chain] == [None, *chain[:-1]]
    archived = [number for path in chain for number in numbers(feed_rules.of(output / path))]
    assert len(archived) == len(set(archived))
    places = [cases[number].places[listed] for number in archived]
    assert places == sorted(places, reverse=True)


def test_an_archive_is_one_full_page_of_its_list(output: Path, cases: dict[str, PublishedCase]) -> None:
    for path in (output / "feeds/site").glob("page-*.atom.xml"):
        page = int(path.name.removeprefix("page-").partition(".")[0])
        places = {cases[number].places["all"] for number in numbers(feed_rules.of(path))}
        assert places <= set(range(20 * page - 19, 20 * page + 1))
        assert all(one.full for one in feed_rules.of(path))


# --- collections and the feed of a case -------------------------------------------------------------------


def test_every_feed_of_every_group_is_in_the_opml_of_all_and_leads_to_a_file(output: Path) -> None:
    every_one = _outlines(output / "feeds/all.opml")
    assert set(every_one) == {
        path for path in _feeds_by_rss(output) if "/districts/" not in path or path.count("/") == 2
    }
    assert all((output / path).is_file() for path in every_one)
    for path in (output / "feeds").glob("*.opml"):
        assert set(_outlines(path)) <= set(every_one), path


def _feeds_by_rss(output: Path) -> set[str]:
    found = (*(output / "feeds").rglob("*.rss.xml"), *(output / "feeds").rglob("*.podcast.xml"))
    return {path.relative_to(output).as_posix() for path in found}


def _outlines(path: Path) -> dict[str, str]:
    """The feeds' paths, and their names."""
    root = etree.parse(path).getroot()
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title")
    found = [one for one in root.iter("outline") if one.get("type") == "rss"]
    assert all(one.get("text") == one.get("title") and one.get("htmlUrl") for one in found)
    return {urlsplit(one.get("xmlUrl")).path.lstrip("/"): one.get("text") for one in found}


def test_every_case_has_a_feed_of_what_happened_to_it_that_begins_with_its_publication(
    output: Path, cases: dict[str, PublishedCase]
) -> None:
    files = {path.name.removesuffix(".atom.xml"): path for path in (output / "cases").glob("*.atom.xml")}
    assert files.keys() == cases.keys()
    for number, path in files.items():
        first = feed_rules.of(path)[-1]
        assert first.id.endswith(f"case/{number}/published")
        assert first.published == rfc3339(cases[number].published_at)
        assert f'href="/cases/{number}.atom.xml"' in (output / f"cases/{number}.html").read_text("utf-8")


def test_feedparser_reads_every_feed_without_a_complaint(output: Path) -> None:
    for path in every(output):
        if path.suffix == ".xml" and path.parent.name != "cases":
            read = feedparser.parse(path.read_bytes(), sanitize_html=False)
            assert read.bozo is False, path
            told = feed_rules.of(path)
            assert [(one.id, one.link) for one in read.entries] == [(one.id, one.href) for one in told], path
            assert [one.title for one in read.entries] == [one.title for one in told], path
