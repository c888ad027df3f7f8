"""What a host sees beside the words: how a figure was written, how a character is pronounced.

What is shown never holds a half-width bracket, so that the forms can set it in some.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

import msgspec

from publish.radio import pinyin, traps
from publish.radio.rundown import Line


class Mark(msgspec.Struct, frozen=True):
    """A stretch of a line and what is shown with it: a figure as it was written, or pinyin."""

    start: int
    end: int
    kind: Literal["figure", "pinyin"]
    shown: str


_POSTS = (
    "局长|处长|科长|主任|书记|区长|县长|镇长|乡长|市长|部长|院长|校长|所长|站长|队长|会长|经理|董事长|主席|秘书长|专员"
    "|巡视员|调研员|教授|律师|负责人|主播|老师|主持人|嘉宾|记者|我是"
)
_NUMERAL = re.compile("[\\d①-⑳Ⅰ-ⅻIVX½⅓⅔¼¾⅐-⅞]")
_BRACKETS = str.maketrans("()", "（）")
_AFTER = "(?=[，。、！？；]|还有|和|介绍|说|表示|告诉|认为|$)"
_CALLED = "先生|女士|老师|同志|师傅|局长|处长|科长|主任|书记|区长|县长|院长|校长|所长|经理|律师|教授|医生"


@lru_cache(maxsize=8192)
def marks(line: Line) -> tuple[Mark, ...]:
    """The line's marks in order; none overlaps another.

    A masked figure and a sign alone (+, 〇) are not shown as they were written.
    """
    figures = [
        Mark(one.start, one.end, "figure", one.written.translate(_BRACKETS))
        for one in line.figures
        if one.kind != "masks" and _NUMERAL.search(one.written)
    ]
    taken = {place for one in figures for place in range(one.start, one.end)}
    found = {one.start: one for one in _pinyin(line.text) if one.start not in taken}
    return tuple(sorted([*figures, *found.values()], key=lambda one: one.start))


def pieces(text: str, shown: Iterable[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """A text cut at its marks: each stretch with its mark, in order."""
    after = 0
    for mark in shown:
        if after < mark.start:
            yield text[after : mark.start], None
        yield text[mark.start : mark.end], mark
        after = mark.end
    if after < len(text):
        yield text[after:], None


@lru_cache(maxsize=8192)
def warnings(text: str) -> tuple[str, ...]:
    """What is hard to say or easily misheard in a text."""
    return tuple(trap.warning for trap in (*traps.twisters(text), *traps.misheard(text)))


def _pinyin(text: str) -> Iterator[Mark]:
    """Single characters with their pinyin; what the table says comes last and counts."""
    if any(map(pinyin.rare, text)):
        spoken = pinyin.syllables(text)
        for place, character in enumerate(text):
            if pinyin.rare(character) and spoken[place] != character:
                yield Mark(place, place + 1, "pinyin", spoken[place])
    for match in _words().finditer(text):
        word = pinyin.words()[match[0]]
        for place in word.marked:
            at = match.start() + place
            yield Mark(at, at + 1, "pinyin", word.syllables[place])
    yield from _surnames(text)


def _surnames(text: str) -> Iterator[Mark]:
    for match in _named().finditer(text):
        name = match["name"] or match["called"]
        said = pinyin.table().compound.get(name) or pinyin.table().surnames[name][0]
        at = match.start("name") if match["name"] else match.start("called")
        for place, syllable in enumerate(said.split()):
            yield Mark(at + place, at + place + 1, "pinyin", syllable)


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(pinyin.words(), key=lambda word: (-len(word), word))))


@cache
def _named() -> re.Pattern[str]:
    """A surname after a post with a given name and an end behind it, or before a title."""
    known = pinyin.table()
    names = "|".join(
        [*known.compound, *(_single(name, other) for name, (_, other) in known.surnames.items())]
    )
    given = r"[\u4e00-\u9fff]{1,2}"
    post = rf"(?:{_POSTS})(?P<name>{names}){given}{_AFTER}"
    return re.compile(rf"{post}|(?<![\u4e00-\u9fff])(?P<called>{names})(?={_CALLED})")


def _single(name: str, other: str) -> str:
    return f"{name}(?![{other}])" if other else name
