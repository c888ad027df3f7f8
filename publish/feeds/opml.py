"""OPML 2.0 (opml.org/spec2.opml): feeds in groups, for a reader to take over at once."""

from __future__ import annotations

from publish.feeds.base import Collection, Example, Outline
from publish.feeds.samples import COLLECTION
from publish.feeds.xml import HEADER, element, escape, line

NAME = "OPML"
SUFFIX = ".opml"
CONTENT_TYPE = "text/x-opml"
RENDERS = Collection

DOCS = "http://opml.org/spec2.opml"


def render(feed: Collection) -> bytes:
    """The collection as UTF-8 bytes, groups and feeds in the order given."""
    head = "".join(
        (element("title", line(feed.title)), element("ownerName", line(feed.author)), element("docs", DOCS))
    )
    body = "".join(_group(label, held) for label, held in feed.groups)
    return f'{HEADER}<opml version="2.0">\n<head>\n{head}</head>\n<body>\n{body}</body>\n</opml>\n'.encode()


def _group(label: str, held: tuple[Outline, ...]) -> str:
    name = escape(line(label))
    return f'<outline text="{name}" title="{name}">\n{"".join(map(_outline, held))}</outline>\n'


def _outline(one: Outline) -> str:
    name = escape(line(one.title))
    return (
        f'<outline type="rss" text="{name}" title="{name}" xmlUrl="{escape(one.href)}" '
        f'htmlUrl="{escape(one.page)}"/>\n'
    )


EXAMPLES = (Example(COLLECTION, ('type="rss"', 'xmlUrl="https://huisheng.example/feeds/site.rss.xml"')),)
