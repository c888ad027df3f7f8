"""A known identifier in one written form, and how it is looked for in a text's skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import msgspec

from publish.anonymise.base import Hit, Rank, Source
from publish.model.spans import Kind
from publish.text.fold import Skeleton

STARS = "*×某●#•·.…"
TAILS = "尾后末"
CROSSES = "xX"
Gap = Literal["name", "number", "long", "star", "stars"]

_GAPS: dict[Gap, re.Pattern[str]] = {
    "name": re.compile(r"[\s·.*_\-'\"~()]*+"),
    "number": re.compile(r"(?:(?![。;!?、])[\W_])*|一"),
    "long": re.compile(r"[\W_]{0,12}|一"),
    "star": re.compile(r"[*×某]{1,2}"),
    "stars": re.compile(r"[ \-]?(?:…|[*×●#•·.…]{2,})[ \-]?"),
}


class Needle(msgspec.Struct, frozen=True, order=True):
    """`text` is a skeleton. `alone`: no letter or digit may touch it. `before`, `after`: what must
    stand around it, where the form alone would say too little (one of them is enough). `hints`: the form
    stands in no text that has none of these characters, so that such a text needn't be searched."""

    text: str
    kind: Kind
    gap: Gap = "number"
    who: str = ""
    alone: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    hints: str = ""


def find(needle: Needle, source: Source, skeleton: Skeleton) -> Iterator[Hit]:
    """Every place where the needle stands, as a known hit."""
    at = skeleton.text.find(needle.text)
    while at >= 0:
        end = at + len(needle.text)
        fits = _fits(needle, source, skeleton, at, end)
        if fits:
            yield _hit(needle, skeleton.places[at], skeleton.places[end - 1] + 1)
        at = skeleton.text.find(needle.text, end if fits else at + 1)


def _hit(needle: Needle, start: int, end: int) -> Hit:
    return Hit(start, end, needle.kind, 1.0, "known", Rank.KNOWN, needle.who)


def _fits(needle: Needle, source: Source, skeleton: Skeleton, at: int, end: int) -> bool:
    places = skeleton.places[at:end]
    start, stop = places[0], places[-1] + 1
    if not _joined(needle, source.folded, places, stop - start):
        return False
    if needle.alone and _touched(source.folded, start, stop):
        return False
    return not (needle.before or needle.after) or _in_context(needle, source.folded, start, stop)


def _joined(needle: Needle, folded: str, places: list[int], width: int) -> bool:
    if width == len(places):
        return needle.gap not in ("star", "stars")
    gaps = [folded[a + 1 : b] for a, b in pairwise(places) if b - a > 1]
    if needle.gap in ("star", "stars") and len(gaps) != 1:
        return False
    return all(_GAPS[needle.gap].fullmatch(gap) for gap in gaps)


def _touched(folded: str, start: int, stop: int) -> bool:
    around = folded[max(0, start - 1) : start] + folded[stop : stop + 1]
    return any(char.isascii() and char.isalnum() for char in around)


def _in_context(needle: Needle, folded: str, start: int, stop: int) -> bool:
    if needle.before and folded[max(0, start - 8) : start].rstrip(' :"“”(').endswith(needle.before):
        return True
    return bool(needle.after) and folded.startswith(needle.after, stop)
