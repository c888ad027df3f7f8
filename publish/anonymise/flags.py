"""Doubts that are left when everything is masked: where, why, and free of overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.anonymise import overlaps
from publish.anonymise.base import Hit
from publish.model.spans import Flag, Span


def open_flags(doubts: Iterable[Hit], text: str, spans: Sequence[Span]) -> tuple[Flag, ...]:
    """A flag for every part of a doubt that isn't masked and isn't mere punctuation.

    `spans`: sorted. A name masked in the midst of a doubt leaves what stands on both its sides.
    """
    return tuple(
        Flag(start, end, hit.doubt, hit.kind)
        for hit in overlaps.resolve(doubts)
        for start, end in _gaps(hit.start, hit.end, spans)
        if any(char.isalnum() for char in text[start:end])
    )


def _gaps(start: int, end: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for span in spans:
        if span.end <= start or span.start >= end:
            continue
        if span.start > start:
            yield start, span.start
        start = span.end
    if start < end:
        yield start, end
