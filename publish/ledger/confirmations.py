"""A second officer's word on what one officer withdrew alone and at once."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from sqlalchemy import select

from publish.errors import LedgerError
from publish.ledger import numbers, schema, users
from publish.ledger.pen import Book, Pen


class Urgent(msgspec.Struct, frozen=True, kw_only=True):
    """A withdrawal by one officer; `due`: the last day for the second one's word, where one is known."""

    number: str
    reason: str
    user: str
    at: datetime
    due: date | None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None


def ask(pen: Pen, number: str, user: str, due: date | None) -> None:
    """File, with a withdrawal, that a second officer is asked."""
    row = {"number": number, "act": "asked", "user": user, "due": due and due.isoformat()}
    pen.record("asked", number, [(schema.confirmations, row)], user)


def confirm(book: Book, number: str, user: str) -> None:
    """LEDGER-030: no such number; -091: who withdrew it; -092: nobody was asked. Twice changes nothing."""
    with book.write() as pen:
        users.find(pen.conn, user)
        numbers.source_of(pen.conn, number)
        table = schema.confirmations
        query = select(table.c.act, table.c.user).where(table.c.number == number)
        known = {row.act: row.user for row in pen.conn.execute(query)}
        if "asked" not in known:
            raise LedgerError("LEDGER-092", number)
        if known["asked"] == user:
            raise LedgerError("LEDGER-091", number)
        if "confirmed" not in known:
            row = {"number": number, "act": "confirmed", "user": user, "due": None}
            pen.record("confirmed", number, [(schema.confirmations, row)], user)


def every(book: Book) -> tuple[Urgent, ...]:
    """Urgent withdrawals in the order they were made."""
    told, link, public = schema.confirmations.c, schema.chain.c, schema.publications.c
    query = (
        select(told.number, told.act, told.user, told.due, link.at, public.reason)
        .join(schema.chain, link.seq == told.seq)
        .join(schema.publications, public.number == told.number)
        .where(public.state == "withdrawn")
        .order_by(told.seq)
    )
    found: dict[str, Urgent] = {}
    with book.database.read() as conn:
        for row in conn.execute(query):
            at = datetime.fromisoformat(row.at)
            if row.act == "confirmed":
                known = {"confirmed_by": row.user, "confirmed_at": at}
                found[row.number] = msgspec.structs.replace(found[row.number], **known)
            else:
                due = date.fromisoformat(row.due) if row.due else None
                found[row.number] = Urgent(
                    number=row.number, reason=row.reason, user=row.user, at=at, due=due
                )
    return tuple(found.values())
