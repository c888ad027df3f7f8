"""Lists that don't shift (rule 5): page = (place - 1) // 20 + 1, numbered from the oldest.

A place is permanent, so an old page changes only when one of its own cases does. A page all of whose
cases were withdrawn is gone; its neighbours link over the gap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

PER_PAGE = 20


def page_of(place: int) -> int:
    """The page a place lies on."""
    return (place - 1) // PER_PAGE + 1


class Listing:
    """A list's keys by their permanent places, oldest first."""

    def __init__(
        self, places: Sequence[int] = (), keys: Sequence[str] = (), changes: Sequence[int] = ()
    ) -> None:
        """`places` ascend; `changes`, where they are known, tell when each was changed last."""
        self.places, self.keys, self._changes = places, keys, changes

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The pages there are, oldest first."""
        return tuple(dict.fromkeys((place - 1) // PER_PAGE + 1 for place in self.places))

    @property
    def complete(self) -> bool:
        """Whether the newest page has given out its last place."""
        return not self.places or self.places[-1] % PER_PAGE == 0

    def page(self, number: int) -> tuple[str, ...]:
        """Keys on a page, newest first; () where there is none."""
        low = bisect_right(self.places, (number - 1) * PER_PAGE)
        high = bisect_right(self.places, number * PER_PAGE)
        return tuple(reversed(self.keys[low:high]))

    def changed(self, number: int | None) -> int | None:
        """When a page, or the front, changed last."""
        shown = self.front_numbers() if number is None else (number,)
        low = bisect_right(self.places, (shown[0] - 1) * PER_PAGE) if shown else 0
        high = bisect_right(self.places, shown[-1] * PER_PAGE) if shown else 0
        return max(self._changes[low:high], default=None)

    def front(self) -> tuple[str, ...]:
        """Keys on the list's front: the open page and the last full one before it."""
        return tuple(key for number in reversed(self.front_numbers()) for key in self.page(number))

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
        return tuple(reversed(self.keys[-count:])) if count else ()

    def beside(self, place: int) -> tuple[str | None, str | None]:
        """The keys right after and right before a place, whether or not one stands there."""
        low, high = bisect_left(self.places, place), bisect_right(self.places, place)
        newer = self.keys[high] if high < len(self.keys) else None
        return newer, self.keys[low - 1] if low else None

    def around(self, place: int) -> Sequence[str]:
        """The key at a place and those beside it."""
        low, high = bisect_left(self.places, place), bisect_right(self.places, place)
        return self.keys[max(0, low - 1) : high + 1]


EMPTY = Listing()


def listing(places: Mapping[int, str]) -> Listing:
    """The list whose keys have these permanent places (from 1)."""
    ordered = sorted(places)
    return Listing(ordered, [places[place] for place in ordered])
