"""The country's provinces, cities, districts and towns, ready for look-up (lexicon/places.txt)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "lexicon" / "places.txt"
PEOPLES = (
    "阿昌族|白族|保安族|布朗族|布依族|藏族|朝鲜族|达斡尔族|傣族|德昂族|东乡族|侗族|独龙族|鄂伦春|鄂温克族|仡佬族|哈尼族|哈萨克族?|回族"
    "|景颇族|柯尔克孜族?|拉祜族|黎族|傈僳族|毛南族|蒙古族?|苗族|仫佬族|纳西族|怒族|普米族|羌族|撒拉族|畲族|水族|塔吉克|土族|土家族|佤族"
    "|维吾尔|锡伯族?|瑶族|彝族|裕固族|壮族|各族"
)
"""Peoples named in the names of autonomous places, as an expression."""


class Places:
    """Names of places by their first two characters, so that most look-ups end at once."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self._longest = max((len(name) for name in names), default=0)
        self._heads = frozenset(name[:2] for name in names)
        self._ends = frozenset(name[-2:] for name in names)

    def covers(self, folded: str, start: int, end: int) -> bool:
        """Whether [start, end) lies within the name of a place that stands there."""
        return any(self._stands(folded, at, end) for at in range(max(0, end - self._longest), start + 1))

    def begins(self, folded: str, at: int) -> int:
        """End of the longest name of a place that begins at `at`; 0 where none does."""
        if folded[at : at + 2] not in self._heads:
            return 0
        return next((to for to in range(at + self._longest, at + 1, -1) if folded[at:to] in self.names), 0)

    def ends(self, folded: str, at: int) -> int:
        """Beginning of the longest name of a place that ends at `at`; `at` where none does."""
        if folded[max(0, at - 2) : at] not in self._ends:
            return at
        return next(
            (on for on in range(max(0, at - self._longest), at - 1) if folded[on:at] in self.names), at
        )

    def _stands(self, folded: str, at: int, end: int) -> bool:
        if folded[at : at + 2] not in self._heads:
            return False
        return any(folded[at:to] in self.names for to in range(max(end, at + 2), at + self._longest + 1))


@cache
def country() -> Places:
    """The whole country's, loaded once a process."""
    lines = FILE.read_text("utf-8").splitlines()
    return Places(frozenset(line for line in lines if line and not line.startswith("#")))
