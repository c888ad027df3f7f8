"""Who works on which matter, so that two people don't edit the same one.

A hold runs by wall time and ends by itself; that it was taken, given back, taken over or ran out is a
fact. Prolonging one is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.engine import Row as DbRow

from publish.errors import Issue, LedgerError, issue
from publish.ledger import moments, schema, standing, users
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import label

FRESH = timedelta(minutes=1)
"""A hold used again so soon is not written anew."""


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    candidate: str
    user: str
    since: datetime
    until: datetime

    @property
    def number(self) -> int:
        """The candidate's number."""
        return standing.parse(self.candidate)


def hold(book: Book, name: str, user: str) -> Hold:
    """Take a matter or keep it. LEDGER-054: somebody else holds it."""
    candidate, now = standing.parse(name), book.wall()
    with book.database.read() as conn:
        before = _of(conn, candidate)
    if before and before.user == user and _lives(before, now):
        return _prolong(book, before, now)
    with book.write() as pen:
        check(pen.conn, candidate, user, book)
        return _take(pen, book, candidate, user, "taken")


def take_over(book: Book, name: str, user: str) -> Hold:
    """Take a matter, whoever holds it."""
    candidate = standing.parse(name)
    with book.write() as pen:
        return _take(pen, book, candidate, user, "taken_over")


def release(book: Book, name: str, user: str) -> None:
    """Give a matter back; nothing happens where the user does not hold it."""
    with book.write() as pen:
        give_back(pen, book, standing.parse(name), user)


def give_back(pen: Pen, book: Book, candidate: int, user: str) -> None:
    """The same inside a transaction that is open."""
    before = _of(pen.conn, candidate)
    if before and before.user == user:
        _let_go(pen, candidate)
        _act(pen, candidate, user, "released" if _lives(before, book.wall()) else "expired")


def _let_go(pen: Pen, candidate: int) -> None:
    pen.conn.execute(schema.holds.delete().where(schema.holds.c.candidate == candidate))


def check(conn: Connection, candidate: int, user: str, book: Book) -> None:
    """LEDGER-054: somebody else holds it."""
    before = _of(conn, candidate)
    if before and before.user != user and _lives(before, book.wall()):
        raise LedgerError(**_words(before, book))


def of_others(conn: Connection, book: Book, user: str) -> dict[int, Issue]:
    """What others hold now, and the words for it, by candidate number."""
    held = (hold for hold in alive(conn, book.wall()) if hold.user != user)
    return {hold.number: issue(**_words(hold, book)) for hold in held}


def _words(before: Hold, book: Book) -> dict[str, Any]:
    until = f"{before.until.astimezone(book.now.tzinfo):%H:%M}"
    return {"code": "LEDGER-054", "place": before.candidate, "user": before.user, "until": until}


def every(book: Book) -> dict[str, Hold]:
    """What is held now, by candidate."""
    with book.database.read() as conn:
        return {hold.candidate: hold for hold in alive(conn, book.wall())}


def alive(conn: Connection, now: datetime) -> list[Hold]:
    """What is held now, in order of filing."""
    table = schema.holds
    living = table.c.until > moments.written(now)
    return [_hold(row) for row in conn.execute(select(table).where(living).order_by(table.c.candidate))]


def of_all(conn: Connection, candidates: Sequence[int]) -> dict[int, Hold]:
    """Holds of these candidates, living or not."""
    table = schema.holds
    rows = conn.execute(select(table).where(table.c.candidate.in_(candidates)))
    return {row.candidate: _hold(row) for row in rows}


def living(before: Hold | None, now: datetime) -> Hold | None:
    """The hold, if it has not run out."""
    return before if before and _lives(before, now) else None


def _take(pen: Pen, book: Book, candidate: int, user: str, act: str) -> Hold:
    users.find(pen.conn, user)
    standing.find(pen.conn, candidate)
    before, now = _of(pen.conn, candidate), book.wall()
    if before and not _lives(before, now):
        _act(pen, candidate, before.user, "expired")
        act = "taken"
    if before and before.user == user and _lives(before, now):
        return _prolong_in(pen.conn, book, before, now)
    _let_go(pen, candidate)
    row = {"candidate": candidate, "user": user, "since": moments.written(now)}
    row["until"] = moments.later(now, minutes=book.rules.hold_minutes)
    pen.conn.execute(schema.holds.insert(), row)
    _act(pen, candidate, user, act if before else "taken")
    return Hold(candidate=label(candidate), user=user, since=now, until=moments.read(str(row["until"])))


def _act(pen: Pen, candidate: int, user: str, act: str) -> None:
    fact = {"candidate": candidate, "user": user, "act": act}
    pen.record(act, label(candidate), [(schema.locks, fact)], user)


def _prolong(book: Book, before: Hold, now: datetime) -> Hold:
    fresh = now + timedelta(minutes=book.rules.hold_minutes)
    if before.until + FRESH > fresh:
        return before
    with book.database.write() as conn:
        return _prolong_in(conn, book, before, now)


def _prolong_in(conn: Connection, book: Book, before: Hold, now: datetime) -> Hold:
    until, table = moments.later(now, minutes=book.rules.hold_minutes), schema.holds
    mine = (table.c.candidate == standing.parse(before.candidate)) & (table.c.user == before.user)
    if not conn.execute(table.update().where(mine).values(until=until)).rowcount:
        raise LedgerError("LEDGER-055", before.candidate)  # taken over this very moment
    return msgspec.structs.replace(before, until=moments.read(until))


def _lives(before: Hold, now: datetime) -> bool:
    return before.until > now


def _of(conn: Connection, candidate: int) -> Hold | None:
    row = conn.execute(select(schema.holds).where(schema.holds.c.candidate == candidate)).first()
    return _hold(row) if row else None


def _hold(row: DbRow[tuple[object, ...]]) -> Hold:
    return Hold(
        candidate=label(row.candidate),
        user=row.user,
        since=moments.read(row.since),
        until=moments.read(row.until),
    )
