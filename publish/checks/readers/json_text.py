"""JSON, and what is written in its way."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.readers.base import Example, Found, Text, utf8
from publish.text.unfold import escapes

NAME = "JSON, JSON-LD, GeoJSON, web manifests"
SUFFIXES = (".json", ".jsonld", ".geojson", ".webmanifest", ".map")
READS = "keys and values, escapes resolved; values are not joined"


def examples() -> Iterator[Example]:
    yield Example(b'{"text": "\\u5f20\\u9e64\\u9e23"}', ("张鹤鸣",))
    yield Example(b'{"13900001234": 1}\n{"n": 500101199003070018}', ("13900001234", "500101199003070018"))
    yield Example('{"text": "张\\n鹤鸣"}'.encode(), ("张鹤鸣",))
    yield Example(b'["139", "0000", "1234"]', ("0000",), ("13900001234",))


def read(data: bytes) -> Found:
    yield Text(escapes(utf8(data)))
