"""How a text is pronounced: pypinyin, told better by words/pinyin.yaml."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec
from pypinyin import Style, load_phrases_dict, pinyin

from publish.radio.ear import WORDS

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See words/pinyin.yaml."""

    surnames: dict[str, tuple[str, str]]
    compound: dict[str, str]
    places: dict[str, str]
    words: dict[str, str]
    right: dict[str, str]
    familiar: str


class Word(msgspec.Struct, frozen=True):
    """A word's syllables, and the places of those a host may stumble on."""

    syllables: tuple[str, ...]
    marked: tuple[int, ...]


@cache
def table() -> Table:
    """The table, read once."""
    return msgspec.yaml.decode((WORDS / "pinyin.yaml").read_bytes(), type=Table)


@cache
def words() -> dict[str, Word]:
    """Every word of the table; one without a mark keeps a shorter one inside it from being found."""
    said = {**table().places, **table().words, **table().right}
    return {word: _word(syllables) for word, syllables in said.items()}


@lru_cache(maxsize=8192)
def syllables(text: str) -> tuple[str, ...]:
    """The pinyin of each character with its tone mark; empty for what is no Chinese character."""
    _taught()
    found: list[str] = []
    for character, reading in zip(text, _readings(text), strict=True):
        found.append(reading if HAN.match(character) else "")
    return tuple(found)


@cache
def rare(character: str) -> bool:
    """Whether a Chinese character is outside GB 2312's first level and none that every host knows."""
    if not HAN.match(character) or character in table().familiar:
        return False
    try:
        coded = character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return coded[0] >= 0xD8


def _readings(text: str) -> list[str]:
    """One a character: pypinyin leaves a stretch of other characters whole, so they are spread."""
    return [one[0] for one in pinyin(text, style=Style.TONE, errors=_spread)]  # type: ignore[arg-type]


def _spread(other: str) -> list[str]:
    return list(other)


def _word(said: str) -> Word:
    parts = said.split()
    marked = tuple(place for place, part in enumerate(parts) if part.startswith("*"))
    return Word(tuple(part.lstrip("*") for part in parts), marked)


@cache
def _taught() -> None:
    """Give pypinyin our words, once."""
    known = table()
    taught = {**known.compound, **known.places, **known.words, **known.right}
    load_phrases_dict({word: [[one] for one in _word(said).syllables] for word, said in taught.items()})
