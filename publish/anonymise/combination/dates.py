"""Dates in a text that tell more than the quarter or the year a matter is shown with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publish.anonymise import lexicon
from publish.anonymise.combination import words
from publish.text import fold

FAR = 2
"""Years away from the matter's own beyond which a date isn't one of its procedure."""

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"{_N}[日号]"
_DATE = re.compile(
    r"(?P<year>(?:(?:20)?[0-9]{2}|去|今|前|明|当|本)年[的 ]?)?"
    rf"(?P<month>(?:{_N}|[元正腊])月)(?:份|[初中底末]|[上中下]旬)?"
    rf"(?P<day>(?:{_DAY}(?:[-~至到、及和]{{1,2}}{_DAY})?)?)"
)
_FIGURES = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})(?P<mark>[-./])[0-9]{1,2}(?:(?P=mark)[0-9]{1,2})?(?![0-9])"
)
_PART = re.compile(r"第?[一二三四1-4]季度|[上下]半年|年[初底末]|岁末")


def found(text: str, year: int | None) -> Iterator[tuple[int, int, str]]:
    """Stretches that tell a month, a day or a season of about `year`, and what is left of each."""
    folded = fold.fold(text)
    said = words.load().time
    for match in _DATE.finditer(folded):
        if _near(match["year"], year):
            yield (*match.span(), _less(match, year, said))
    for match in _FIGURES.finditer(folded):
        if _near(match["year"], year):
            yield (*match.span(), said["date"])
    for match in _PART.finditer(folded):
        yield (*match.span(), said["quarter"] if "季" in match[0] else said["part"])
    for match in _feasts()[0].finditer(folded):
        yield (*match.span(), _feasts()[1][match[0]])


def _near(written: str | None, year: int | None) -> bool:
    digits = re.sub(r"[^0-9]", "", written or "")
    if not digits or year is None:
        return True
    return abs(int(digits) % 100 - year % 100) < FAR


def _less(match: re.Match[str], year: int | None, said: dict[str, str]) -> str:
    """The matter's own year stays; another one would tell on which side of New Year it lay."""
    written = match["year"] or ""
    kept = written if year is not None and written.strip().startswith((str(year), f"{year % 100}年")) else ""
    day = said["day"] if match["day"] else ""
    return kept + said["month"] + day


@cache
def _feasts() -> tuple[re.Pattern[str], dict[str, str]]:
    instead = words.split(words.load().feasts)
    return re.compile(lexicon.choice(instead)), instead
