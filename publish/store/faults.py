"""What a database driver complains of, as one clear issue. Never the driver's words on a value."""

from __future__ import annotations

import re
import sqlite3

from sqlalchemy.exc import DBAPIError

from publish.errors import StoreError

_SQLITE = {
    "SQLITE_BUSY": "STORE-002",
    "SQLITE_LOCKED": "STORE-002",
    "SQLITE_INTERRUPT": "STORE-003",
    "SQLITE_NOTADB": "STORE-007",
    "SQLITE_CORRUPT": "STORE-007",
    "SQLITE_CANTOPEN": "STORE-011",
    "SQLITE_READONLY": "STORE-011",
}
"""SQLite's name of an error (or the start of an extended one) → our code."""

_POSTGRES = {
    "57014": "STORE-003",  # query_canceled: statement_timeout
    "55P03": "STORE-002",  # lock_not_available: lock_timeout
    "42501": "STORE-010",  # insufficient_privilege
    "42P01": "STORE-004",  # undefined_table
}
"""PostgreSQL's SQLSTATE → our code."""


class DriverError(StoreError):
    """A driver's error as an issue.

    `at` counts characters into the statement (from 0), `named` is what the driver names.
    """

    def __init__(self, code: str, place: str, cause: BaseException, **context: object) -> None:
        words = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
        self.named = _named(words)
        self.detail = _detail(code, cause, words)
        self.at = _position(cause)
        super().__init__(code, place, column=self.named, detail=self.detail, **context)


def explained(error: Exception, place: str, seconds: int, relation: str) -> DriverError:
    """The driver's `error` while `relation` was read, as a `StoreError`."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return DriverError(_code(cause), place, cause, seconds=seconds, relation=relation)


def _position(cause: BaseException) -> int | None:
    found = getattr(getattr(cause, "diag", None), "statement_position", None)
    return int(found) - 1 if found else None


def _code(cause: BaseException) -> str:
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "") or ""
        known = next((code for start, code in _SQLITE.items() if name.startswith(start)), None)
        if known:
            return known
        return "STORE-004" if str(cause).startswith("no such table") else "STORE-006"
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return "STORE-008"
    return _POSTGRES.get(state) or _by_class(state)


def _by_class(state: str) -> str:
    if state[:2] in ("08", "28", "3D", "53", "57"):
        return "STORE-008"
    return "STORE-006" if state[:2] == "42" else "STORE-012"


def _detail(code: str, cause: BaseException, words: str) -> str:
    if code == "STORE-012":
        return str(getattr(cause, "sqlstate", ""))
    return words[:200]


def _named(words: str) -> str:
    """The column, table or function in the driver's sentence, "-" where it gives none."""
    postgres, sqlite = (
        r'(?:column|relation|function) "?([^\s"(]+)',
        r"no such (?:column|function|table): (\S+)",
    )
    found = re.search(f"{postgres}|{sqlite}", words)
    return (found[1] or found[2]).rpartition(".")[2] if found else "-"
