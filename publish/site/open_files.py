"""The data tables as files, in two forms; the whole-store figures a file a closed month, never revised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import msgspec

from publish.site.addresses import DATA
from publish.site.edition import Edition
from publish.site.open_case import BOM, row_of
from publish.site.open_rows import Rows, Value, month_of_statistics
from publish.site.open_tables import MONTHLY, TABLES, Table
from publish.site.page import Output
from publish.text.dates import rfc3339

FOLDER = f"{DATA}tables/"
STATISTICS = f"{DATA}statistics/"


def table_file(table: Table, suffix: str) -> str:
    """data/tables/units.csv"""
    return f"{FOLDER}{table.name}{suffix}"


def statistics_file(month: str, suffix: str) -> str:
    """data/statistics/2022-05.csv"""
    return f"{STATISTICS}{month}{suffix}"


FORMS = {".csv": ("CSV", "text/csv"), ".jsonl": ("JSONL", "application/jsonl")}


def outputs(edition: Edition) -> Iterator[Output]:
    """Every table in both forms, and the figures of each month."""
    for table in TABLES:
        yield Output(path=table_file(table, ".csv"), body=partial(_csv, table, table.rows, edition))
        yield Output(path=table_file(table, ".jsonl"), body=partial(_jsonl, table, table.rows, edition))
    for month in edition.content.statistics:
        rows = partial(_month, month)
        yield Output(path=statistics_file(month, ".csv"), body=partial(_csv, MONTHLY, rows, edition))
        yield Output(path=statistics_file(month, ".jsonl"), body=partial(_jsonl, MONTHLY, rows, edition))


def _month(month: str, edition: Edition) -> Rows:
    return month_of_statistics(edition.content.statistics[month])


def _csv(table: Table, rows: Callable[[Edition], Rows], edition: Edition) -> bytes:
    lines = (row_of([_cell(value) for value in row]) for row in rows(edition))
    return BOM + row_of([field.name for field in table.fields]) + b"".join(lines)


def _jsonl(table: Table, rows: Callable[[Edition], Rows], edition: Edition) -> bytes:
    names = [field.name for field in table.fields]
    return b"".join(_object(names, row) for row in rows(edition))


def _object(names: Sequence[str], row: Sequence[Value]) -> bytes:
    held = {name: _told(value) for name, value in zip(names, row, strict=True)}
    return msgspec.json.encode({name: value for name, value in held.items() if value is not None}) + b"\n"


def _told(value: Value) -> Value:
    return rfc3339(value) if isinstance(value, date) else value


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(value)
    return str(_told(value))
