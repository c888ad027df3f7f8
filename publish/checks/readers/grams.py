"""The terms of the search (docs/reference/search.md): every two characters that stand side by side in a text.

That the texts hold no name is told by the texts, which lie beside (search/text/); two characters that end one
word and begin the next may well make somebody's name. So signs are read one by one, and what is looked at
here is that the file holds nothing else: no longer term, no byte behind the last case.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.readers.base import Example, Found, Text, UnreadableError, joined

NAME = "terms of the search"
SUFFIXES = (".grams",)
READS = "each sign of a term by itself; terms of more than two signs, and bytes besides, are refused"


def examples() -> Iterator[Example]:
    yield Example(b"\x01\x06" + "噪声".encode() + b"\x02\x00", ("噪", "声"), ("噪声",))
    yield Example(b"\x00\x00", ())


def read(data: bytes) -> Found:
    try:
        count, at = _varint(data, 0)
        length, at = _varint(data, at)
        signs, at = data[at : at + length].decode(), at + length
        for _ in range(count):
            size, at = _varint(data, at)
            length += size >> 1
    except (IndexError, UnicodeDecodeError):
        raise UnreadableError("grams") from None
    if len(signs) != 2 * count or at + length - len(signs.encode()) != len(data):
        raise UnreadableError("grams")
    yield Text(joined(iter(signs)))


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first, the eighth where more follow (LEB128)."""
    value, shift = 0, 0
    while data[at] & 128:
        value, shift, at = value | (data[at] & 127) << shift, shift + 7, at + 1
    return value | data[at] << shift, at + 1
