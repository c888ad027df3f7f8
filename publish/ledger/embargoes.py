"""What may be approved already and must not be public before a time to come."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select

from publish.errors import LedgerError
from publish.ledger import moments, numbers, schema, standing, users
from publish.ledger.chain import Row
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing, label
from publish.model.records import SourceKey


class Embargo(msgspec.Struct, frozen=True, kw_only=True):
    """`candidate` None: known from a journal alone, and not filed again yet."""

    candidate: str | None
    source: SourceKey
    until: datetime
    user: str
    at: datetime


def embargo(book: Book, name: str, until: datetime, user: str) -> None:
    """Not before `until`, whatever was said before. LEDGER-020; -010: no such candidate; -011: withdrawn;
    -090: public already."""
    with book.write() as pen:
        before = _found(pen, name, user)
        live = numbers.live(pen.conn, [before.source]).get(before.source)
        if live or (before.kind != "case" and before.approved):
            raise LedgerError("LEDGER-090", live or label(before.candidate))
        _record(pen, before, "embargoed", moments.written(until), user)


def lift(book: Book, name: str, user: str) -> None:
    """It may be public from now on; nothing happens where there is no embargo. LEDGER-020, -010, -011."""
    with book.write() as pen:
        before = _found(pen, name, user)
        if any(row["source"] == before.source for row in _last(pen.conn)):
            _record(pen, before, "unembargoed", None, user)


def in_force(conn: Connection, now: datetime) -> set[SourceKey]:
    """Sources that may not be public yet."""
    at = moments.written(now)
    return {SourceKey(row["source"]) for row in _last(conn) if row["until"] > at}


def every(book: Book) -> tuple[Embargo, ...]:
    """Those that were not lifted, by their time; also those whose time has come."""
    with book.database.read() as conn:
        rows = _last(conn)
        known = {row["source"]: row["candidate"] for row in _candidates(conn)}
    found = (
        Embargo(
            candidate=label(known[row["source"]]) if row["source"] in known else None,
            source=SourceKey(row["source"]),
            until=moments.read(row["until"]),
            user=row["user"],
            at=moments.read(row["at"]),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (one.until, one.source)))


def _found(pen: Pen, name: str, user: str) -> Standing:
    users.find(pen.conn, user)
    before = standing.find(pen.conn, standing.parse(name))
    if before.state == "withdrawn":
        raise LedgerError("LEDGER-011", name)
    return before


def _record(pen: Pen, before: Standing, kind: str, until: str | None, user: str) -> None:
    row: Row = {"source": before.source, "until": until, "user": user}
    row["ordinal"] = pen.count(schema.embargoes, "ordinal", source=before.source)
    pen.record(kind, label(before.candidate), [(schema.embargoes, row)], user)


def _last(conn: Connection) -> list[Row]:
    """The last word on each source, where it is not that the embargo is lifted."""
    table, link = schema.embargoes, schema.chain.c
    top = (
        select(table.c.source, func.max(table.c.ordinal).label("ordinal")).group_by(table.c.source).subquery()
    )
    query = (
        select(table, link.at)
        .join(top, (top.c.source == table.c.source) & (top.c.ordinal == table.c.ordinal))
        .join(schema.chain, link.seq == table.c.seq)
        .where(table.c.until.is_not(None))
    )
    return [dict(row._mapping) for row in conn.execute(query)]


def _candidates(conn: Connection) -> list[Row]:
    here = schema.current.c
    query = select(here.source, here.candidate).where(here.source.in_(select(schema.embargoes.c.source)))
    return [dict(row._mapping) for row in conn.execute(query)]
