"""Figures as they are said: typed pieces of the text, each with both its forms.

The kinds stand in publish/radio/figures, one module each; `read` tries their rules in order, and
what one has read no other reads again. A rule sees the whole text as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from publish.radio.figures import registry
from publish.radio.figures.base import Figure, Rule
from publish.radio.figures.numerals import cardinal, dialled, digits, number

__all__ = ["Figure", "Said", "cardinal", "digits", "moved", "number", "phone", "read", "spoken"]

_FOLD = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum()} | {
    ord(wide): narrow for wide, narrow in zip("％．／＋＊＃", "%./+*#", strict=True)
}
SIGNS = str.maketrans("/#~$", "、号到，")
"""What is said for signs that belong to no figure: one character for one, so that places stay true."""

_ANY = re.compile(r"[\d*×Xx①-⑳Ⅰ-ⅻ½⅓⅔¼¾〇≥≤≈±><>+＋＊ⅠVI]")
_JOINTS = ("plain", "ranges")


class Said(msgspec.Struct, frozen=True):
    """A text as it is said, and its figures in order; none touches the next."""

    text: str
    figures: tuple[Figure, ...] = ()


class _Piece(msgspec.Struct, frozen=True):
    """A stretch of the written text and what is said for it."""

    start: int
    end: int
    said: str
    kind: str


def spoken(text: str) -> str:
    """The text with every figure as it is said."""
    return read(text).text


@lru_cache(maxsize=8192)
def read(text: str) -> Said:
    """The text as it is said, with its figures in both forms."""
    if not _ANY.search(text):
        return Said(text.translate(SIGNS))
    said, figures, after = "", [], 0
    for piece in _joined(sorted(_pieces(text.translate(_FOLD)), key=lambda one: one.start)):
        said += text[after : piece.start]
        written = text[piece.start : piece.end]
        figures.append(Figure(len(said), len(said) + len(piece.said), written, piece.kind))
        said, after = said + piece.said, piece.end
    return Said((said + text[after:]).translate(SIGNS), tuple(figures))


def moved(figure: Figure, by: int) -> Figure:
    """The figure in a text that stands `by` characters further on."""
    return Figure(figure.start + by, figure.end + by, figure.written, figure.kind)


def phone(text: str) -> str:
    """A telephone number in groups: 幺 for one, a short pause between area and number."""
    return "，".join(dialled(group) for group in re.split(r"[^\d]+", text) if group)


def _pieces(text: str) -> list[_Piece]:
    taken = bytearray(len(text))
    found: list[_Piece] = []
    for kind, rule in registry.rules():
        for start, end, said in _matches(rule, text, taken):
            taken[start:end] = b"\x01" * (end - start)
            found.append(_Piece(start, end, said, kind))
    return found


def _matches(rule: Rule, text: str, taken: bytearray) -> Iterator[tuple[int, int, str]]:
    place = 0
    while match := rule.pattern.search(text, place):
        start, end = match.span("n" if "n" in rule.pattern.groupindex else 0)
        said = None if any(taken[start:end]) or start == end else rule.say(match)
        if said is not None:
            yield start, end, said
        place = end if said is not None else match.start() + 1


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Pieces that touch are one figure: 2, -, 3 is 2-3."""
    found: list[_Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.end == piece.start:
            kind = piece.kind if last.kind in _JOINTS else last.kind
            found[-1] = _Piece(last.start, piece.end, last.said + piece.said, kind)
        else:
            found.append(piece)
    return found
