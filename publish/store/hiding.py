"""What leaves the store of exact counts: small ones hidden, the rest rounded, and nothing to subtract from.

A count of 1 to 7 becomes `HIDDEN`, the rest is rounded to 5; no total is given beside the cells. Cells
whose sum may be known from elsewhere (another table of the same matters) are a group, and a group leaves
only where L + 6 ≤ T ≤ U − 6: T the true sum, L and U the least and the most the published cells allow. Then
whoever knows T to the unit can't rule out any of 1 to 7 for a hidden cell: it may be larger or smaller by up
to 6, and the others take that up within their own bounds. Where that doesn't hold, the smallest shown cell
that helps is withheld, too; where none is left, the group (docs/explanation/decisions/0030-statistics.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from publish.model.published import HIDDEN, WITHHELD, Cell, Table

SMALLEST = 8  # counts below stay hidden
LARGEST_HIDDEN = SMALLEST - 1
STEP = 5
HALF = STEP // 2
OTHER = "other"

Key = tuple[str, str]
"""Row and column."""
Counts = Mapping[Key, int]
NONE: Counts = {}


def suppressed(matters: int) -> Cell:
    """The count as it may be public by itself: hidden for 1 to 7, else rounded to the nearest 5."""
    if 0 < matters < SMALLEST:
        return HIDDEN
    return (matters + HALF) // STEP * STEP


def least(cell: Cell) -> int:
    """The smallest count that a published cell may stand for, where its group isn't withheld whole."""
    if cell == WITHHELD:
        return SMALLEST
    if cell == HIDDEN:
        return 1
    return max(SMALLEST, int(cell) - HALF) if cell else 0


def most(cell: Cell) -> float:
    """The largest count that a published cell may stand for."""
    if cell == WITHHELD:
        return float("inf")
    if cell == HIDDEN:
        return LARGEST_HIDDEN
    return int(cell) + HALF if cell else 0


def hide(counts: Sequence[int], public: Sequence[int] = ()) -> list[Cell]:
    """A group of counts as it may leave. `public`: how many of each anybody can count among published cases,
    and so knows as a lower bound."""
    known = list(public) or [0] * len(counts)
    total = sum(counts)
    if 0 < total < SMALLEST:
        return [WITHHELD] * len(counts)
    cells = [suppressed(count) for count in counts]
    while not _safe(cells, known, total):
        if not any(_shown(cell) for cell in cells):
            return [WITHHELD] * len(counts)
        cells[_weakest(cells, known, total)] = WITHHELD
    return cells


def gathered(cells: Counts, keep: Iterable[str] = (), least_shown: int = SMALLEST) -> Counter[Key]:
    """Rows without a single count that would be shown, put together as `OTHER`; those of `keep` stay."""
    kept = {row for (row, _), count in cells.items() if count >= least_shown} | set(keep)
    found: Counter[Key] = Counter()
    for (row, column), count in cells.items():
        found[row if row in kept else OTHER, column] += count
    return found


def by_column(
    name: str, columns: Sequence[str], cells: Counts, rows: Sequence[str], public: Counts = NONE
) -> Table:
    """A table each of whose columns is a group."""
    sides = [
        hide([cells.get((row, column), 0) for row in rows], [public.get((row, column), 0) for row in rows])
        for column in columns
    ]
    return Table(
        name=name,
        columns=tuple(columns),
        rows=tuple((row, tuple(side[at] for side in sides)) for at, row in enumerate(rows)),
    )


def as_one(
    name: str, columns: Sequence[str], cells: Counts, rows: Sequence[str], public: Counts = NONE
) -> Table:
    """A table all of whose cells are one group."""
    keys = [(row, column) for row in rows for column in columns]
    hidden = hide([cells.get(key, 0) for key in keys], [public.get(key, 0) for key in keys])
    wide = len(columns)
    return Table(
        name=name,
        columns=tuple(columns),
        rows=tuple((row, tuple(hidden[at * wide : at * wide + wide])) for at, row in enumerate(rows)),
    )


def _shown(cell: Cell) -> bool:
    return isinstance(cell, int) and cell > 0


def _safe(cells: Sequence[Cell], known: Sequence[int], total: int) -> bool:
    """Whether the sum leaves every hidden cell all of 1 to 7, or what is public of it to 7."""
    low = [max(least(cell), public) for cell, public in zip(cells, known, strict=True)]
    hidden = [bound for cell, bound in zip(cells, low, strict=True) if cell == HIDDEN]
    room = max((LARGEST_HIDDEN - bound for bound in hidden), default=0)
    return not room or sum(low) + room <= total <= sum(map(most, cells)) - room


def _weakest(cells: list[Cell], known: Sequence[int], total: int) -> int:
    """The shown cell to withhold: the smallest that is enough by itself, else the largest."""
    order = sorted((at for at, cell in enumerate(cells) if _shown(cell)), key=lambda at: (cells[at], at))
    enough = (at for at in order if _safe([*cells[:at], WITHHELD, *cells[at + 1 :]], known, total))
    return next(enough, order[-1])
