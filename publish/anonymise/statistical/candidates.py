"""Where the chances of a sentence's characters make a name, and whether its characters are a name's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from publish.anonymise import names
from publish.anonymise.lexicon import WORDS
from publish.anonymise.statistical.reader import Reading

LOWEST = 0.03
"""Chance under which nothing is said of a character."""
_INSIDE = 0.1
_BEGINS = 0.5
_LETTERS = re.compile(r"[一-鿿㐀-䶿·]")
_LONGEST = 4


class Candidate(msgspec.Struct, frozen=True):
    """[start, end) of a sentence; `fits`: it has the characters of a name."""

    start: int
    end: int
    chance: float
    fits: bool


def find(text: str, reading: Reading) -> Iterator[Candidate]:
    """Every stretch that may be a name, in order."""
    if reading.chance.max(initial=0.0) < LOWEST:
        return
    chance, begin = reading.chance.tolist(), reading.begin.tolist()
    for start, end in _stretches(text, chance):
        for first, last in _parts(begin, start, end):
            found = _judged(text, chance, first, last)
            if found:
                yield found


def _stretches(text: str, chance: list[float]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        if chance[at] < LOWEST or not _LETTERS.match(text[at]):
            at += 1
            continue
        start = at
        while at < len(text) and chance[at] >= LOWEST and _LETTERS.match(text[at]):
            at += 1
        yield start, at


def _parts(begin: list[float], start: int, end: int) -> Iterator[tuple[int, int]]:
    """One for each name: 王芳李强 are two."""
    for at in range(start + 2, end - 1):
        if begin[at] >= _BEGINS and at - start >= 2:
            yield start, at
            start = at
    yield start, end


def _judged(text: str, chance: list[float], start: int, end: int) -> Candidate | None:
    peak = max(chance[start:end])
    least = min(_INSIDE, peak / 2)
    while chance[start] < least:
        start += 1
    while chance[end - 1] < least:
        end -= 1
    start, end = _shaped(text, start, end)
    if end - start < 2 or "某" in text[start : end + 1] or text[end : end + 1] == "*":
        return None
    return Candidate(start, end, peak, peak >= 0.5 or _fits(text, start, end))


def _shaped(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a title behind; with the given name that a surname alone lacks."""
    for at in range(start + 1, end):
        if names.titled(text, at):
            return start, at
    if end - start == 1 and names.begins(text, start):
        return start, max(end, names.end(text, start))
    return start, end


def _fits(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    return names.likely(name) and name not in WORDS
