"""An attacker who has every monthly file, every published case, knows how the files are made, and counts.

He keeps for every count the least and the most it can be, and narrows them by all that must add up, until
nothing gives way. The sums hang together like a tree, so what he ends with is as narrow as it gets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.model.contract import OUTCOMES, REVISIT_OUTCOMES
from publish.model.published import HIDDEN, WITHHELD, Cell, MonthStatistics, Table
from publish.store.hiding import HALF, LARGEST_HIDDEN, OTHER, SMALLEST
from publish.store.tables import DAYS, FEWEST

ENDLESS = 10**9
Name = tuple[str, str, str, str]
"""Month, table, row, column."""
Bounds = dict[Name, tuple[int, int]]
Rule = tuple[Sequence[Name], Sequence[Name], bool]
"""The sum of the first is that of the second; or, where the flag says so, at most that."""
Public = Mapping[Name, int]


def attack(files: Iterable[MonthStatistics], public: Public) -> dict[Name, tuple[int, int]]:
    """What he ends up knowing of every hidden count."""
    held = {one.month: one for one in files}
    bounds: Bounds = {}
    for month, one in held.items():
        for table in _counts(one):
            bounds |= _cells(month, table)
    for name, known in _gathered(public, held).items():
        if name in bounds:
            bounds[name] = (max(bounds[name][0], known), bounds[name][1])
    _narrow(bounds, list(_rules(held)))
    return {name: bounds[name] for name in hidden(held.values())}


def hidden(files: Iterable[MonthStatistics]) -> list[Name]:
    """The counts that are hidden."""
    return [
        (one.month, table.name, row, column)
        for one in files
        for table in _counts(one)
        for row, cells in table.rows
        for column, cell in zip(table.columns, cells, strict=True)
        if cell == HIDDEN
    ]


def leaks(files: Iterable[MonthStatistics], public: Public) -> dict[Name, tuple[int, int]]:
    """The hidden counts of which he knows more than that they are 1 to 7, and no fewer than are published."""
    held = list(files)
    known = _gathered(public, {one.month: one for one in held})
    return {
        name: bounds
        for name, bounds in attack(held, public).items()
        if bounds != (max(1, known.get(name, 0)), LARGEST_HIDDEN)
    }


def _counts(one: MonthStatistics) -> list[Table]:
    return [table for table in one.tables if table.name not in DAYS]


def _table(one: MonthStatistics, name: str) -> Table | None:
    return next((table for table in one.tables if table.name == name), None)


def _gathered(public: Public, held: Mapping[str, MonthStatistics]) -> dict[Name, int]:
    """Published cases in the rows of the files: what has no row of its own is among the others."""
    found: dict[Name, int] = {}
    for (month, name, row, column), count in public.items():
        table = _table(held[month], name) if month in held else None
        if table:
            own = row if row in dict(table.rows) else OTHER
            found[month, name, own, column] = found.get((month, name, own, column), 0) + count
    return found


def _cells(month: str, table: Table) -> Bounds:
    """Of a column that is withheld whole he knows nothing; else what is withheld isn't small."""
    whole = table.name == "raised"
    found: Bounds = {}
    for at, column in enumerate(table.columns):
        group = [cell for _, cells in table.rows for cell in (cells if whole else cells[at : at + 1])]
        nothing = all(cell == WITHHELD for cell in group)
        for row, cells in table.rows:
            found[month, table.name, row, column] = (0, ENDLESS) if nothing else _bounds(cells[at])
    return found


def _bounds(cell: Cell) -> tuple[int, int]:
    if cell == WITHHELD:
        return SMALLEST, ENDLESS
    if cell == HIDDEN:
        return 1, LARGEST_HIDDEN
    return (max(SMALLEST, int(cell) - HALF), int(cell) + HALF) if cell else (0, 0)


def _rules(held: Mapping[str, MonthStatistics]) -> Iterator[Rule]:
    before: MonthStatistics | None = None
    for month in sorted(held):
        one = held[month]
        for sums, prefix, columns in (("outcome", "", OUTCOMES), ("revisit", "revisit_", REVISIT_OUTCOMES)):
            for column in columns:
                for by in ("district", "topic", "channel"):
                    total = [(month, sums, column, "matters")]
                    yield _names(one, f"{prefix}{by}", column), total, False
        yield _names(one, "received_channel"), _names(one, "received_applicant"), False
        yield from _of_quarter(one, held)
        yield from _times(one)
        if before:  # what was in hand is in hand or was closed since
            closed = [*_names(one, "open"), *_names(one, "outcome")]
            yield _names(before, "open"), closed, True
        before = one


def _of_quarter(one: MonthStatistics, held: Mapping[str, MonthStatistics]) -> Iterator[Rule]:
    raised = [names for name in ("raised", "raised_topic", "raised_district") if (names := _names(one, name))]
    months = [month for month in sorted(held) if month <= one.month][-3:]
    received = [name for month in months for name in _names(held[month], "received_channel")]
    for names in raised:
        yield names, received, False


def _times(one: MonthStatistics) -> Iterator[Rule]:
    """Where a median is told there are so many matters; the count itself stands in for a constant."""
    for days, name in DAYS.items():
        table, counts = _table(one, days), _table(one, name)
        for row, cells in table.rows if table and counts else ():
            if cells[-1] != WITHHELD:
                rows = [row] if row in dict(counts.rows) else list(dict(counts.rows))
                yield (
                    [ENOUGH],
                    [(one.month, name, each, column) for each in rows for column in counts.columns],
                    True,
                )


ENOUGH: Name = ("", "", "", "")


def _names(one: MonthStatistics, name: str, column: str | None = None) -> list[Name]:
    table = _table(one, name)
    return [
        (one.month, name, row, each)
        for row, _ in (table.rows if table else ())
        for each in table.columns
        if column in (None, each)
    ]


def _narrow(bounds: Bounds, rules: Sequence[Rule]) -> None:
    bounds[ENOUGH] = (FEWEST, FEWEST)
    while sum(_apply(bounds, rule) for rule in rules):  # every rule is applied, also after one that narrowed
        pass


def _apply(bounds: Bounds, rule: Rule) -> bool:
    """Narrow every count of a rule by all the others."""
    left, right, at_most = rule
    moved = _side(bounds, left, right, lower=not at_most, upper=True)
    return _side(bounds, right, left, lower=True, upper=not at_most) or moved


def _side(bounds: Bounds, side: Sequence[Name], other: Sequence[Name], *, lower: bool, upper: bool) -> bool:
    low, high = (sum(bounds[name][end] for name in side) for end in (0, 1))
    least, most = (sum(bounds[name][end] for name in other) for end in (0, 1))
    moved = False
    for name in side:
        was = bounds[name]
        new_low = max(was[0], least - (high - was[1])) if lower else was[0]
        new_high = min(was[1], most - (low - was[0])) if upper else was[1]
        if (new_low, new_high) != was:
            bounds[name] = (new_low, new_high)
            moved = True
            low, high = low + new_low - was[0], high + new_high - was[1]
    return moved
