"""Lists of cases in the memory of the build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import msgspec

from publish.site import paging
from publish.site.database import Database
from publish.site.paging import Listing, places_of


class Shelved(Listing):
    """A list of cases: what is asked of it is asked of the database, but for the numbers of its pages."""

    def __init__(self, held: Database, name: str) -> None:
        self._held, self._name = held, name

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
        return self._keys("place between ? and ? order by place", first, last)

    def newest(self, count: int) -> tuple[str, ...]:
        return tuple(self._keys("true order by place desc limit ?", count))

    def beside(self, place: int) -> tuple[str | None, str | None]:
        newer = self._keys("place > ? order by place limit 1", place)
        older = self._keys("place < ? order by place desc limit 1", place)
        return newer[0] if newer else None, older[0] if older else None

    def changed(self, number: int | None) -> int | None:
        shown = self.front_numbers() if number is None else (number,)
        if not shown:
            return None
        question = "select max(modified) from places where list = ? and place between ? and ?"
        found: int | None = self._one(question, places_of(shown[0])[0], places_of(shown[-1])[1])
        return found

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
