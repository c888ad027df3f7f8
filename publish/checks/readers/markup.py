"""HTML and XML: what a person reads, what stands in attributes, and what is commented out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import accumulate

from publish.checks.readers.base import Example, Found, Text, UnreadableError, utf8
from publish.text.squeeze import BORDER
from publish.text.unfold import TAG, apart, entities

NAME = "HTML, XML, feeds, sitemaps, OPML, SVG"
SUFFIXES = (".html", ".htm", ".xhtml", ".xml", ".svg", ".opml", ".xsl", ".rss", ".atom", ".rels", ".vml")
READS = (
    "text with the tags within a line joined over and all others as borders, scripts and styles with it; "
    "everything inside tags and comments; entities resolved. A document that declares its own is refused"
)


def examples() -> Iterator[Example]:
    yield Example(b"<p>139<b>0000</b>&#49;2&#x33;4</p>", ("13900001234",))
    yield Example(
        "<td>张</td><td>鹤鸣</td><p>1390000</p><p>1234</p>".encode(), ("鹤鸣",), ("张鹤鸣", "13900001234")
    )
    yield Example(b'<a title="x > y" href="tel:+86-139-0000-1234">call</a>', ("8613900001234",))
    yield Example(b"<img alt='a' data-x=13900001234>", ("13900001234",))
    yield Example(b"<p>x<!-- 139 0000 1234 --></p>", ("13900001234",))
    yield Example(b"<p>139<!-- x -->0000<wbr>1234</p>", ("13900001234",))
    yield Example("<description>&lt;p&gt;张&lt;i&gt;鹤鸣&lt;/i&gt;</description>".encode(), ("张鹤鸣",))
    yield Example("<summary><![CDATA[<p>张<i>鹤鸣</i>]]></summary>".encode(), ("张鹤鸣",))
    yield Example(b'<script type="application/ld+json">{"a": "\\u5f20\\u9e64\\u9e23"}</script>', ("张鹤鸣",))


def read(data: bytes) -> Found:
    source = utf8(data)
    if "<!ENTITY" in source:
        raise UnreadableError("ENTITY")
    text, marks = apart(source)
    yield Text(entities(text))
    yield Text(entities(BORDER.join(marks)), "标记", line=partial(_line, source, marks))


def _line(source: str, marks: list[str], at: int) -> int:
    """The line of the tag in which `at` lies; entities may move it by a little."""
    ends = list(accumulate(len(mark) + 1 for mark in marks))
    place = min(bisect_right(ends, at), len(ends) - 1)
    starts = [found.start() for found in TAG.finditer(source)]
    return source.count("\n", 0, starts[place]) + 1
