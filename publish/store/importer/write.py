"""Writing the contract's rows into a store: all of an import or nothing of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, delete, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from publish.errors import StoreError
from publish.model.contract import KEYS, RELATIONS, Row
from publish.store.faults import explained
from publish.store.schema import TABLES, create
from publish.store.session import parse

WAIT = 30  # seconds for another writer
UNFINISHED = ".importing"


@contextmanager
def target(url: str, *, keep: bool) -> Iterator[Connection]:
    """A connection in one transaction, kept at the end if `keep`; a new SQLite file appears whole or not."""
    parsed = parse(url)
    path = Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
    fresh = path.with_name(path.name + UNFINISHED) if path and not path.exists() else None
    try:
        with _engine(parsed.set(database=str(fresh)) if fresh else parsed, fresh).connect() as connection:
            create(connection)
            yield connection
            connection.commit() if keep else connection.rollback()
        if fresh and path and keep:
            fresh.replace(path)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise _failed(error, parsed.render_as_string(hide_password=True)) from error
    finally:
        if fresh:
            fresh.unlink(missing_ok=True)


def _engine(url: URL, fresh: Path | None) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool)
    if fresh:
        fresh.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": WAIT, "isolation_level": None})
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _failed(error: Exception, place: str) -> StoreError:
    if isinstance(error, OSError):
        return StoreError("IMPORT-015", place, detail=error.strerror or type(error).__name__)
    told = explained(error, place, WAIT, "-")
    if told.issue.code in ("STORE-002", "STORE-007", "STORE-008", "STORE-010"):
        return told
    return StoreError("IMPORT-015", place, detail=told.detail)


def replace(connection: Connection, relation: str, rows: Sequence[Row]) -> None:
    """Insert `rows`; one whose key is there takes its place."""
    table = TABLES[relation]
    keys = KEYS[relation]
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(table)
    names = RELATIONS[relation].__struct_fields__
    others = {name: insert.excluded[name] for name in names if name not in keys}
    if others:
        insert = insert.on_conflict_do_update(index_elements=keys, set_=others)
    else:
        insert = insert.on_conflict_do_nothing()
    if rows:
        connection.execute(insert, [msgspec.structs.asdict(row) for row in rows])


def clear(connection: Connection, relation: str, case_ids: Sequence[str]) -> None:
    """Remove what lies below `case_ids` in `relation`."""
    table = TABLES[relation]
    connection.execute(delete(table).where(table.c.case_id.in_(case_ids)))
