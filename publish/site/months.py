"""The frozen monthly files as pages read them: nothing here knows more than they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publish.model.published import HIDDEN, WITHHELD, Cell, MonthStatistics, Table

PERCENT_BASE = 50
"""The smallest shown sum that percentages are told of."""
EMPTY: Mapping[str, tuple[Cell, ...]] = {}


def table(held: MonthStatistics, name: str) -> Table | None:
    return next((each for each in held.tables if each.name == name), None)


def rows(held: MonthStatistics, name: str) -> Mapping[str, tuple[Cell, ...]]:
    """The rows of a table by their labels; none where the month hasn't got it."""
    found = table(held, name)
    return dict(found.rows) if found else EMPTY


def cell(held: MonthStatistics, name: str, row: str, column: int = 0) -> Cell:
    """One cell; `WITHHELD` where the month hasn't got it."""
    found = rows(held, name).get(row)
    return found[column] if found else WITHHELD


def added(cells: Iterable[Cell]) -> Cell:
    """The sum of what is shown; where nothing is, `HIDDEN` or `WITHHELD`."""
    known = list(cells)
    shown = [each for each in known if isinstance(each, int)]
    if any(shown) or (known and len(shown) == len(known)):
        return sum(shown)
    if HIDDEN in known:
        return HIDDEN
    return WITHHELD


def column_sums(found: Table) -> tuple[Cell, ...]:
    return tuple(added(cells[at] for _, cells in found.rows) for at in range(len(found.columns)))


def column_sum(held: MonthStatistics, name: str, columns: Iterable[str]) -> Cell:
    """The sum of what is shown in some columns of a table."""
    found = table(held, name)
    if found is None:
        return WITHHELD
    wanted = [found.columns.index(column) for column in columns]
    return added(cells[at] for _, cells in found.rows for at in wanted)


def percent(part: Cell, whole: Iterable[Cell]) -> str | None:
    """The share of a shown number in a shown sum, in whole percent; None where not all is shown or the sum
    is too small."""
    known = list(whole)
    shown = [each for each in known if isinstance(each, int)]
    if not isinstance(part, int) or len(shown) < len(known) or sum(shown) < PERCENT_BASE:
        return None
    return f"{round(100 * part / sum(shown))}%"


def printed(value: Cell) -> str:
    """A cell as it is read on a page."""
    if isinstance(value, int):
        return f"{value:,}"
    return "*" if value == HIDDEN else "—"


def quarter_of(month: str) -> str | None:
    """2022-06 → 2022-Q2; None for a month that ends no quarter."""
    year, number = month.split("-")
    return f"{year}-Q{int(number) // 3}" if int(number) % 3 == 0 else None
