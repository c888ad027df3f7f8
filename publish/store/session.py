"""One read-only connection to a case store, in one snapshot, with a clock on every statement.

Read-only by construction: SQLite opens with `mode=ro` and `query_only`, PostgreSQL with
`default_transaction_read_only=on` in a REPEATABLE READ transaction. No other database is taken.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import quote

from sqlalchemy import URL, Connection, CursorResult, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from publish.errors import StoreError
from publish.store.faults import explained
from publish.store.values import CHINA_NAME

Rows = list[tuple[object, ...]]
Params = Mapping[str, object]
Result = CursorResult[tuple[object, ...]]
T = TypeVar("T")
NAMED = re.compile(r":(hs_\w+)")
CHECK_EVERY = 20_000  # SQLite instructions between two looks at the clock


class Session:
    """The open connection. `place` names the store in messages, without a password."""

    def __init__(self, url: str, seconds: int) -> None:
        parsed = parse(url)
        self.place = parsed.render_as_string(hide_password=True)
        self.seconds = seconds
        self.postgres = parsed.get_backend_name() == "postgresql"
        self._deadline = time.monotonic() + seconds
        self._streams: set[Result] = set()
        engine = _postgres(parsed, seconds) if self.postgres else self._sqlite(parsed)
        self._connection = self._open(engine)

    def close(self) -> None:
        """Leave the snapshot; streams that nobody read to their end are closed first."""
        while self._streams:
            self._streams.pop().close()
        self._connection.close()

    def columns(self, source: str, relation: str) -> tuple[tuple[str, int], ...]:
        """Name and the driver's type code of every column of `source`, a table or (SELECT …)."""
        result = self._run(f"SELECT * FROM {source} AS r LIMIT 0", {}, relation, stream=False)
        described = result.cursor.description if result.cursor else ()
        found = tuple((str(column[0]), cast("int", column[1] or 0)) for column in described)
        result.close()
        return found

    def all(self, sql: str, params: Params, relation: str) -> Rows:
        """Every row of a small result."""
        result = self._run(sql, params, relation, stream=False)
        return self._guarded(lambda: [tuple(row) for row in result.fetchall()], relation)

    def stream(self, sql: str, params: Params, relation: str, page: int) -> Iterator[Rows]:
        """Pages of a result of any size, by a server-side cursor."""
        result = self._run(sql, params, relation, stream=True)
        self._streams.add(result)
        try:
            while rows := self._guarded(lambda: result.fetchmany(page), relation):
                yield rows  # type: ignore[misc]
        finally:
            self._streams.discard(result)
            result.close()

    def _run(self, sql: str, params: Params, relation: str, *, stream: bool) -> Result:
        if self.postgres:
            sql = NAMED.sub(r"%(\1)s", sql.replace("%", "%%"))
        options = {"stream_results": stream, "max_row_buffer": 1}
        return self._guarded(
            lambda: self._connection.exec_driver_sql(sql, dict(params), execution_options=options), relation
        )

    def _guarded(self, work: Callable[[], T], relation: str) -> T:
        self._deadline = time.monotonic() + self.seconds
        try:
            return work()
        except (DBAPIError, sqlite3.Error) as error:
            raise explained(error, self.place, self.seconds, relation) from error

    def _open(self, engine: Engine) -> Connection:
        connection = self._guarded(engine.connect, "-")
        if not self.postgres:
            connection.exec_driver_sql("BEGIN")
        return connection

    def _sqlite(self, url: URL) -> Engine:
        path = Path(url.database or "")
        if not path.is_file():
            raise StoreError("STORE-001", self.place)
        return create_engine("sqlite://", creator=lambda: self._open_file(path), poolclass=NullPool)

    def _open_file(self, path: Path) -> sqlite3.Connection:
        uri = f"file:{quote(str(path.absolute()))}?mode=ro"
        opened = sqlite3.connect(uri, uri=True, timeout=self.seconds, isolation_level=None)
        opened.text_factory = _lenient
        opened.execute("PRAGMA query_only=ON")
        opened.set_progress_handler(lambda: time.monotonic() > self._deadline, CHECK_EVERY)
        return opened


def parse(url: str) -> URL:
    """The parsed URL with the driver we ship. Raises `StoreError` for another database."""
    try:
        parsed = make_url(url)
        name = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        raise StoreError("STORE-009", "store.url", detail="URL 写法不对") from None
    if name not in ("sqlite", "postgresql"):
        raise StoreError("STORE-009", "store.url", detail=name)
    return parsed.set(drivername="postgresql+psycopg") if name == "postgresql" else parsed


def _postgres(url: URL, seconds: int) -> Engine:
    settings = {
        "default_transaction_read_only": "on",
        "statement_timeout": f"{seconds}s",
        "lock_timeout": f"{seconds * 800}ms",
        "TimeZone": CHINA_NAME,
        "client_encoding": "UTF8",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return create_engine(
        url,
        isolation_level="REPEATABLE READ",
        poolclass=NullPool,
        connect_args={"options": options, "connect_timeout": max(2, seconds)},
    )


def _lenient(raw: bytes) -> str:
    """Text that is not UTF-8 becomes visible as lone surrogates, for one row to be set aside."""
    return raw.decode("utf-8", "surrogateescape")
