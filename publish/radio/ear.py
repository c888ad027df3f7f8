"""The words of words/ear.yaml and the rules of words/ear_rules.yaml, read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

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
    leading: str
    bound: str
    bodies: dict[str, str]


@cache
def ear() -> Ear:
    """The table, read once."""
    return msgspec.yaml.decode((WORDS / "ear.yaml").read_bytes(), type=Ear)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of words/ear_rules.yaml: an expression and what is said for it, or a step of spoken.py."""

    name: str
    does: str
    examples: dict[str, str]
    find: str = ""
    say: str = ""
    step: str = ""
    only: Literal["", "office", "citizen"] = ""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order they run."""
    return msgspec.yaml.decode((WORDS / "ear_rules.yaml").read_bytes(), type=tuple[Rule, ...])


@cache
def expression(find: str) -> re.Pattern[str]:
    """A rule's expression, compiled once."""
    return re.compile(find)


@cache
def unreadable() -> re.Pattern[str]:
    """Marks and labels that no host can read aloud; a clause that holds one is left out."""
    return re.compile(ear().unreadable)
