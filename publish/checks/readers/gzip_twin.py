"""gzip: a twin for browsers that take it, or a file of its own."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from publish.checks.readers.base import LARGEST, Example, Found, Part, Text, UnreadableError

NAME = "gzip"
SUFFIXES = (".gz",)
READS = "the file inside, by the suffix before .gz, and the name kept in it"


def examples() -> Iterator[Example]:
    yield Example(gzip.compress("电话13900001234".encode(), mtime=0), ("13900001234",))
    yield Example(gzip.compress(b"x", mtime=0) + gzip.compress(b"13900001234", mtime=0), ("13900001234",))


def read(data: bytes) -> Found:
    yield Text(data[:1024].decode("latin-1"), "gzip")
    try:
        yield Part("", _plain(data), twin=True)
    except zlib.error:
        raise UnreadableError("gzip") from None


def _plain(data: bytes) -> bytes:
    """Every member, one after the other, however small the file claims to be."""
    found = b""
    while data:
        member = zlib.decompressobj(wbits=31)
        found += member.decompress(data, LARGEST - len(found) + 1)
        if len(found) > LARGEST or not member.eof:
            raise UnreadableError("gzip")
        data = member.unused_data.lstrip(b"\0")
    return found
