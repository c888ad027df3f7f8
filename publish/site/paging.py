"""Lists that don't shift (rule 5): page = (place - 1) // 20 + 1, numbered from the oldest.

A place is permanent, so an old page changes only when one of its own cases does. A page all of whose
cases were withdrawn is gone; its neighbours link over the gap.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

PER_PAGE = 20


def page_of(place: int) -> int:
    """The page a place lies on."""
    return (place - 1) // PER_PAGE + 1


def places_of(number: int) -> tuple[int, int]:
    """The first and the last place on a page."""
    return (number - 1) * PER_PAGE + 1, number * PER_PAGE


def neighbours(numbers: Sequence[int], number: int) -> Sequence[int]:
    """The pages right before and right after one, whether or not there is such a page."""
    low, high = bisect_left(numbers, number), bisect_right(numbers, number)
    return (*numbers[max(0, low - 1) : low], *numbers[high : high + 1])


class Listing(ABC):
    """A list's keys by their permanent places, wherever they are held."""

    numbers: Sequence[int]
    """The pages there are, oldest first."""
    last: int
    """The newest place given out; 0 where there is none."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def keys(self, first: int, last: int) -> Sequence[str]:
        """Keys at the places from `first` to `last`, oldest first."""

    @abstractmethod
    def newest(self, count: int) -> tuple[str, ...]:
        """The `count` newest keys, newest first."""

    @abstractmethod
    def beside(self, place: int) -> tuple[str | None, str | None]:
        """The keys right after and right before a place, whether or not one stands there."""

    def changed(self, number: int | None) -> int | None:  # noqa: ARG002 - asked of those that know
        """When a page, or the front, changed last; None: unknown."""
        return None

    @property
    def complete(self) -> bool:
        """Whether the newest page has given out its last place."""
        return self.last % PER_PAGE == 0

    def page(self, number: int) -> tuple[str, ...]:
        """Keys on a page, newest first; () where there is none."""
        return tuple(reversed(self.keys(*places_of(number))))

    def front(self) -> tuple[str, ...]:
        """Keys on the list's front: the open page and the last full one before it."""
        return tuple(key for number in reversed(self.front_numbers()) for key in self.page(number))

    def front_numbers(self) -> Sequence[int]:
        return self.numbers[-1:] if self.complete else self.numbers[-2:]

    def older(self, number: int | None) -> int | None:
        """The page after this one when reading back in time; `None` is the front."""
        shown = self.front_numbers() if number is None else (number,)
        first = bisect_left(self.numbers, shown[0]) if shown else 0
        return self.numbers[first - 1] if first else None

    def newer(self, number: int) -> int | None:
        after = bisect_right(self.numbers, number)
        return self.numbers[after] if after < len(self.numbers) else None

    def around(self, place: int) -> set[str]:
        """The keys at a place and beside it."""
        return {key for key in (*self.keys(place, place), *self.beside(place)) if key}


class Written(Listing):
    """A list that is held in memory."""

    def __init__(self, places: Mapping[int, str]) -> None:
        self._places = sorted(places)
        self._keys = [places[place] for place in self._places]
        self.numbers = tuple(dict.fromkeys(map(page_of, self._places)))
        self.last = self._places[-1] if self._places else 0

    def __len__(self) -> int:
        return len(self._places)

    def keys(self, first: int, last: int) -> Sequence[str]:
        return self._keys[bisect_left(self._places, first) : bisect_right(self._places, last)]

    def newest(self, count: int) -> tuple[str, ...]:
        return tuple(reversed(self._keys[-count:])) if count else ()

    def beside(self, place: int) -> tuple[str | None, str | None]:
        low, high = bisect_left(self._places, place), bisect_right(self._places, place)
        newer = self._keys[high] if high < len(self._keys) else None
        return newer, self._keys[low - 1] if low else None
