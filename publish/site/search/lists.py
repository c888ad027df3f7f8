"""The cases of every term of a segment as bytes, all at once (numpy)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from publish.site.search.shard import Cases

Array = NDArray[Any]


class Lists:
    """The cases of every term of a segment: `cases` and `titled` of all terms one after the other, `starts`
    where each begins."""

    def __init__(self, size: int, cases: Array, titled: Array, starts: Array) -> None:
        self._size, self._cases, self._titled = size, cases, titled
        self._starts = [*starts.tolist(), len(cases)]
        self._bytes, ends = varints(_steps(cases, starts) * 2 + titled)
        self._places = [0, *ends.tolist()]

    def of(self, term: int) -> Cases:
        """Those of one term."""
        start, end = self._starts[term], self._starts[term + 1]
        if (end - start) * 8 > self._size:
            return Cases(self._bitmap(start, end), bitmap=True)
        return Cases(self._bytes[self._places[start] : self._places[end]], bitmap=False)

    def _bitmap(self, start: int, end: int) -> bytes:
        cases = self._cases[start:end]
        marks = np.zeros(self._size, np.uint8)
        marks[cases] = 1
        titled = cases[self._titled[start:end]]
        return np.packbits(marks, bitorder="little").tobytes() + varints(_steps(titled, np.array([0])))[0]


def _steps(cases: Array, starts: Array) -> Array:
    """How many are left out since the one before; before the first of a term there is none."""
    if not len(cases):
        return cases
    steps = np.empty_like(cases)
    steps[1:] = cases[1:] - cases[:-1] - 1
    steps[starts] = cases[starts]
    return steps


def varints(values: Array) -> tuple[bytes, Array]:
    """The values as varints, one after the other, and where each ends. None may have more than 28 bits."""
    sizes = np.ones(len(values), np.int32)
    for bound in (0x7F, 0x3FFF, 0x1FFFFF):
        sizes += values > bound
    ends = np.cumsum(sizes)
    found = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    found[ends - sizes] = values & 0x7F
    for nth in range(1, int(sizes.max(initial=1))):
        some = np.flatnonzero(sizes > nth)
        at = ends[some] - sizes[some] + nth
        found[at - 1] |= 0x80
        found[at] = (values[some] >> (7 * nth)) & 0x7F
    return found.tobytes(), ends
