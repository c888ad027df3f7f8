"""What every kind of figure is made of: a pattern, and how what it finds is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

DATA = Path(__file__).parent.parent / "words" / "numbers.yaml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of words/numbers.yaml."""

    counted: str
    hotlines: tuple[str, ...]
    units: dict[str, str]
    per: dict[str, str]


WORDS = msgspec.yaml.decode(DATA.read_bytes(), type=Words)

N = r"\d+(?:\.\d+)?"
TO = r"\s*(?:[-—–~～－]+|至|到)\s*"
YEAR = r"(?:1[6-9]|20)\d\d"
HAN = r"[\u4e00-\u9fff]"
UNIT = "|".join(re.escape(unit) for unit in sorted(WORDS.units, key=lambda u: (-len(u), u)))
COUNTED = f"[{''.join(WORDS.counted.split())}]"


class Rule(NamedTuple):
    """`say` gives what is said instead of the match, or of its group `n`; None: it is no such figure."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]


class Figure(msgspec.Struct, frozen=True):
    """A figure in a text: where it stands in what is said, and how it was written."""

    start: int
    end: int
    written: str
    kind: str


def rule(pattern: str, say: Callable[[re.Match[str]], str | None] | str) -> Rule:
    """A rule; a plain word is said for whatever is found."""
    return Rule(re.compile(pattern), (lambda _: say) if isinstance(say, str) else say)
