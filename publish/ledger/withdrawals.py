"""Taking back: the words are erased, the record that there was something stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from publish.errors import LedgerError
from publish.ledger import confirmations, numbers, schema, standing, terms, tombstones, users
from publish.ledger.chain import Facts, Row
from publish.ledger.pen import Book, Pen
from publish.ledger.reasons import GONE, WITHDRAWN
from publish.ledger.standing import Standing, label, state_row
from publish.model.records import Outline, SourceKey


class Vanished(msgspec.Struct, frozen=True, kw_only=True):
    """How many candidates left, and the public numbers among them."""

    candidates: int
    numbers: tuple[str, ...]


def withdraw(
    book: Book, number: str, reason: str, user: str | None, urgent: bool = False, due: date | None = None
) -> None:
    """Withdraw a published number and erase its words; doing it twice changes nothing. `user` None: the run
    acts. `urgent`: one officer alone, so that a second one is asked, until the day `due`.

    LEDGER-020: unknown user; LEDGER-030: unknown number; LEDGER-032: unknown reason.
    """
    _known(reason, WITHDRAWN, number)
    with book.write() as pen:
        actor = users.find(pen.conn, user).name if user else pen.actor
        source = numbers.source_of(pen.conn, number)
        if numbers.live(pen.conn, [source]).get(source) == number:
            take_back(pen, standing.by_source(pen.conn, [source])[source], reason, actor)
            if urgent:
                confirmations.ask(pen, number, actor, due)
            terms.forget(book, [source])


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
    return Vanished(candidates=count, numbers=tuple(sorted(taken)))


def _known(reason: str, known: tuple[str, ...], place: str) -> None:
    if reason not in known:
        raise LedgerError("LEDGER-032", place, reason=reason, known="、".join(known))


def take_back(
    pen: Pen, before: Standing, reason: str, actor: str, told: Mapping[str, Row] | None = None
) -> list[str]:
    """Withdraw a candidate and its number inside a transaction that is open; gives the numbers. `told`: what
    a journal says of a withdrawal that is done again, by number."""
    live = list(numbers.live(pen.conn, [before.source]).values())
    rows = [_tombstone(pen, before, number, reason, (told or {}).get(number)) for number in live]
    taken = [numbers.publication_row(number, "withdrawn", pen.at, reason) for number in live]
    gone = {"state": "withdrawn", "signed": 0, "approved": None, "approved_at": None, "reason": reason}
    gone |= standing.hints(Outline())
    after = msgspec.structs.replace(before, **gone)
    facts: Facts = [
        (schema.states, state_row(after)),
        *((schema.publications, row) for row in taken),
        *((schema.withdrawals, row) for row in rows),
        *((schema.erasures, {"version": version}) for version in _erase(pen, before.candidate)),
    ]
    pen.record("withdrawn", label(before.candidate), facts, actor)
    pen.move(after)
    return live


def _tombstone(pen: Pen, before: Standing, number: str, reason: str, told: Row | None) -> Row:
    row = tombstones.row_of(pen.conn, pen.keys, before, number, reason, pen.at)
    return row if told is None else {name: told[name] for name in row}


def _erase(pen: Pen, candidate: int) -> list[int]:
    """Delete every word kept about a candidate, and who holds it; gives the versions that lost theirs."""
    pen.conn.execute(schema.holds.delete().where(schema.holds.c.candidate == candidate))
    return pen.erase(candidate)
