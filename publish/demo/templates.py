"""Templates with {slots} become text with true spans: code points [start, end) and their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import msgspec

from publish.demo.frames import SLOT

Piece = tuple[str, str | None]
"""Words and the kind of what they name (None: nothing)."""


class Spanned(msgspec.Struct, frozen=True):
    """A text and what stands where in it: (start, end, kind), in order, without overlaps."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


@cache
def parts(template: str) -> tuple[tuple[str, str], ...]:
    """(literal, slot) pairs; the last slot is empty."""
    pieces = SLOT.split(template)
    return tuple(zip(pieces[0::2], [*pieces[1::2], ""], strict=True))


@cache
def slots(template: str) -> frozenset[str]:
    return frozenset(SLOT.findall(template))


def render(template: str, fill: Callable[[str], Iterable[Piece]]) -> Spanned:
    """The template with every slot filled."""
    words: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for literal, slot in parts(template):
        words.append(literal)
        at += len(literal)
        for text, kind in fill(slot) if slot else ():
            if kind:
                spans.append((at, at + len(text), kind))
            words.append(text)
            at += len(text)
    return Spanned("".join(words), tuple(spans))


def pieces(spanned: Spanned) -> list[Piece]:
    """A rendered text as pieces, to stand inside another."""
    found: list[Piece] = []
    at = 0
    for start, end, kind in spanned.spans:
        found += [(spanned.text[at:start], None), (spanned.text[start:end], kind)]
        at = end
    return [*found, (spanned.text[at:], None)]
