"""The public tables of a month and of a quarter, made of exact counts.

Tables of the same matters share their columns' sums, so every column is a group (`hiding.py`); the sums
themselves, "outcome" and "revisit", are given by themselves. No other two tables are of the same matters:
what was closed, what was due and what was submitted in a month are three different things, and how much was
in hand between them is told as a sum alone, and of accepted matters alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from publish.model.contract import APPLICANT_KINDS, LEVELS, OUTCOMES, REVISIT_OUTCOMES
from publish.model.published import WITHHELD, Cell, Table
from publish.store.hiding import (
    OTHER,
    SMALLEST,
    Counts,
    Key,
    as_one,
    by_column,
    gathered,
    least,
    suppressed,
)
from publish.store.matters import UNKNOWN
from publish.store.month import Days, Month

MATTERS = ("matters",)
ACCEPT = ("in_time", "warned")
DUE = ("early", "urgent", "missed")
BY_OUTCOME = {"district": "district", "topic": "topic", "channel": "channel"}
BY_REVISIT = {f"revisit_{name}": name for name in BY_OUTCOME}
"""Table → what its rows are of a matter."""
DAYS = {"days": "outcome", "days_district": "district", "days_topic": "topic", "days_channel": "channel",
        "days_level": "due"}  # fmt: skip
"""Table of working days → the table of the matters they are counted from."""
QUANTILES = ((0, 50), (0, 90), (1, 50), (1, 90))
QUANTILE_NAMES = ("accept_median", "accept_p90", "close_median", "close_p90")
FEWEST = 20
"""Matters that a median is told of."""
ENOUGH = 0.5
"""Share of a quarter's matters that topic × district must show to be given instead of the two apart."""


def tables(held: Month, in_hand: int) -> tuple[Table, ...]:
    """The tables of one month. `in_hand`: accepted and not closed at its end."""
    levels = (*LEVELS, UNKNOWN)
    counts = (
        _sums("outcome", OUTCOMES, held),
        *(_crossed(name, OUTCOMES, held) for name in BY_OUTCOME),
        _sums("revisit", REVISIT_OUTCOMES, held),
        *(_crossed(name, REVISIT_OUTCOMES, held) for name in BY_REVISIT),
        _crossed("received_channel", MATTERS, held),
        _listed("received_applicant", MATTERS, held, (*APPLICANT_KINDS, UNKNOWN)),
        _listed("accept", ACCEPT, held, levels),
        _listed("due", DUE, held, levels),
        _in_hand(held, in_hand),
    )
    named = {table.name: table for table in counts}
    return (*counts, *(_days(name, named[of], held) for name, of in DAYS.items()))


def quarter_tables(months: Sequence[Month]) -> Iterator[Table]:
    """What was raised in a quarter, topic by district; where that would hide most of it, each apart."""
    cells = sum((month.cells("raised") for month in months), Counter())
    public = sum((month.known("raised") for month in months), Counter())
    districts = sorted({district for _, district in cells})
    both = _raised(gathered(cells), districts, _like(cells, public))
    shown = sum(cell for name, row in both.rows if name != OTHER for cell in row if isinstance(cell, int))
    if shown >= ENOUGH * sum(cells.values()):
        yield both
    else:
        yield _one_way("raised_topic", cells, public, 0)
        yield _one_way("raised_district", cells, public, 1)


def _raised(cells: Counts, districts: Sequence[str], public: Counts) -> Table:
    return as_one("raised", districts, cells, _rows(cells), public)


def _one_way(name: str, cells: Counts, public: Counts, side: int) -> Table:
    found, known = _along(cells, side), _along(public, side)
    merged = gathered(found)
    return by_column(name, MATTERS, merged, _rows(merged), _like(found, known))


def _along(cells: Counts, side: int) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for key, count in cells.items():
        found[key[side], "matters"] += count
    return found


def _sums(name: str, rows: Sequence[str], held: Month) -> Table:
    cells = held.cells(name)
    lines = tuple((row, (suppressed(cells[row, "matters"]),)) for row in rows)
    return Table(name=name, columns=MATTERS, rows=lines)


def _crossed(name: str, columns: Sequence[str], held: Month) -> Table:
    cells = held.cells(name)
    merged = gathered(cells)
    return by_column(name, columns, merged, _rows(merged), _like(cells, held.known(name)))


def _listed(name: str, columns: Sequence[str], held: Month, rows: Sequence[str]) -> Table:
    return by_column(name, columns, held.cells(name), rows, held.known(name))


def _like(cells: Counts, public: Counts) -> Counter[Key]:
    """Published matters gathered into the rows into which `cells` are gathered."""
    kept = {row for row, _ in gathered(cells)}
    found: Counter[Key] = Counter()
    for (row, column), count in public.items():
        found[row if row in kept else OTHER, column] += count
    return found


def _rows(cells: Counts) -> list[str]:
    """Rows in order, what isn't registered and the rest last."""
    return sorted({row for row, _ in cells}, key=lambda row: (row == OTHER, row == UNKNOWN, row))


def _in_hand(held: Month, in_hand: int) -> Table:
    """Not told where few matters were accepted: what was in hand a month ago and what was closed since would
    nearly be a sum."""
    told = held.accepted >= SMALLEST and in_hand >= SMALLEST
    return Table(name="open", columns=MATTERS, rows=(("open", (suppressed(in_hand) if told else WITHHELD,)),))


def _days(name: str, of: Table, held: Month) -> Table:
    """Medians and 90th percentiles, of the matters of shown cells alone, where these are surely enough."""
    lines = [
        (row, [((row, column), cell) for column, cell in zip(of.columns, cells, strict=True)])
        for row, cells in of.rows
    ]
    if of.columns == MATTERS:
        lines = [("all", [pair for _, pairs in lines for pair in pairs])]
    took = held.took[of.name]
    return Table(
        name=name,
        columns=QUANTILE_NAMES,
        rows=tuple((row, _quantiles(pairs, took)) for row, pairs in lines),
    )


def _quantiles(pairs: Sequence[tuple[Key, Cell]], took: Mapping[Key, Counter[Days]]) -> tuple[Cell, ...]:
    shown = [(key, cell) for key, cell in pairs if isinstance(cell, int) and cell]
    sure = sum(least(cell) for _, cell in shown)
    days = sum((took[key] for key, _ in shown if key in took), Counter())
    return tuple(
        _quantile(days, side, percent) if sure >= FEWEST else WITHHELD for side, percent in QUANTILES
    )


def _quantile(days: Counter[Days], side: int, percent: int) -> Cell:
    """The smallest number of working days within which so many percent of the matters were over."""
    counts: Counter[int] = Counter()
    for pair, count in days.items():
        if (value := pair[side]) is not None:
            counts[value] += count
    total, reached = counts.total(), 0
    for value in sorted(counts) if total >= FEWEST else ():
        reached += counts[value]
        if 100 * reached >= percent * total:
            return value
    return WITHHELD
