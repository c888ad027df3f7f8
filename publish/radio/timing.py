"""How long a spoken text takes: syllables at the host's rate, and a pause at every mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

RATE = 240
"""Syllables a minute."""

PAUSES: Mapping[str, int] = MappingProxyType(
    {"、": 120, "，": 200, "：": 250, "；": 350, "…": 300, "。": 500, "！": 500, "？": 500}
)
"""Milliseconds of silence after a mark."""


class Pace(msgspec.Struct, frozen=True):
    """How fast somebody reads: syllables a minute, milliseconds of silence at each mark."""

    rate: int = RATE
    pauses: dict[str, int] = msgspec.field(default_factory=lambda: dict(PAUSES))


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[A-Za-z]+")
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)


def syllables(text: str) -> int:
    """Syllables of a text: one a character or digit, one a letter of an abbreviation."""
    words = sum(_of_word(word) for word in _WORD.findall(text))
    return len(_HAN.findall(text)) + len(_DIGIT.findall(text)) + words


def milliseconds(text: str, pace: Pace) -> int:
    """How long `text` takes at `pace`, pauses included."""
    silence = sum(pace.pauses.get(mark, 0) for mark in text)
    return syllables(text) * 60_000 // pace.rate + silence


def clock(seconds: int) -> str:
    """Seconds for a host: 「45秒」「3分」「2分5秒」."""
    minutes, rest = divmod(seconds, 60)
    return (f"{minutes}分" if minutes else "") + (f"{rest}秒" if rest or not minutes else "")


def _of_word(word: str) -> int:
    return len(word) if word.isupper() else max(1, len(_VOWELS.findall(word)))
