"""How far a matter is generalised until enough others look the same.

Pure functions over counts. The order is fixed: first the region (town, district, city), then the topic
(to its first level), then the time (month, quarter, year); where the last step holds fewer than k
matters, a person decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from publish.model.cells import Cell, Cells, Level

LADDER = (
    Level("town", "full", "month"),
    Level("district", "full", "month"),
    Level("city", "full", "month"),
    Level("city", "first", "month"),
    Level("city", "first", "quarter"),
    Level("city", "first", "year"),
)
"""Levels from fine to coarse; each holds whatever the one before it holds."""

TOWN, DISTRICT = 9, 6
"""Digits of a region's code."""


class Reach(msgspec.Struct, frozen=True):
    """The level a matter may be shown at; `enough`: k matters or more share what is shown there."""

    level: Level
    enough: bool


class Chance(msgspec.Struct, frozen=True):
    """All that can come out for a matter, whatever its texts name: a small thing to hand to another process.

    `towns`: towns that hold k matters like it; `without`: the reach where no town is named; `coarse`: where
    one is named that doesn't hold.
    """

    towns: frozenset[str]
    without: Reach
    coarse: Reach


class Counts:
    """Counts of a whole store at every level; each level is added up when it is first asked for."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._at: dict[Level, Counter[Cell]] = {}
        self._by_district: defaultdict[Cell, list[tuple[str, int]]] | None = None

    def share(self, cell: Cell, level: Level) -> int:
        """How many matters of the store show what a matter of `cell` shows at `level`."""
        level = _own(cell, level)
        if level not in self._at:
            self._at[level] = self._added(level)
        return self._at[level][shown(cell, level)]

    def chance(self, cell: Cell, k: int, start: Level = LADDER[0]) -> Chance:
        """What can come out for a matter of `cell`, whose region may be told no finer than its district."""
        whole = cell._replace(region=cell.region[:DISTRICT])
        coarse = reach([whole], self, k, coarser(start, LADDER[1]))
        return Chance(self._towns(whole, k), reach([whole], self, k, start), coarse)

    def _towns(self, cell: Cell, k: int) -> frozenset[str]:
        if self._by_district is None:
            self._by_district = defaultdict(list)
            for one, matters in self._added(LADDER[0]).items():
                if len(one.region) > DISTRICT:
                    key = one._replace(region=one.region[:DISTRICT])
                    self._by_district[key].append((one.region, matters))
        return frozenset(town for town, matters in self._by_district.get(cell, ()) if matters >= k)

    def _added(self, level: Level) -> Counter[Cell]:
        total: Counter[Cell] = Counter()
        for cell, matters in self._cells.items():
            total[shown(cell, level)] += matters
        return total


def reach(cells: Sequence[Cell], counts: Counts, k: int, start: Level = LADDER[0]) -> Reach:
    """The finest level, not finer than `start`, at which every one of `cells` holds k matters or more.

    `cells` is one matter seen by each region that it names: most have one.
    """
    for level in LADDER[LADDER.index(start) :]:
        if all(counts.share(cell, level) >= k for cell in cells):
            return Reach(level, True)
    return Reach(LADDER[-1], False)


def settle(chance: Chance, towns: frozenset[str]) -> Reach:
    """What comes out for a matter that names `towns`, by its region, its unit or its texts."""
    if not towns:
        return chance.without
    if chance.without.level == LADDER[0] and towns <= chance.towns:
        return Reach(LADDER[0], True)
    return chance.coarse


def coarser(one: Level, other: Level) -> Level:
    """The one that tells less."""
    return max(one, other, key=LADDER.index)


def shown(cell: Cell, level: Level) -> Cell:
    """What is left of a cell at a level."""
    return Cell(region(cell.region, level), topic(cell.topic, level), period(cell.month, level), cell.kind)


def region(code: str, level: Level) -> str:
    """The code cut to its town or district; "" for the whole city."""
    return code[: {"town": TOWN, "district": DISTRICT, "city": 0}[level.region]]


def topic(path: str, level: Level) -> str:
    """ "营商环境/转供电", or its first level."""
    return path if level.topic == "full" else path.partition("/")[0]


def period(month: str, level: Level) -> str:
    """ "2022-05", "2022-Q2" or "2022"."""
    year, _, number = month.partition("-")
    if level.period == "quarter":
        return f"{year}-Q{(int(number) + 2) // 3}"
    return month if level.period == "month" else year


def _own(cell: Cell, level: Level) -> Level:
    """A matter that names no town is like every matter of its district, whatever their towns."""
    if level.region == "town" and len(cell.region) <= DISTRICT:
        return msgspec.structs.replace(level, region="district")
    return level
