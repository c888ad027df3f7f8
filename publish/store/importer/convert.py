"""One line of a file to the rows of the contract that are made of it."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from publish.model.contract import Row
from publish.store import decode as decoding
from publish.store.check import check
from publish.store.importer.dates import moment
from publish.store.importer.files import Line
from publish.store.importer.plan import Cell, Cells, Plan
from publish.store.rejected import RowError
from publish.text.clean import clean

EXACT = 1e15  # a spreadsheet keeps 15 digits of a number; of an identity number it loses three

Made = list[tuple[str, Row]]


def rows(line: Line, plan: Plan) -> Made:
    """(relation, row) for the matter of `line` and what lies below it. Raises `RowError`."""
    cells = line.cells or {}
    case = _row("cases", plan.case, cells, plan, {})
    made: Made = [("cases", case)]
    counts: dict[str, int] = {}
    for relation, row in plan.below:
        if _says_something(row, cells):
            counts[relation] = counts.get(relation, 0) + 1
            given = {"case_id": getattr(case, "case_id"), "seq": counts[relation]}  # noqa: B009 (typed as Row)
            made.append((relation, _row(relation, row, cells, plan, given)))
    return made


def key(line: Line, plan: Plan) -> str | None:
    """The key of the matter of `line`, None where it has none or can't be read."""
    try:
        found = _value(plan.case["case_id"], line.cells or {}, "case_id")
    except RowError:
        return None
    text = _plain(found)
    return clean(text).strip() or None if text is not None else None


def _row(relation: str, mapped: Cells, cells: dict[str, object], plan: Plan, given: dict[str, object]) -> Row:
    how = decoding.plan(relation)
    times = _times(relation)
    values: list[object] = []
    for name in how.names:
        found = given.get(name)
        if name in mapped:
            found = _value(mapped[name], cells, name)
        if found is not None and name in times:
            found = moment(found, name, plan.dates, plan.zone)
        values.append(found)
    row = decoding.decode(how, values)
    check(relation, row)
    return row


@cache
def _times(relation: str) -> frozenset[str]:
    hints = typing.get_type_hints(decoding.plan(relation).make)
    return frozenset(name for name, hint in hints.items() if decoding.base_type(hint) in (date, datetime))


def _value(cell: Cell, cells: dict[str, object], name: str) -> object:
    if cell.when and _filled(cells.get(cell.when)) is None:
        return None
    if not cell.columns:
        return cell.constant
    filled = (_filled(cells.get(column)) for column in cell.columns)
    found = next((value for value in filled if value is not None), None)
    if isinstance(found, float) and abs(found) >= EXACT:
        raise RowError("IMPORT-104", column=name)
    if found is None:
        return cell.default
    return found if cell.codes is None else _code(cell, found, name)


def _code(cell: Cell, found: object, name: str) -> object:
    word = clean(_plain(found) or "").strip()
    codes = cell.codes or {}
    if word in codes:
        return codes[word]
    if cell.default is None:
        raise RowError("IMPORT-103", column=name)
    return cell.default


def _filled(cell: object) -> object:
    """`cell`, None where nothing readable stands in it."""
    if isinstance(cell, str) and not clean(cell).strip():
        return None
    return cell


def _plain(value: object) -> str | None:
    if value is None:
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _says_something(mapped: Cells, cells: dict[str, object]) -> bool:
    """Whether a row below is to be made: a column of its own is filled, or it is all constants."""
    own: Sequence[str] = [heading for cell in mapped.values() for heading in cell.headings]
    return not own or any(_filled(cells.get(heading)) is not None for heading in own)
