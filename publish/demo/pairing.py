"""Which title and which answer go with a letter: the ones that share its rarer words."""

from __future__ import annotations

from collections import Counter
from functools import cache

from publish.demo.frames import SLOT

CLOSE = 0.6
"""An option is close when it shares this much of what the closest one shares."""


@cache
def fitting(letter: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """The options about the same thing as the letter; all of them if none stands out."""
    known = [_pairs(option) for option in options]
    spread = Counter(pair for pairs in known for pair in pairs)
    telling = {pair for pair in _pairs(letter) if spread[pair] < len(options)}
    scores = [sum(1 / spread[pair] for pair in sorted(pairs & telling)) for pairs in known]
    best = max(scores)
    chosen = [option for option, score in zip(options, scores, strict=True) if score >= CLOSE * best]
    return tuple(chosen)


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring characters of the words between the slots."""
    words = [word for word in SLOT.sub("\n", text).split("\n") if word]
    return frozenset(word[i : i + 2] for word in words for i in range(len(word) - 1))
