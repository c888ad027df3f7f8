"""The words of words/ear.yaml, compiled once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

WORDS = Path(__file__).parent / "words"


class Ear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said instead of what is written; see words/ear.yaml."""

    surnames: str
    ambiguous: str
    compound: str
    roles: str
    titles: str
    unreadable: str
    replace: dict[str, str]
    leading: str
    bound: str
    bodies: dict[str, str]


@cache
def ear() -> Ear:
    """The table, read once."""
    return msgspec.yaml.decode((WORDS / "ear.yaml").read_bytes(), type=Ear)


@cache
def replacements() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Expression and what is said, in the table's order."""
    return tuple((re.compile(pattern), said) for pattern, said in ear().replace.items())


@cache
def unreadable() -> re.Pattern[str]:
    """Marks and labels that no host can read aloud; a clause that holds one is left out."""
    return re.compile(ear().unreadable)
