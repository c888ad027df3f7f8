"""Brotli: a twin for browsers that take it."""

from __future__ import annotations

from collections.abc import Iterator

import brotli

from publish.checks.readers.base import LARGEST, Example, Found, Part, UnreadableError

NAME = "Brotli"
SUFFIXES = (".br",)
READS = "the file inside, by the suffix before .br"


def examples() -> Iterator[Example]:
    yield Example(brotli.compress("电话13900001234".encode()), ("13900001234",))


def read(data: bytes) -> Found:
    stream, found = brotli.Decompressor(), b""
    try:
        found = stream.process(data, output_buffer_limit=LARGEST + 1)
    except brotli.error:
        raise UnreadableError("Brotli") from None
    if len(found) > LARGEST or not stream.is_finished():
        raise UnreadableError("Brotli")
    yield Part("", found, twin=True)
