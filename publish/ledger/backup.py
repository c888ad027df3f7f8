"""A copy of a whole ledger in one file, whichever database it lies in: a SQLite ledger that verifies.

Sessions and holds stay behind. The encrypted file of terms goes along as it is; its key does not: kept
apart, it makes a lost backup say nothing of them. The ledger's own secrets are in the copy.
"""

from __future__ import annotations

import base64
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from publish.errors import LedgerError
from publish.ledger import chain, journal, schema, verify
from publish.ledger.database import Database
from publish.ledger.pen import Book

LEFT = ("sessions", "holds")
ROWS = 1000
TERMS = "terms"
"""The row of the copy's `meta` that bears the file of terms."""


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows a backup holds, and the head of its chain."""

    rows: int
    head: str


def backup(book: Book, file: Path) -> Copied:
    """Copy the ledger as it is at one moment, verify the copy, then give it its name.

    LEDGER-080: there is a file of that name; LEDGER-081: the copy does not verify, since the ledger does not.
    """
    if file.exists():
        raise LedgerError("LEDGER-080", str(file))
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        copied = _copy(book, part)
        part.replace(file)
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)
    return copied


def _copy(book: Book, part: Path) -> Copied:
    target = Database(f"sqlite:///{part}")
    try:
        target.prepare()
        with book.database.read() as conn, target.write() as copy:
            if book.journal:
                journal.catch_up(conn, book.journal, book.keys)
            rows = copy_rows(conn, copy)
            head = chain.head(conn)[1]
            copy.execute(schema.meta.insert(), {"name": TERMS, "value": _terms(book)})
        broken = next(verify.verify(target, book.keys), None)
    finally:
        target.close()
    if broken:
        raise LedgerError("LEDGER-081", str(book.database.place), found=broken.place)
    return Copied(rows=rows, head=head)


def _terms(book: Book) -> str:
    """The encrypted file, as text."""
    file = book.vault.files()[0] if book.vault else None
    return base64.b64encode(file.read_bytes()).decode() if file and file.exists() else ""


def copy_rows(source: Connection, target: Connection) -> int:
    """Every row of every table; returns how many. The target's own few rows of `meta` are replaced."""
    total = 0
    for table in schema.metadata.sorted_tables:
        if table.name in LEFT:
            continue
        if table in (schema.meta, schema.alembic_version):
            target.execute(table.delete())
        for rows in _batches(source, table):
            target.execute(table.insert(), rows)
            total += len(rows)
    return total


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = source.execution_options(yield_per=ROWS).execute(select(table))
    rows = (dict(row._mapping) for row in found)
    while batch := list(itertools.islice(rows, ROWS)):
        yield batch
