"""The store as a SQLite file: the contract's relations as tables, the same bytes for the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec

from publish.model.contract import DEMONSTRATION, KEYS, RELATIONS, Row

SQL_TYPES: dict[object, str] = {int: "INTEGER", bool: "INTEGER", float: "REAL"}
CLUSTERED = ("parties", "events", "case_links")
"""Small rows found by their key: kept in its order, without a second copy of it."""

SETTINGS = (
    "PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -65536", "PRAGMA locking_mode = EXCLUSIVE",
)  # fmt: skip
INDEXES = (
    "CREATE INDEX cases_by_update ON cases (updated_at)",
    "CREATE INDEX cases_by_disclosure ON cases (disclosure, case_id)",
)
PRIMITIVES = (str, int, float, type(None))


class Database:
    """A new store at `path`; rows are added relation by relation in batches."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for statement in (*SETTINGS, *(_table(name) for name in RELATIONS)):
            self._connection.execute(statement)
        self._connection.execute(f"CREATE TABLE {DEMONSTRATION} (note TEXT)")
        self._connection.execute("BEGIN")

    def add(self, relation: str, rows: Iterable[Row]) -> None:
        """Adds rows in their order; a duplicate key raises `sqlite3.IntegrityError`."""
        marks = ", ".join("?" * len(RELATIONS[relation].__struct_fields__))
        self._connection.executemany(f"INSERT INTO {relation} VALUES ({marks})", map(_values, rows))

    def add_all(self, rows: Mapping[str, Iterable[Row]]) -> None:
        for relation, found in rows.items():
            self.add(relation, found)

    def close(self) -> None:
        """Indexes the store and lets go of it."""
        self._connection.execute("COMMIT")
        for statement in INDEXES:
            self._connection.execute(statement)
        self._connection.close()


def _values(row: Row) -> list[object]:
    return [
        value if isinstance(value, PRIMITIVES) else _written(value) for value in msgspec.structs.astuple(row)
    ]


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _table(name: str) -> str:
    hints = get_type_hints(RELATIONS[name])
    required = {field.name for field in msgspec.structs.fields(RELATIONS[name]) if field.required}
    columns = [
        f"{column} {_sql_type(hints[column])}{' NOT NULL' if column in required else ''}"
        for column in RELATIONS[name].__struct_fields__
    ]
    quoted = ", ".join(columns).replace("option TEXT", '"option" TEXT')
    tail = " WITHOUT ROWID" if name in CLUSTERED else ""
    return f"CREATE TABLE {name} ({quoted}, PRIMARY KEY ({', '.join(KEYS[name])})){tail}"


def _sql_type(hint: object) -> str:
    plain = [arg for arg in (get_args(hint) or (hint,)) if arg is not type(None)]
    return SQL_TYPES.get(plain[0], "TEXT")
