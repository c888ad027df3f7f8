"""HTML and XML: what a person reads, what stands in attributes, and what is commented out."""

from __future__ import annotations

import re
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
    "everything inside tags and comments; entities resolved. An entry of a feed is a record of its own. A "
    "document that declares entities of its own is refused"
)
_FEED = re.compile(r"<(?:feed|rss)[\s>]")
_ENTRY = re.compile(r"(?=<(?:entry|item)[\s>])|(?<=</entry>)|(?<=</item>)")
"""Where an entry begins, where one ends."""
_ENTRIES = ("<entry", "<item")
_HEAD = 1000
"""Characters in which a feed says that it is one."""


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
    yield Example(
        "<feed><entry><id>1</id>张</entry><entry>鹤鸣</entry></feed>".encode(), ("张", "鹤鸣"), ("张鹤鸣",)
    )
    yield Example(b'<script type="application/ld+json">{"a": "\\u5f20\\u9e64\\u9e23"}</script>', ("张鹤鸣",))


def read(data: bytes) -> Found:
    source = utf8(data)
    if "<!ENTITY" in source:
        raise UnreadableError("ENTITY")
    if not _FEED.search(source, 0, _HEAD):
        yield from _texts(source)
        return
    above = 0
    for piece in _ENTRY.split(source):
        yield from [_record(piece, above)] if piece.startswith(_ENTRIES) else _texts(piece, above)
        above += piece.count("\n")


def _texts(source: str, above: int = 0) -> Iterator[Text]:
    """What is read, and what stands in tags; `above`: the lines before it in the file."""
    text, marks = apart(source)
    text = entities(text)
    yield Text(text, line=partial(_line, text, above) if above else None)
    yield Text(entities(BORDER.join(marks)), "标记", line=partial(_line_of_tag, source, marks, above))


def _record(source: str, above: int) -> Text:
    """An entry as one text: it may name its matter in a tag, and somebody beside it."""
    text, marks = apart(source)
    text = entities(text)
    line = partial(_line_in_record, source, text, marks, above)
    return Text(f"{text}{BORDER}{entities(BORDER.join(marks))}", record=True, line=line)


def _line_in_record(source: str, text: str, marks: list[str], above: int, at: int) -> int:
    if at < len(text):
        return _line(text, above, at)
    return _line_of_tag(source, marks, above, at - len(text) - 1)


def _line(text: str, above: int, at: int) -> int:
    return above + text.count("\n", 0, at) + 1


def _line_of_tag(source: str, marks: list[str], above: int, at: int) -> int:
    """The line of the tag in which `at` lies; entities may move it by a little."""
    ends = list(accumulate(len(mark) + 1 for mark in marks))
    place = min(bisect_right(ends, at), len(ends) - 1)
    starts = [found.start() for found in TAG.finditer(source)]
    return above + source.count("\n", 0, starts[place]) + 1
