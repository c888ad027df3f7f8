"""What a page says of the feeds beside it. The feeds themselves are composed a stage above."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from publish.site.addresses import Addresses, feed_stem
from publish.site.views import FeedLink


class FeedFormat(msgspec.Struct, frozen=True):
    """A format feeds are written in: "RSS", ".rss.xml", "application/rss+xml"."""

    name: str
    suffix: str
    type: str


class Formats(msgspec.Struct, frozen=True):
    """Formats of the feeds of cases, of the feeds of programmes, and of their calendars."""

    cases: tuple[FeedFormat, ...] = ()
    programmes: tuple[FeedFormat, ...] = ()
    calendars: tuple[FeedFormat, ...] = ()


def links(formats: Iterable[FeedFormat], addresses: Addresses, name: str, title: str) -> tuple[FeedLink, ...]:
    """The feed `name` ("columns/huisheng") in each format."""
    stem = feed_stem(name)
    return tuple(
        FeedLink(f"{title}（{each.name}）", addresses.href(stem + each.suffix), each.type) for each in formats
    )
