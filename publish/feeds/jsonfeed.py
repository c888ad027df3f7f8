"""JSON Feed 1.1 (jsonfeed.org) with full text, by joining one fragment an item."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from publish.feeds.base import KEPT, LANGUAGE, Entry, Example, Feed, changed
from publish.feeds.samples import FEED, GONE, HARD
from publish.feeds.xml import fit, line
from publish.text.dates import local, rfc3339

NAME = "JSON Feed"
SUFFIX = ".feed.json"
CONTENT_TYPE = "application/feed+json"
RENDERS = Feed

VERSION = "https://jsonfeed.org/version/1.1"


def render(feed: Feed) -> bytes:
    """The feed as UTF-8 bytes, entries in the order given."""
    return assemble(feed, map(fragment, feed.entries))


def assemble(feed: Feed, fragments: Iterable[bytes | memoryview]) -> bytes:
    """The feed around items that were rendered before, one a line."""
    items = b",\n".join((*map(fragment, feed.gone), *fragments))
    return b"".join((_head(feed)[:-1], b',"items":[\n', items, b"\n]}\n"))


@lru_cache(KEPT)
def fragment(entry: Entry) -> bytes:
    """One item; it says nothing of the feed it stands in. Where there is no full text, the summary stands
    for it: an item must have a content."""
    return rendered(entry)


def rendered(entry: Entry) -> bytes:
    """`fragment`, for one that is not asked for again."""
    summary = line(entry.summary) or line(entry.title)
    return _known(
        id=entry.id,
        url=entry.href,
        title=line(entry.title) or "（无题）",
        content_html=fit(entry.html) if entry.html else None,
        content_text=None if entry.html else summary,
        summary=summary,
        date_published=rfc3339(entry.published),
        date_modified=rfc3339(changed(entry)) if changed(entry) != local(entry.published) else None,
        tags=[line(category) for category in entry.categories] or None,
    )


def _head(feed: Feed) -> bytes:
    return _known(
        version=VERSION,
        title=line(feed.title),
        home_page_url=feed.href,
        feed_url=feed.self_href,
        description=line(feed.description),
        authors=[{"name": line(feed.author)}],
        language=LANGUAGE,
    )


def _known(**fields: str | list[str] | list[dict[str, str]] | None) -> bytes:
    return msgspec.json.encode({name: value for name, value in fields.items() if value is not None})


EXAMPLES = (
    Example(FEED, ('"id":"tag:', '"date_published":"2022-07-28T18:00:00+08:00"', '"content_html":"<p>')),
    Example(GONE, ('"title":"已撤回"', '"id":"tag:')),
    Example(HARD, ("]]>", "<script>", '"tags":["\\"引\\"&<号>","民生"]')),
)
