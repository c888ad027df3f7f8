"""Taking back: the words are erased, the record that there was something stays."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from publish.errors import LedgerError
from publish.ledger import numbers, schema, standing, terms, users
from publish.ledger.chain import Facts
from publish.ledger.pen import Book, Pen
from publish.ledger.reasons import GONE, WITHDRAWN
from publish.ledger.standing import Standing, label, state_row
from publish.model.records import Outline, SourceKey


class Vanished(msgspec.Struct, frozen=True, kw_only=True):
    """How many candidates left, and the public numbers among them."""

    candidates: int
    numbers: tuple[str, ...]


def withdraw(book: Book, number: str, reason: str, user: str) -> None:
    """Withdraw a published number and erase its words; doing it twice changes nothing.

    LEDGER-020: unknown user; LEDGER-030: unknown number; LEDGER-032: unknown reason.
    """
    _known(reason, WITHDRAWN, number)
    with book.write() as pen:
        users.find(pen.conn, user)
        source = numbers.source_of(pen.conn, number)
        if numbers.live(pen.conn, [source]).get(source) == number:
            take_back(pen, standing.by_source(pen.conn, [source])[source], reason, user)
            terms.forget(book, [source])
    book.database.sweep()


def vanish(book: Book, sources: Iterable[SourceKey], reason: str) -> Vanished:
    """Candidates and publications whose source row is gone, withdrawn or refused leave."""
    _known(reason, GONE, reason)
    count, taken = 0, list[str]()
    for batch in standing.batches(sources):
        with book.write() as pen:
            leaving = [
                before
                for before in standing.by_source(pen.conn, batch).values()
                if before.state != "withdrawn"
            ]
            count += len(leaving)
            taken += [number for before in leaving for number in take_back(pen, before, reason, pen.actor)]
            terms.forget(book, (before.source for before in leaving))
    if count:
        book.database.sweep()
    return Vanished(candidates=count, numbers=tuple(sorted(taken)))


def _known(reason: str, known: tuple[str, ...], place: str) -> None:
    if reason not in known:
        raise LedgerError("LEDGER-032", place, reason=reason, known="、".join(known))


def take_back(pen: Pen, before: Standing, reason: str, actor: str) -> list[str]:
    """Withdraw a candidate and its number inside a transaction that is open; gives the numbers."""
    live = list(numbers.live(pen.conn, [before.source]).values())
    taken = [numbers.publication_row(number, "withdrawn", pen.at, reason) for number in live]
    gone = {"state": "withdrawn", "signed": 0, "approved": None, "approved_at": None, "reason": reason}
    gone |= standing.hints(Outline())
    after = msgspec.structs.replace(before, **gone)
    facts: Facts = [
        (schema.states, state_row(after)),
        *((schema.publications, row) for row in taken),
        *((schema.erasures, {"version": version}) for version in _erase(pen, before.candidate)),
    ]
    pen.record("withdrawn", label(before.candidate), facts, actor)
    pen.move(after)
    return live


def _erase(pen: Pen, candidate: int) -> list[int]:
    """Delete every word kept about a candidate; gives the versions that lost theirs."""
    query = select(schema.texts.c.version).where(schema.texts.c.candidate == candidate)
    versions = sorted(pen.conn.scalars(query))
    for table in (schema.texts, schema.notes, schema.drafts, schema.holds):
        pen.conn.execute(table.delete().where(table.c.candidate == candidate))
    return versions
