"""SQLite databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from publish.checks.readers.base import Example, Found, Text, UnreadableError, joined

NAME = "SQLite"
SUFFIXES = (".sqlite", ".sqlite3", ".db")
READS = (
    "every cell of every table, search tables with theirs; names and definitions; the bytes of freed pages"
)


def examples() -> Iterator[Example]:
    yield Example(_database("insert into t values ('张鹤鸣', 13900001234)"), ("张鹤鸣", "13900001234"))
    yield Example(_database("insert into t values ('张鹤鸣', 1)", "commit", "delete from t"), ("张鹤鸣",))


def read(data: bytes) -> Found:
    yield Text(data.decode("utf-8", "replace"), "SQLite")
    try:
        database = sqlite3.connect(":memory:")
        database.deserialize(data)
        database.text_factory = lambda raw: raw.decode("utf-8", "replace")
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            quoted = table.replace('"', '""')
            yield Text("\n".join(map(_row, database.execute(f'select * from "{quoted}"'))), table)
        database.close()
    except sqlite3.Error:
        raise UnreadableError("SQLite") from None


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
