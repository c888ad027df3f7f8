"""How often a frame comes up on a day: firms write less than citizens, the year's themes come in season."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate
from random import Random

from publish.demo.documents import library
from publish.demo.frames import Frame

FIRMS = 0.5
"""How often a firm's frame comes up beside a citizen's."""


class Seasons:
    """Draws frames by the day."""

    def __init__(self, pool: Sequence[Frame]) -> None:
        self._pool = list(pool)
        self._shares = lru_cache(maxsize=None)(self._of_day)

    def draw(self, rng: Random, day: date) -> Frame:
        return rng.choices(self._pool, cum_weights=self._shares(day))[0]

    def _of_day(self, day: date) -> list[float]:
        shares = [_weight(frame, day) for frame in self._pool]
        return list(accumulate(shares if any(shares) else [1.0] * len(shares)))


def _weight(frame: Frame, day: date) -> float:
    base = FIRMS if frame.applicant == "firm" else 1.0
    for dossier in library().dossiers:
        if frame.id.startswith(dossier.frames):
            first, last = dossier.season
            return base * dossier.weight if first <= day <= last else 0.0
    return base
