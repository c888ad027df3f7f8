"""The ledger's connection: SQLite in WAL mode, or PostgreSQL by URL.

Writers stand in one queue (BEGIN IMMEDIATE; on PostgreSQL an exclusive lock on the chain), so that
the chain has one order and no decision is lost; readers never wait. A process killed at any point
leaves the last committed transaction: SQLite replays its write-ahead log, `synchronous=FULL`.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import DBAPIError

from publish.errors import LedgerError
from publish.ledger import migrations, schema

PATIENCE_SECONDS = 60
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA wal_autocheckpoint=4000",
)
SWEEP = (
    "PRAGMA busy_timeout=2000",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    f"PRAGMA busy_timeout={PATIENCE_SECONDS * 1000}",
)


class Database:
    """Read and write transactions of one ledger."""

    def __init__(self, url: str) -> None:
        self.place = make_url(url).render_as_string(hide_password=True)
        self._engine = _engine(url)
        self._sqlite = self._engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view. Raises `LedgerError` LEDGER-001 or -002."""
        with self._explained(), self._engine.connect() as plain:
            conn = plain if self._sqlite else plain.execution_options(isolation_level="REPEATABLE READ")
            with conn.begin():
                yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The only writer until the block ends; all of it is kept or nothing."""
        with self._explained(), self._engine.connect() as plain:
            conn = plain.execution_options(write=True)
            with conn.begin():
                if not self._sqlite:
                    conn.exec_driver_sql("LOCK TABLE chain IN EXCLUSIVE MODE")
                yield conn

    @contextmanager
    def side(self) -> Iterator[Connection]:
        """A write transaction beside the chain (accounts, sessions, holds, drafts), which on PostgreSQL
        does not wait for the chain's writers."""
        with self._explained(), self._engine.connect() as plain:
            conn = plain.execution_options(write=True)
            with conn.begin():
                yield conn

    def prepare(self) -> bool:
        """Create the tables of a new ledger; True if they were new. An older SQLite ledger is copied
        beside itself and migrated. LEDGER-003: another version."""
        found = self.version()
        if found is None:
            return self._create()
        if found == schema.VERSION:
            return False
        if not (self._sqlite and found in schema.OLDER):
            raise LedgerError("LEDGER-003", self.place, found=found, known=schema.VERSION)
        self.migrate()
        return False

    def version(self) -> str | None:
        """The ledger's version; None where there is none yet."""
        with self.read() as conn:
            return _version(conn)

    def migrate(self) -> str | None:
        """Bring an older ledger to the present version, in one transaction; SQLite's file is copied
        beside itself first. The version it was; None when there was nothing to do. LEDGER-003."""
        if self._sqlite and self.version() in schema.OLDER:
            self._copy_aside()
        with self.write() as conn:
            found = _version(conn)
            if found == schema.VERSION:  # another process was first
                return None
            if found not in schema.OLDER:
                raise LedgerError("LEDGER-003", self.place, found=found, known=schema.VERSION)
            migrations.upgrade(conn)
        return found

    def _copy_aside(self) -> None:
        """A copy of the file under its version's name, for its owner alone."""
        path = Path(f"{self._engine.url.database}.v{self.version()}")
        if path.exists():
            return
        part = path.with_suffix(f".{os.getpid()}")
        _own_file(str(part))
        with self._explained(), closing(sqlite3.connect(part)) as copy:
            raw = self._engine.raw_connection()
            try:
                raw.driver_connection.backup(copy)  # type: ignore[union-attr]  # it is sqlite3's
            finally:
                raw.close()
        part.replace(path)

    def sweep(self) -> None:
        """Push erased rows out of SQLite's write-ahead log as far as other readers allow."""
        if not self._sqlite:
            return
        raw = self._engine.raw_connection()
        try:
            for pragma in SWEEP:
                raw.cursor().execute(pragma).fetchall()
        finally:
            raw.close()

    def _create(self) -> bool:
        with self._explained(), self._engine.connect() as plain:
            conn = plain.execution_options(write=True)
            with conn.begin():
                if not self._sqlite:
                    conn.exec_driver_sql("SELECT pg_advisory_xact_lock(20210728)")
                if _version(conn) is not None:  # another process was first
                    return False
                schema.metadata.create_all(conn)
                conn.execute(schema.meta.insert(), {"name": "schema", "value": schema.VERSION})
                conn.execute(schema.alembic_version.insert(), {"version_num": schema.VERSION})
        return True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            code = "LEDGER-002" if "locked" in str(cause) else "LEDGER-001"
            raise LedgerError(code, self.place, detail=type(cause).__name__) from error


def _version(conn: Connection) -> str | None:
    if not sqlalchemy.inspect(conn).has_table("meta"):
        return None
    return conn.scalar(select(schema.meta.c.value).where(schema.meta.c.name == "schema"))


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url)
    _own_file(make_url(url).database)
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _own_file(name: str | None) -> None:
    """A new ledger is readable by its owner alone; SQLite's side files take over its mode."""
    if not name or name == ":memory:" or Path(name).exists():
        return
    try:
        os.close(os.open(name, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LedgerError("LEDGER-001", name, detail=type(error).__name__) from error


def _on_connect(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in PRAGMAS:
        _patiently(dbapi_connection, pragma)


def _patiently(dbapi_connection: Any, pragma: str) -> None:
    """SQLite does not wait by itself where the journal's mode changes."""
    for _ in range(PATIENCE_SECONDS * 20):
        try:
            dbapi_connection.execute(pragma).fetchall()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.05)
        else:
            return
    raise sqlite3.OperationalError("database is locked")


def _on_begin(conn: Connection) -> None:
    write = conn.get_execution_options().get("write")
    conn.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
