"""What a reader is in the midst of: opaque bytes by candidate and version, erased when it is done.

A lost network, a restart and a take-over lose nothing; what came of a draft is a fact, the draft is none.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from publish.errors import LedgerError
from publish.ledger import candidates, holds, moments, schema, standing
from publish.ledger.pen import Book
from publish.ledger.standing import label


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """`revision` counts the savings, from 1; give back the one that was read."""

    candidate: str
    version: int
    user: str
    revision: int
    body: bytes
    saved_at: datetime


def of(book: Book, name: str, version: int) -> Draft | None:
    with book.database.read() as conn:
        return _find(conn, standing.parse(name), version)


def save(book: Book, name: str, version: int, user: str, body: bytes, revision: int) -> Draft:
    """Keep a draft in place of the one of that revision (0: there was none).

    LEDGER-012: the version is no longer current; -054: somebody else holds the matter; -055: the draft
    was saved from elsewhere meanwhile.
    """
    candidate, table = standing.parse(name), schema.drafts
    with book.database.write() as conn:
        before = standing.find(conn, candidate)
        candidates.check_version(before, version)
        if before.state == "withdrawn":
            raise LedgerError("LEDGER-011", label(candidate))
        holds.check(conn, candidate, user, book)
        kept = _find(conn, candidate, version)
        if (kept.revision if kept else 0) != revision:
            raise LedgerError("LEDGER-055", label(candidate))
        now = moments.written(book.wall())
        row = {"user": user, "revision": revision + 1, "body": body, "saved_at": now}
        if kept:
            same = (table.c.candidate == candidate) & (table.c.version == version)
            conn.execute(table.update().where(same).values(row))
        else:
            conn.execute(table.insert(), {"candidate": candidate, "version": version, **row})
    return Draft(
        candidate=label(candidate), version=version, user=user, revision=revision + 1, body=body,
        saved_at=moments.read(now),
    )  # fmt: skip


def erase(conn: Connection, candidate: int) -> None:
    """Every draft of a candidate goes."""
    conn.execute(schema.drafts.delete().where(schema.drafts.c.candidate == candidate))


def _find(conn: Connection, candidate: int, version: int) -> Draft | None:
    table = schema.drafts
    query = select(table).where(table.c.candidate == candidate, table.c.version == version)
    row = conn.execute(query).first()
    if row is None:
        return None
    return Draft(
        candidate=label(candidate), version=version, user=row.user, revision=row.revision, body=row.body,
        saved_at=moments.read(row.saved_at),
    )  # fmt: skip
