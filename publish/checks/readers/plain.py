"""Plain text, and whatever is read as it stands: style sheets, scripts, subtitles, calendars."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.readers.base import Example, Found, Text, utf8

NAME = "plain text, CSS, JavaScript, iCalendar, subtitles, Markdown"
SUFFIXES = ("", ".txt", ".css", ".js", ".mjs", ".ics", ".vtt", ".srt", ".lrc", ".md", ".m3u", ".log", ".conf")
READS = "all of it; folded lines of a calendar are one"


def examples() -> Iterator[Example]:
    yield Example("电话１３９ 0000-1234".encode(), ("13900001234",))
    yield Example(b"SUMMARY:139000\r\n 01234", ("13900001234",))
    yield Example(b'a::after{content:"\\5f20\\9e64\\9e23"}', ("张鹤鸣",))
    yield Example(b"139,0000,1234", ("0000",), ("13900001234",))


def read(data: bytes) -> Found:
    yield Text(utf8(data))
