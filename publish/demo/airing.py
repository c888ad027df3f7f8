"""Which matters are told in which episode: only published ones, none twice within sixty days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import msgspec

from publish.demo.regions import District
from publish.text.clock import CHINA

REST = timedelta(days=60)
"""A matter is not told again for so long."""

NEVER = datetime(1, 1, 2, tzinfo=CHINA)
FEWEST, MOST = 4, 6
STOCK = 40
"""Rested matters from which more than the fewest may be told: two weeks of episodes."""

RECENT = 3000
"""Only this many of the latest publications are looked through for an episode."""


class Airable(msgspec.Struct, frozen=True, gc=False):
    """A published matter whose writer agreed: all that planning an episode needs."""

    published_at: datetime
    case_id: str
    column: str
    topic: str
    office: str
    district: District


class Pool:
    """The matters that may go on air; remembers when each was told."""

    def __init__(self, rng: Random, matters: list[Airable]) -> None:
        self._rng = rng
        self._matters = sorted(matters, key=lambda matter: (matter.published_at, matter.case_id))
        self._times = [matter.published_at for matter in self._matters]
        self._told: dict[str, datetime] = {}

    def choose(self, airs_at: datetime, first: str) -> list[Airable]:
        """4 to 6 matters for an episode, fewer while the pool is small; the column `first` leads."""
        end = bisect_left(self._times, airs_at - timedelta(hours=2))
        recent = self._matters[max(0, end - RECENT) : end]
        rested = [matter for matter in recent if self._is_rested(matter, airs_at)]
        chosen = self._pick(rested, self._size(len(rested)), first)
        self._told |= {matter.case_id: airs_at for matter in chosen}
        return chosen

    def rerun(self, airs_at: datetime, earlier: Sequence[Sequence[Airable]]) -> int | None:
        """The latest of the earlier full episodes none of whose matters was told in the last sixty days."""
        for number in range(len(earlier) - 1, -1, -1):
            if len(earlier[number]) >= FEWEST and all(self._is_rested(m, airs_at) for m in earlier[number]):
                self._told |= {matter.case_id: airs_at for matter in earlier[number]}
                return number
        return None

    def _is_rested(self, matter: Airable, airs_at: datetime) -> bool:
        return airs_at - self._told.get(matter.case_id, NEVER) >= REST

    def _size(self, rested: int) -> int:
        """Full episodes while there is a stock; below it, a third of what there is, to last the week."""
        if rested >= STOCK:
            return self._rng.randrange(FEWEST, MOST + 1)
        return FEWEST if rested >= 2 * FEWEST else rested // 3

    def _pick(self, rested: list[Airable], size: int, first: str) -> list[Airable]:
        """New ones before repeats; matters of one theme stand together."""
        order = {matter.case_id: self._rng.random() for matter in rested}
        fresh = sorted(
            rested,
            key=lambda m: (m.case_id in self._told, m.column != first, order[m.case_id]),
        )
        chosen = fresh[:size]
        return sorted(chosen, key=lambda m: (m.column != first, m.topic, m.case_id))
