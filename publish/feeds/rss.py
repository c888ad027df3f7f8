"""RSS 2.0 with full text, by joining one fragment an item."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from publish.feeds.base import GENERATOR, KEPT, LANGUAGE, Entry, Example, Feed, updated
from publish.feeds.samples import FEED, GONE, HARD, STYLED
from publish.feeds.xml import HEADER, element, escape, fit, html_of, line, styled
from publish.text.dates import rfc822

NAME = "RSS"
SUFFIX = ".rss.xml"
CONTENT_TYPE = "application/rss+xml"
RENDERS = Feed

_ROOT = (
    '<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">\n<channel>\n'
)


def render(feed: Feed) -> bytes:
    """The feed as UTF-8 bytes, entries in the order given."""
    return assemble(feed, map(fragment, feed.entries))


def assemble(feed: Feed, fragments: Iterable[bytes | memoryview]) -> bytes:
    """The feed around items that were rendered before."""
    head = f"{HEADER}{styled(feed.styles)}{_ROOT}{_head(feed)}".encode()
    return b"".join((head, *map(fragment, feed.gone), *fragments, b"</channel>\n</rss>\n"))


@lru_cache(KEPT)
def fragment(entry: Entry) -> bytes:
    """One item; it says nothing of the feed it stands in."""
    return rendered(entry)


def rendered(entry: Entry) -> bytes:
    """`fragment`, for one that is not asked for again."""
    parts = (
        "<item>\n",
        element("title", line(entry.title) or "（无题）"),
        element("link", entry.href),
        element("description", html_of(entry.summary) or html_of(entry.title)),
        element("content:encoded", fit(entry.html)) if entry.html else "",
        element("guid", entry.id, ' isPermaLink="false"'),
        *(element("category", line(category)) for category in entry.categories),
        element("pubDate", rfc822(entry.published)),
        "</item>\n",
    )
    return "".join(parts).encode()


def _head(feed: Feed) -> str:
    parts = (
        element("title", line(feed.title)),
        element("link", feed.href),
        element("description", html_of(feed.description)),
        f'<atom:link href="{escape(feed.self_href)}" rel="self" type="{CONTENT_TYPE}"/>\n',
        element("generator", GENERATOR),
        element("language", LANGUAGE),
        element("lastBuildDate", rfc822(updated(feed))),
        element("dc:creator", line(feed.author)),
    )
    return "".join(parts)


EXAMPLES = (
    Example(FEED, ('<guid isPermaLink="false">tag:', "<pubDate>Thu, 28 Jul 2022 18:00:00 +0800</pubDate>")),
    Example(HARD, ("]]&gt;", "&amp;lt;script&amp;gt;")),
    Example(STYLED, ('<?xml-stylesheet type="text/css" href="/static/css/feed.css"?>',)),
    Example(GONE, ("<title>已撤回</title>", '<guid isPermaLink="false">tag:')),
)
