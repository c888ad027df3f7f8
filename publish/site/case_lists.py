"""Lists of cases in the memory of the build."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from publish.site import paging
from publish.site.database import Database
from publish.site.paging import Listing, places_of

BLOCK = 400
"""Places that are asked for at once: those who ask for one mostly ask for the next."""
KEPT_BLOCKS = 2


class Block(msgspec.Struct, frozen=True):
    """Some of a list: the cases at a run of places, and when each was changed last."""

    places: Sequence[int]
    keys: Sequence[str]
    changes: Sequence[int]


class Shelved(Listing):
    """A list of cases: of it, no more is held than the numbers of its pages and a block or two."""

    def __init__(self, held: Database, name: str) -> None:
        self._held, self._name = held, name
        self._block = lru_cache(KEPT_BLOCKS)(self._loaded)

    def _loaded(self, number: int) -> Block:
        question = "select place, number, modified from places where list = ? and place between ? and ?"
        bounds = number * BLOCK + 1, (number + 1) * BLOCK
        columns = tuple(
            zip(*self._held.rows(f"{question} order by place", (self._name, *bounds)), strict=True)
        )
        return Block(*columns) if columns else Block((), (), ())

    def _slices(self, first: int, last: int) -> Iterator[tuple[Block, slice]]:
        for number in range((first - 1) // BLOCK, (last - 1) // BLOCK + 1):
            block = self._block(number)
            yield block, slice(bisect_left(block.places, first), bisect_right(block.places, last))

    def __len__(self) -> int:
        return int(self._one("select sum(cases) from counts where list = ?") or 0)

    @cached_property
    def numbers(self) -> Sequence[int]:  # type: ignore[override]
        question = "select distinct (place - 1) / ? + 1 from places where list = ? order by 1"
        return tuple(number for (number,) in self._held.rows(question, (paging.PER_PAGE, self._name)))

    @cached_property
    def last(self) -> int:  # type: ignore[override]
        return int(self._one("select max(place) from places where list = ?") or 0)

    def keys(self, first: int, last: int) -> Sequence[str]:
        return [key for block, part in self._slices(first, last) for key in block.keys[part]]

    def newest(self, count: int) -> tuple[str, ...]:
        return tuple(self._keys("true order by place desc limit ?", count))

    def beside(self, place: int) -> tuple[str | None, str | None]:
        block = self._block((place - 1) // BLOCK)
        low, high = bisect_left(block.places, place), bisect_right(block.places, place)
        newer = block.keys[high : high + 1] or self._keys("place > ? order by place limit 1", place)
        older = (
            block.keys[low - 1 : low] if low else self._keys("place < ? order by place desc limit 1", place)
        )
        return newer[0] if newer else None, older[0] if older else None

    def changed(self, number: int | None) -> int | None:
        shown = self.front_numbers() if number is None else (number,)
        if not shown:
            return None
        slices = self._slices(places_of(shown[0])[0], places_of(shown[-1])[1])
        return max((at for block, part in slices for at in block.changes[part]), default=None)

    def _keys(self, where: str, *values: int) -> list[str]:
        question = f"select number from places where list = ? and {where}"
        return [number for (number,) in self._held.rows(question, (self._name, *values))]

    def _one(self, question: str, *values: int) -> Any:
        row = self._held.row(question, (self._name, *values))
        return row[0] if row else None


class Trace(msgspec.Struct, frozen=True):
    """A list at some of its places: the pages there are, and the keys at each place and beside it."""

    numbers: Sequence[int]
    around: dict[int, set[str]]


def trace(held: Listing, places: Iterable[int]) -> Trace:
    """What is to be known of a list, before and after something changed at these places."""
    return Trace(held.numbers, {place: held.around(place) for place in places})
