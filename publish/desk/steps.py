"""Original and public text side by side, in step: rows of sentences that belong together.

A row never ends inside a masked stretch, so what stands on its right is made of what stands on its left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from publish.model.spans import Flag, Span
from publish.model.texts import RedactedText

_END = re.compile(r"(?:[。！？；!?;]+[”’」』）)]*|\n)\s*")
SHORT = 18
"""A sentence of fewer characters stays with the next one."""


class Piece(msgspec.Struct, frozen=True):
    """A run of characters of one side. `start` and `end` are places in the original on both sides."""

    text: str
    start: int
    end: int
    span: Span | None = None
    flag: Flag | None = None


class Row(msgspec.Struct, frozen=True):
    """What stands on the left and on the right of one step."""

    original: tuple[Piece, ...]
    public: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether nothing is masked or doubted in it: on a phone one side is enough."""
        return not any(piece.span or piece.flag for piece in self.original)


def rows(original: str, text: RedactedText) -> list[Row]:
    """All of a field in steps: the left sides make up the original, the right sides the public text."""
    pieces = list(_pieces(original, text))
    cuts = _cuts(original, text.spans)
    return [_row(part) for part in _parts(pieces, cuts)]


def _pieces(original: str, text: RedactedText) -> Iterator[Piece]:
    """The original cut at every edge of a span or a flag."""
    edges = {0, len(original)}
    edges.update(edge for span in text.spans for edge in (span.start, span.end))
    inside = [edge for flag in text.flags for edge in (flag.start, flag.end)]
    edges.update(edge for edge in inside if not _within(edge, text.spans))
    spans = {span.start: span for span in text.spans}
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(original))
    for start, end in pairwise(ordered):
        span = spans.get(start)
        flag = None if span else _flag(text.flags, start, end)
        yield Piece(original[start:end], start, end, span, flag)


def _within(edge: int, spans: Iterable[Span]) -> bool:
    return any(span.start < edge < span.end for span in spans)


def _flag(flags: Iterable[Flag], start: int, end: int) -> Flag | None:
    return next((flag for flag in flags if flag.start < end and start < flag.end), None)


def _cuts(original: str, spans: Sequence[Span]) -> list[int]:
    """Where steps end: after a sentence or a line, never inside a masked stretch."""
    found: list[int] = []
    for match in _END.finditer(original):
        at = match.end()
        long_enough = at - (found[-1] if found else 0) >= SHORT or "\n" in match[0]
        if at < len(original) and long_enough and not _within(at, spans):
            found.append(at)
    return found


def _parts(pieces: Iterable[Piece], cuts: Sequence[int]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    waiting = iter(cuts)
    cut = next(waiting, None)
    for piece in pieces:
        rest: Piece | None = piece
        while rest and cut is not None and cut <= rest.end:
            head, rest = _split(rest, cut)
            yield [*part, head] if head else part
            part, cut = [], next(waiting, None)
        if rest:
            part.append(rest)
    if part:
        yield part


def _split(piece: Piece, cut: int) -> tuple[Piece | None, Piece | None]:
    at = cut - piece.start
    head = msgspec.structs.replace(piece, text=piece.text[:at], end=cut) if at else None
    rest = msgspec.structs.replace(piece, text=piece.text[at:], start=cut) if cut < piece.end else None
    return head, rest


def _row(pieces: Sequence[Piece]) -> Row:
    public = (
        msgspec.structs.replace(piece, text=piece.span.replacement) if piece.span else piece
        for piece in pieces
    )
    return Row(tuple(pieces), tuple(public))
