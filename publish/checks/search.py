"""Looks for identifiers in texts: the automaton says where one may stand, the text as written decides.

The automaton reads squeezed text, in which nothing parts an identifier. What it finds counts if it begins
and ends where the writing does: a run of digits is not cut out of a longer one, a name not out of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from publish.checks.readers.base import Text
from publish.checks.wanted import EVERYWHERE, WORD_HERE, WORD_THERE, Wanted
from publish.text.squeeze import GAP, INVISIBLE, digits, level, squeeze
from publish.text.unfold import unfolded

NUMBER = re.compile(r"[A-Z]{2}-[0-9]{4}-[0-9]{6}(?![0-9])")
LONG = 10
"""Digits from which a number may be parted by blanks and still be one."""
NAMES = ("name", "org_name")
_HAN = re.compile(r"[一-鿿㐀-䶿𠀀-𲎯]")
_AHEAD = re.compile(r"(?<![0-9])(?:(?:00)?86|0[0-9]{2,3})$")
"""What a telephone number is written behind: the country, the area."""
_BEFORE = "是叫名人为由与和及跟同对向找请让被给把将令托问称据因至于，的"
_AFTER = "的与和及某先女同说称反诉投表认来到在于向对因等家住系是为被将已未不本之也均"
_LONGEST_WORD = 12


class Hit(msgspec.Struct, frozen=True):
    """An identifier that stands in a text: its kind, the matter it belongs to, and where it stands."""

    kind: str
    number: str | None
    part: str
    line: int


class View:
    """A text as written, levelled when it is first needed."""

    def __init__(self, text: str, source: Text) -> None:
        self.text, self.source = text, source

    @cached_property
    def level(self) -> str:
        return level(self.text)

    @cached_property
    def digits(self) -> str:
        return digits(self.level)


Candidate = tuple[View, int, str, set[str]]
"""What may stand in a view: its place among the wanted, its value, the matters that the text names."""


def search(wanted: Wanted, texts: Iterable[Text], numbers: Iterable[str]) -> Iterator[Hit]:
    """Every identifier that stands in one file's texts and must not, each once; `numbers`: the matters it
    was made of, beside those that it names itself."""
    own, found = set(numbers), list[Candidate]()
    for source in texts:
        views = [View(text, source) for text in unfolded(source.text)]
        named = {number for view in views for number in NUMBER.findall(view.text)}
        own |= named
        found += [each for view in views for each in candidates(wanted, view, named)]
    seen = set[Hit]()
    for view, key, value, named in found:
        hit = _judged(wanted, view, key, value, named if view.source.record and named else own)
        if hit and hit not in seen:
            seen.add(hit)
            yield hit


def candidates(wanted: Wanted, view: View, named: set[str]) -> Iterator[Candidate]:
    """What the automaton finds, each identifier once."""
    squeezed = squeeze(view.text).encode("utf-8", "replace")
    matches = wanted.automaton.find_matches_as_indexes(squeezed, overlapping=True)
    for key, start, end in {match[0]: match for match in matches}.values():
        if wanted.flags[key] & EVERYWHERE or key in wanted.numbers:
            yield view, key, squeezed[start:end].decode(), named


def _judged(wanted: Wanted, view: View, key: int, value: str, own: set[str]) -> Hit | None:
    """The hit, where this file may not hold this identifier and it stands there as one."""
    flags, numbers = wanted.flags[key], wanted.numbers.get(key, frozenset())
    here = numbers & own
    if not here and not flags & EVERYWHERE:
        return None
    at = _stands(
        wanted, view, value, wanted.kind(key), flags & (WORD_HERE if here else WORD_THERE), bool(here)
    )
    if at is None:
        return None
    text = view.source
    line = text.line(at) if text.line else view.text.count("\n", 0, at) + 1
    return Hit(wanted.kind(key), min(here or numbers, default=None), text.part, line)


def _stands(wanted: Wanted, view: View, value: str, kind: str, as_word: int, here: bool) -> int | None:
    """Where an identifier stands as one; None where it is only part of something else."""
    for found in re.finditer(GAP.join(map(re.escape, value)), view.digits):
        start, end = found.span()
        if kind in NAMES:
            good = _is_name(wanted.words, view.level, start, end, bool(as_word), here)
        else:
            good = _is_whole(view, start, end) and (here or _is_tight(found[0], value))
        if good:
            return start
    return None


def _is_whole(view: View, start: int, end: int) -> bool:
    """Whether a number begins and ends there, 汉字 digits read as digits or as 汉字."""
    return any(_cut(text, start, end) for text in (view.level, view.digits))


def _cut(text: str, start: int, end: int) -> bool:
    letters = any("a" <= char <= "z" for char in text[start:end])
    before, after = text[start - 1 : start], text[end : end + 1]
    left = _apart(before, text[start], letters) or bool(_AHEAD.search(text, max(0, start - 6), start))
    return left and _apart(after, text[end - 1], letters)


def _apart(outer: str, inner: str, letters: bool) -> bool:
    """Whether a character beside an identifier doesn't continue it."""
    if not inner.isascii() or not outer.isascii():
        return True
    return not (outer.isdigit() or (letters and outer.isalnum()))


def _is_tight(written: str, value: str) -> bool:
    """Whether a short number is written without blanks: two numbers side by side are none."""
    return len(value) >= LONG or not value.isdigit() or not set(written) - set(value) - {INVISIBLE, "-"}


def _is_name(words: frozenset[str], text: str, start: int, end: int, as_word: bool, here: bool) -> bool:
    """Whether a name stands there, and not a piece of a longer word or of two."""
    if any(char.isascii() and char.isdigit() for char in text[start:end]):
        return False
    if as_word:
        return _ends(text[start - 1 : start], _BEFORE) and _ends(text[end : end + 1], _AFTER)
    if _covered(words, text, start, end):
        return False
    return here or not (_straddled(words, text, start) and _straddled(words, text, end))


def _ends(char: str, allowed: str) -> bool:
    return not char or not _HAN.match(char) or char in allowed


def _covered(words: frozenset[str], text: str, start: int, end: int) -> bool:
    """Whether a longer word lies over [start, end)."""
    return any(
        text[at:to] in words
        for at in range(max(0, end - _LONGEST_WORD), start + 1)
        for to in range(end + (at == start), at + _LONGEST_WORD + 1)
    )


def _straddled(words: frozenset[str], text: str, at: int) -> bool:
    """Whether a word begins before `at` and ends behind it."""
    return any(
        text[begin:to] in words for begin in range(max(0, at - 3), at) for to in range(at + 1, begin + 5)
    )
