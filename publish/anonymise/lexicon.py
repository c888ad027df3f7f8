"""Words the recognizers share: surnames, characters of given names, posts, titles, kin, trades."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_HERE = Path(__file__).parent / "lexicon"


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_words(name: str) -> list[str]:
    """The words of lexicon/`name`, separated by blanks; lines that begin with # are left out."""
    return " ".join(_lines(name)).split()


_SURNAMES = _lines("surnames.txt")
SURNAMES = frozenset("".join(line for line in _SURNAMES if " " not in line))
"""Single surnames, frequent and rare."""
COMPOUND = frozenset(word for line in _SURNAMES if " " in line for word in line.split())
"""Surnames of two characters."""
FREQUENT = frozenset(_SURNAMES[0])
"""Single surnames that about 95 of 100 people bear."""
GIVEN = frozenset("".join(_lines("given.txt")))
"""Characters that given names are made of."""
WORDS = frozenset(read_words("words.txt") + [word for word in read_words("kin.txt") if len(word) > 1])
"""Words that begin with a surname and name nobody."""
RARE = frozenset("".join(_lines("rare.txt")))
"""Single surnames that are believed only where a name must stand."""
PARTS = frozenset(read_words("parts.txt"))
"""Parts that names of other than Han people are made of."""
COMMON = WORDS | frozenset(read_words("common.txt"))
"""Words that have the form of a name and name nobody."""
BODIES = frozenset(read_words("bodies.txt"))
"""What public bodies, places and firms end in."""


def choice(words: Iterable[str]) -> str:
    """An expression for any of `words`, the longest first; what several begin with is written once."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[0], set()).add(word[1:])
    single = "".join(re.escape(head) for head, rest in sorted(rests.items()) if rest == {""})
    parts = [re.escape(head) + _rest(rest) for head, rest in sorted(rests.items()) if rest != {""}]
    parts += [f"[{single}]"] if single else []
    return f"(?:{'|'.join(parts)})"


def _rest(words: set[str]) -> str:
    longer = words - {""}
    return choice(longer) + "?" * ("" in words)


HAN = "[一-鿿㐀-䶿]"
SURNAME_CLASS = "[" + "".join(sorted(SURNAMES)) + "]"
FREQUENT_CLASS = "[" + "".join(sorted(FREQUENT)) + "]"
HEAD_CLASS = "[" + "".join(sorted(FREQUENT | {name[0] for name in COMPOUND})) + "]"
COMPOUND_CHOICE = "|".join(sorted(COMPOUND))

TITLES = tuple(read_words("titles.txt"))
"""What is said after a private person's surname."""
POSTS = tuple(read_words("posts.txt"))
"""What is said after the surname of somebody acting in a post."""
KIN = tuple(read_words("kin.txt"))
"""Words after which a name is somebody's kin or acquaintance."""
KIN_CHOICE = choice(word for word in KIN if len(word) > 1)
"""An expression for those of two characters and more."""
CHILD = frozenset(read_words("children.txt"))
"""Kin who may be minors: their names are replaced without the surname."""
OCCUPATIONS = tuple(read_words("occupations.txt"))
"""Trades and honours that few have."""
PEOPLES = tuple(read_words("peoples.txt"))
"""The country's peoples but the Han, without 族."""
