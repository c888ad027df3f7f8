"""Atom 1.0 (RFC 4287) with full text, by joining one fragment an entry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from publish.feeds.base import GENERATOR, KEPT, LANGUAGE, Archive, Entry, Example, Feed, changed, updated
from publish.feeds.samples import ARCHIVED, FEED, GONE, HARD, STYLED
from publish.feeds.xml import HEADER, element, escape, fit, line, styled
from publish.text.dates import rfc3339

NAME = "Atom"
SUFFIX = ".atom.xml"
CONTENT_TYPE = "application/atom+xml"
RENDERS = Feed

_TOMBSTONES = ' xmlns:at="http://purl.org/atompub/tombstones/1.0"'
"""Of a feed that tells of something withdrawn (RFC 6721)."""
_HISTORY = ' xmlns:fh="http://purl.org/syndication/history/1.0"'
"""Of an archive (RFC 5005)."""


def render(feed: Feed) -> bytes:
    """The feed as UTF-8 bytes, entries in the order given."""
    return assemble(feed, map(fragment, feed.entries))


def assemble(feed: Feed, fragments: Iterable[bytes | memoryview]) -> bytes:
    """The feed around entries that were rendered before."""
    head = f"{HEADER}{styled(feed.styles)}{_root(feed)}{_head(feed)}{''.join(map(_gone, feed.gone))}"
    return b"".join((head.encode(), *fragments, b"</feed>\n"))


def _root(feed: Feed) -> str:
    old = feed.archive is not None and feed.archive.current is not None
    spaces = (_HISTORY if old else "") + (_TOMBSTONES if feed.gone else "")
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{spaces} xml:lang="{LANGUAGE}">\n'


def _gone(entry: Entry) -> str:
    """A reader that knows the id takes the entry away. Without a link: readers take it for the feed's."""
    opened = f'<at:deleted-entry ref="{escape(entry.id)}" when="{rfc3339(changed(entry))}">\n'
    return f"{opened}{element('at:comment', line(entry.summary))}</at:deleted-entry>\n"


@lru_cache(KEPT)
def fragment(entry: Entry) -> bytes:
    """One entry; it says nothing of the feed it stands in."""
    return rendered(entry)


def rendered(entry: Entry) -> bytes:
    """`fragment`, for one that is not asked for again."""
    parts = (
        "<entry>\n",
        element("id", entry.id),
        element("title", line(entry.title) or "（无题）"),
        element("updated", rfc3339(changed(entry))),
        element("content", fit(entry.html), ' type="html"') if entry.html else "",
        f'<link href="{escape(entry.href)}" rel="alternate" type="text/html"/>\n',
        element("summary", line(entry.summary) or line(entry.title)),
        *(f'<category term="{escape(line(category))}"/>\n' for category in entry.categories),
        element("published", rfc3339(entry.published)),
        "</entry>\n",
    )
    return "".join(parts).encode()


def _head(feed: Feed) -> str:
    parts = (
        element("id", feed.id),
        element("title", line(feed.title)),
        element("updated", rfc3339(updated(feed))),
        f"<author>\n{element('name', line(feed.author))}</author>\n",
        f'<link href="{escape(feed.href)}" rel="alternate" type="text/html"/>\n',
        f'<link href="{escape(feed.self_href)}" rel="self" type="{CONTENT_TYPE}"/>\n',
        _chain(feed.archive) if feed.archive else "",
        element("generator", GENERATOR),
        element("subtitle", line(feed.description)),
    )
    return "".join(parts)


def _chain(archive: Archive) -> str:
    """Where the feed goes on; an archive says that it is one."""
    leads = {"current": archive.current, "prev-archive": archive.older, "next-archive": archive.newer}
    links = (
        f'<link href="{escape(href)}" rel="{rel}" type="{CONTENT_TYPE}"/>\n'
        for rel, href in leads.items()
        if href
    )
    return ("<fh:archive/>\n" if archive.current else "") + "".join(links)


EXAMPLES = (
    Example(FEED, ("<id>tag:", "<published>2022-07-28T18:00:00+08:00</published>")),
    Example(HARD, ("]]&gt;", "&lt;script&gt;")),
    Example(ARCHIVED, ("<fh:archive/>", 'rel="prev-archive"', 'rel="next-archive"', 'rel="current"')),
    Example(STYLED, ('<?xml-stylesheet type="text/xsl" href="/static/xsl/feed.xsl"?>',)),
    Example(GONE, ('<at:deleted-entry ref="tag:', 'when="2022-07-28T18:00:00+08:00"')),
)
