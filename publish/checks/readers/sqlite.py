"""SQLite databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from publish.checks.readers.base import Example, Found, Text, UnreadableError, joined

NAME = "SQLite"
SUFFIXES = (".sqlite", ".sqlite3", ".db")
READS = (
    "every cell of every table, each row as a record of its own, search tables with theirs; names and "
    "definitions; all bytes where deleted ones may be among them"
)
_HEADER = 100
"""Bytes of the file's own that count its changes."""


def examples() -> Iterator[Example]:
    yield Example(_database("insert into t values ('张鹤鸣', 13900001234)"), ("张鹤鸣", "13900001234"))
    yield Example(_database("insert into t values ('张鹤鸣', 1)", "commit", "delete from t"), ("张鹤鸣",))


def read(data: bytes) -> Found:
    try:
        database = sqlite3.connect(":memory:")
        database.deserialize(data)
        database.text_factory = lambda raw: raw.decode("utf-8", "replace")
        yield from _tables(database)
        if _remains(database, data):
            yield Text(data.decode("utf-8", "replace"), "SQLite")
        database.close()
    except sqlite3.Error:
        raise UnreadableError("SQLite") from None


def _tables(database: sqlite3.Connection) -> Found:
    known = list(database.execute("select type, name, sql from sqlite_master"))
    yield Text("\n".join(map(_row, known)), "sqlite_master")
    for kind, table, _ in known:
        if kind == "table":
            quoted = table.replace('"', '""')
            for row in database.execute(f'select * from "{quoted}"'):
                yield Text(_row(row), table, record=True)


def _remains(database: sqlite3.Connection, data: bytes) -> bool:
    """Whether the file has other bytes than one that is written anew: what was deleted may be among them."""
    database.execute("vacuum")
    return database.serialize()[_HEADER:] != data[_HEADER:]


def _row(row: tuple[object, ...]) -> str:
    return joined(each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in row)


def _database(*statements: str) -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("pragma secure_delete = off")
    database.execute("create table t(a, b)")
    for statement in statements:
        database.execute(statement)
    database.commit()
    return database.serialize()
