"""What trips a tongue or misleads an ear: runs of like sounds, and words heard as others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from publish.radio import pinyin
from publish.radio.ear import WORDS
from publish.radio.figures.numerals import DIGITS

_FIGURES = frozenset(DIGITS + "年月日点分")


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Syllables in a row with initials of two groups that are easily confused."""

    name: str
    groups: tuple[frozenset[str], frozenset[str]]
    least: int
    each: int


class Echo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same syllable so many times within so many, tones aside."""

    times: int
    within: int


class Traps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See words/traps.yaml."""

    homophones: dict[str, str]
    runs: tuple[Run, ...]
    echo: Echo


class Trap(msgspec.Struct, frozen=True):
    """A stretch of a text and what is hard about it, for the host's eyes."""

    start: int
    end: int
    warning: str


@cache
def traps() -> Traps:
    """The lists, read once."""
    return msgspec.yaml.decode((WORDS / "traps.yaml").read_bytes(), type=Traps)


def misheard(text: str) -> Iterator[Trap]:
    """Words that may be taken for another, each once."""
    seen: set[str] = set()
    for match in _homophones().finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            other = list(traps().homophones.values())[(match.lastindex or 1) - 1]
            yield Trap(match.start(), match.end(), f"易误听：{match[0]}，不是“{other}”")


def twisters(text: str) -> Iterator[Trap]:
    """Runs that trip the tongue; within one stretch the first kind found counts."""
    spoken = pinyin.syllables(text)
    for start, end in _stretches(spoken):
        found = _run(spoken, start, end) or _echo(text, spoken, start, end)
        if found:
            yield Trap(found[0], found[1], f"拗口：{text[found[0] : found[1]]}")


def _stretches(spoken: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places between which every character has a syllable."""
    gaps = [-1, *(place for place, one in enumerate(spoken) if not one), len(spoken)]
    for before, after in pairwise(gaps):
        if after - before > 3:
            yield before + 1, after


def _run(spoken: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    starts = [_initial(one) for one in spoken[start:end]]
    for run in traps().runs:
        place = 0
        while place < len(starts):
            stop = place
            while stop < len(starts) and any(starts[stop] in group for group in run.groups):
                stop += 1
            if stop - place >= run.least and all(
                sum(one in group for one in starts[place:stop]) >= run.each for group in run.groups
            ):
                return start + place, start + stop
            place = stop + 1
    return None


def _echo(text: str, spoken: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """The first place where one syllable comes back too often; years and the like don't count."""
    bare = [_toneless(one) for one in spoken[start:end]]
    times, within = traps().echo.times, traps().echo.within
    for place in range(len(bare) - times + 1):
        window = bare[place : place + within]
        if window.count(window[0]) >= times:
            last = max(index for index, one in enumerate(window) if one == window[0])
            first, stop = start + place, start + place + last + 1
            if not set(text[first:stop]) <= _FIGURES:
                return first, stop
    return None


def _initial(syllable: str) -> str:
    plain = _toneless(syllable)
    return plain[:2] if plain[1:2] == "h" else plain[:1]


@cache
def _toneless(syllable: str) -> str:
    """qī → qi; ü stays."""
    spread = unicodedata.normalize("NFD", syllable)
    return "".join(one for one in spread if not unicodedata.combining(one) or one == "\u0308")


@cache
def _homophones() -> re.Pattern[str]:
    return re.compile("|".join(f"({word})" for word in traps().homophones))
