"""Where the same words stand: in this field, in this matter, in a linked one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publish.desk.ops import Place
from publish.text.fold import fold


def said(originals: Mapping[str, str], place: Place) -> str:
    """The words at a place; "" where the place does not exist."""
    return originals.get(place.field, "")[place.start : place.end]


def places(originals: Mapping[str, str], words: str) -> list[Place]:
    """Every place that says `words`, however they are written (full width, odd blanks), field by field."""
    needle = fold(words)
    if not needle.strip():
        return []
    return [
        Place(field, start, start + len(needle))
        for field, text in originals.items()
        for start in _stands(fold(text), needle)
    ]


def _stands(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + len(needle))
