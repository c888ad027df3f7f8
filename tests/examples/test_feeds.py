"""Walks the feed formats: whatever stands in publish/feeds/ must be right in every reader."""

from __future__ import annotations

from datetime import datetime

import feedparser
import msgspec
import pytest
from lxml import etree

from publish.feeds import jsonfeed, registry
from publish.feeds.base import Entry, Example, changed
from publish.feeds.samples import EMPTY, FEED
from publish.feeds.xml import line
from publish.text.dates import BEIJING, local, rfc3339

CASES = [
    pytest.param(module, example, id=f"{module.NAME}-{place}")
    for module in registry.formats()
    if module.CONTENT_TYPE.endswith("xml")
    for place, example in enumerate(module.EXAMPLES)
]


def items(module: registry.Format, example: Example) -> list[Entry]:
    """What a reader takes for entries: in RSS what was withdrawn as well, which Atom tells otherwise."""
    gone = getattr(example.feed, "gone", ()) if module.NAME != "Atom" else ()
    return [*gone, *example.feed.entries]


@pytest.mark.parametrize(("module", "example"), CASES)
class TestEveryExample:
    def test_is_read_without_a_complaint(self, module: registry.Format, example: Example) -> None:
        assert feedparser.parse(module.render(example.feed)).bozo is False

    def test_is_well_formed_utf_8(self, module: registry.Format, example: Example) -> None:
        etree.fromstring(module.render(example.feed))

    def test_shows_every_title_in_order(self, module: registry.Format, example: Example) -> None:
        read = feedparser.parse(module.render(example.feed), sanitize_html=False)
        assert [entry.title for entry in read.entries] == [line(e.title) for e in items(module, example)]
        assert read.feed.title == line(example.feed.title)

    def test_gives_each_entry_its_tag_id_and_address(self, module: registry.Format, example: Example) -> None:
        read = feedparser.parse(module.render(example.feed))
        shown = [(entry.id, entry.link) for entry in read.entries]
        assert shown == [(entry.id, entry.href) for entry in items(module, example)]
        assert all(entry.id.startswith("tag:") for entry in read.entries)

    def test_names_itself_its_page_its_author_and_its_language(
        self, module: registry.Format, example: Example
    ) -> None:
        read = feedparser.parse(module.render(example.feed)).feed
        links = {link.rel: link for link in read.links}
        assert links["self"].href == example.feed.self_href
        assert links["self"].type == module.CONTENT_TYPE
        assert read.link == example.feed.href
        assert read.language == "zh-CN"
        assert line(read.author) == line(example.feed.author)

    def test_dates_every_entry_in_the_citys_own_zone(self, module: registry.Format, example: Example) -> None:
        read = feedparser.parse(module.render(example.feed))
        for shown, entry in zip(read.entries, items(module, example), strict=True):
            assert shown.published.endswith(("+0800", "+08:00"))
            assert f"{shown.published_parsed.tm_min:02}" == rfc3339(entry.published)[14:16]

    def test_writes_the_same_bytes_twice(self, module: registry.Format, example: Example) -> None:
        assert module.render(example.feed) == module.render(example.feed)

    def test_holds_what_the_module_promises(self, module: registry.Format, example: Example) -> None:
        text = module.render(example.feed).decode()
        assert [part for part in example.contains if part not in text] == []


class Item(msgspec.Struct, forbid_unknown_fields=True):
    """An item as jsonfeed.org/version/1.1 has it, less what we never write."""

    id: str
    url: str
    title: str
    summary: str
    date_published: datetime
    content_html: str | None = None
    content_text: str | None = None
    date_modified: datetime | None = None
    tags: list[str] = []


class JsonFeed(msgspec.Struct, forbid_unknown_fields=True):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str
    authors: list[dict[str, str]]
    language: str
    items: list[Item]


@pytest.mark.parametrize("example", [*jsonfeed.EXAMPLES, Example(EMPTY)])
class TestEveryExampleInJson:
    """feedparser reads no JSON Feed; the specification's own fields stand in for it."""

    def test_says_what_the_feed_says_and_nothing_else(self, example: Example) -> None:
        feed, read = example.feed, msgspec.json.decode(jsonfeed.render(example.feed), type=JsonFeed)
        assert read.version == "https://jsonfeed.org/version/1.1"
        assert (read.title, read.description) == (line(feed.title), line(feed.description))
        assert (read.home_page_url, read.feed_url, read.language) == (feed.href, feed.self_href, "zh-CN")
        assert read.authors == [{"name": line(feed.author)}]

    def test_gives_each_item_the_id_address_text_and_days_of_its_entry(self, example: Example) -> None:
        read = msgspec.json.decode(jsonfeed.render(example.feed), type=JsonFeed)
        for item, entry in zip(read.items, items(jsonfeed, example), strict=True):
            assert (item.id, item.url, item.title) == (entry.id, entry.href, line(entry.title))
            assert (item.content_html, item.content_text) == (
                entry.html,
                None if entry.html else entry.summary,
            )
            assert item.date_published == local(entry.published)
            assert item.date_modified in (None, changed(entry))
            assert item.tags == [line(category) for category in entry.categories]

    def test_holds_what_the_module_promises(self, example: Example) -> None:
        text = jsonfeed.render(example.feed).decode()
        assert [part for part in example.contains if part not in text] == []


def test_a_json_item_without_full_text_has_its_summary_for_a_content() -> None:
    entry = msgspec.structs.replace(FEED.entries[0], html=None)
    item = msgspec.json.decode(jsonfeed.fragment(entry), type=Item)
    assert (item.content_html, item.content_text) == (None, entry.summary)


def test_a_json_item_tells_a_correction_by_its_day() -> None:
    later = datetime(2022, 8, 1, 9, tzinfo=BEIJING)
    entry = msgspec.structs.replace(FEED.entries[0], updated=later)
    assert msgspec.json.decode(jsonfeed.fragment(entry), type=Item).date_modified == later


def test_the_four_formats_of_this_version_are_found() -> None:
    assert {"RSS", "Atom", "JSON Feed", "播客"} <= {module.NAME for module in registry.formats()}


def test_no_two_formats_share_an_address() -> None:
    suffixes = [module.SUFFIX for module in registry.formats()]
    assert len(set(suffixes)) == len(suffixes)
