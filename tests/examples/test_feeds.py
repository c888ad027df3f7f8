"""Walks the feed formats: whatever stands in publish/feeds/ must be right in every reader."""

from __future__ import annotations

import feedparser
import pytest
from lxml import etree

from publish.feeds import registry
from publish.feeds.base import Example
from publish.feeds.xml import line
from publish.text.dates import rfc3339

CASES = [
    pytest.param(module, example, id=f"{module.NAME}-{place}")
    for module in registry.formats()
    if module.CONTENT_TYPE.endswith("xml")
    for place, example in enumerate(module.EXAMPLES)
]


@pytest.mark.parametrize(("module", "example"), CASES)
class TestEveryExample:
    def test_is_read_without_a_complaint(self, module: registry.Format, example: Example) -> None:
        assert feedparser.parse(module.render(example.feed)).bozo is False

    def test_is_well_formed_utf_8(self, module: registry.Format, example: Example) -> None:
        etree.fromstring(module.render(example.feed))

    def test_shows_every_title_in_order(self, module: registry.Format, example: Example) -> None:
        read = feedparser.parse(module.render(example.feed), sanitize_html=False)
        assert [entry.title for entry in read.entries] == [line(e.title) for e in example.feed.entries]
        assert read.feed.title == line(example.feed.title)

    def test_gives_each_entry_its_tag_id_and_address(self, module: registry.Format, example: Example) -> None:
        read = feedparser.parse(module.render(example.feed))
        shown = [(entry.id, entry.link) for entry in read.entries]
        assert shown == [(entry.id, entry.href) for entry in example.feed.entries]
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
        for shown, entry in zip(read.entries, example.feed.entries, strict=True):
            assert shown.published.endswith(("+0800", "+08:00"))
            assert f"{shown.published_parsed.tm_min:02}" == rfc3339(entry.published)[14:16]

    def test_writes_the_same_bytes_twice(self, module: registry.Format, example: Example) -> None:
        assert module.render(example.feed) == module.render(example.feed)

    def test_holds_what_the_module_promises(self, module: registry.Format, example: Example) -> None:
        text = module.render(example.feed).decode()
        assert [part for part in example.contains if part not in text] == []


def test_the_three_formats_of_this_version_are_found() -> None:
    assert {"RSS", "Atom", "播客"} <= {module.NAME for module in registry.formats()}


def test_no_two_formats_share_an_address() -> None:
    suffixes = [module.SUFFIX for module in registry.formats()]
    assert len(set(suffixes)) == len(suffixes)
