"""Lists that don't shift (rule 5): page = (place - 1) // 20, numbered from the oldest.

A place is permanent, so an old page changes only when one of its own cases does. A page all of whose
cases were withdrawn is gone; its neighbours link over the gap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

import msgspec

PER_PAGE = 20


class Listing(msgspec.Struct, frozen=True):
    """A list's keys by page, newest first within a page; `numbers` are the pages there are, oldest
    first; `complete` says whether the newest page has given out its last place."""

    pages: dict[int, tuple[str, ...]]
    numbers: tuple[int, ...]
    complete: bool

    def front(self) -> tuple[str, ...]:
        """Keys on the list's front: the open page and the last full one before it."""
        shown = self.front_numbers()
        return tuple(key for number in reversed(shown) for key in self.pages[number])

    def front_numbers(self) -> tuple[int, ...]:
        return self.numbers[-1:] if self.complete else self.numbers[-2:]

    def older(self, number: int | None) -> int | None:
        """The page after this one when reading back in time; `None` is the front."""
        shown = self.front_numbers() if number is None else (number,)
        first = bisect_left(self.numbers, shown[0]) if shown else 0
        return self.numbers[first - 1] if first else None

    def newer(self, number: int) -> int | None:
        after = bisect_right(self.numbers, number)
        return self.numbers[after] if after < len(self.numbers) else None

    def newest(self, count: int) -> tuple[str, ...]:
        """The `count` newest keys."""
        found: list[str] = []
        for number in reversed(self.numbers):
            found += self.pages[number]
            if len(found) >= count:
                break
        return tuple(found[:count])

    def __len__(self) -> int:
        return sum(len(keys) for keys in self.pages.values())


EMPTY = Listing({}, (), True)


def listing(places: Mapping[int, str]) -> Listing:
    """The list whose keys have these permanent places (from 1)."""
    pages: dict[int, list[str]] = {}
    ordered = sorted(places, reverse=True)
    for place in ordered:
        pages.setdefault((place - 1) // PER_PAGE + 1, []).append(places[place])
    complete = not ordered or ordered[0] % PER_PAGE == 0
    return Listing({number: tuple(keys) for number, keys in pages.items()}, tuple(sorted(pages)), complete)
