"""A text on its way: the original, what is replaced so far, and how places of the two relate."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from publish.model.spans import Span


class Draft(msgspec.Struct, frozen=True):
    """`spans`: sorted, free of overlaps, offsets into `original`."""

    original: str
    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The original with every span replaced."""
        parts, at = [], 0
        for span in self.spans:
            parts += [self.original[at : span.start], span.replacement]
            at = span.end
        return "".join([*parts, self.original[at:]])

    def replaced(self) -> list[tuple[int, int]]:
        """Where the replacements stand in `text`."""
        return [(start, end) for start, end, _ in _shifts(self.spans)]

    def absorb(self, found: Iterable[Span]) -> Draft:
        """With spans that were found in `text`: moved to the original, widened over what they touch."""
        places = _shifts(self.spans)
        starts = [place[0] for place in places]
        moved = [_moved(span, places, starts) for span in found]
        return Draft(self.original, _united(self.spans, moved))

    def widen(self, found: Iterable[Span]) -> Draft:
        """With spans that were found in the original: those win, and swallow what they touch."""
        return Draft(self.original, _united(self.spans, list(found)))


def render(text: str, spans: Iterable[Span]) -> str:
    """`text` with its spans replaced."""
    return Draft(text, tuple(spans)).text


def _shifts(spans: tuple[Span, ...]) -> list[tuple[int, int, Span]]:
    """Where each span's replacement begins and ends in the text."""
    places, grown = [], 0
    for span in spans:
        start = span.start + grown
        places.append((start, start + len(span.replacement), span))
        grown += len(span.replacement) - (span.end - span.start)
    return places


def _moved(found: Span, places: list[tuple[int, int, Span]], starts: list[int]) -> Span:
    return msgspec.structs.replace(
        found, start=_back(found.start, places, starts, False), end=_back(found.end, places, starts, True)
    )


def _back(at: int, places: list[tuple[int, int, Span]], starts: list[int], closing: bool) -> int:
    """The original's place of `at`; inside a replacement, the edge of what it replaced."""
    index = bisect_right(starts, at - 1 if closing else at) - 1
    if index < 0:
        return at
    _, end, span = places[index]
    if at < end or (closing and at == end):
        return span.end if closing else span.start
    return span.end + (at - end)


def _united(old: tuple[Span, ...], new: list[Span]) -> tuple[Span, ...]:
    """New spans win, and swallow the old ones that they touch."""
    joined: list[Span] = []
    fresh = frozenset(new)
    for span in sorted([*old, *new], key=lambda span: (span.start, -span.end)):
        if joined and span.start < joined[-1].end:
            winner = span if span in fresh and joined[-1] not in fresh else joined[-1]
            joined[-1] = msgspec.structs.replace(
                winner, start=joined[-1].start, end=max(joined[-1].end, span.end)
            )
        else:
            joined.append(span)
    return tuple(joined)
