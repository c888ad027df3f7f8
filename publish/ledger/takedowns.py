"""Requests to take something down: who asked what lies where it can be erased, the clock in the chain."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import select

from publish.errors import LedgerError
from publish.ledger import moments, numbers, schema, texts, users
from publish.ledger.chain import Row
from publish.ledger.pen import Book, Pen

OUTCOMES = ("withdrawn", "corrected", "refused")
State = Literal["open", "withdrawn", "corrected", "refused"]


class Takedown(msgspec.Struct, frozen=True, kw_only=True):
    """`ground`: the code of a ground, no words; days are the city's."""

    id: str
    number: str | None
    state: State
    received_on: date
    due_on: date | None
    officer: str
    answered_on: date | None = None
    answered_by: str | None = None
    ground: str | None = None
    erased_on: date | None = None


class TakedownWords(msgspec.Struct, frozen=True, kw_only=True):
    """The citizen's own words, and how to answer."""

    words: str
    contact: str = ""


_DECODER = msgspec.json.Decoder(TakedownWords)


def log(
    book: Book, number: str | None, words: TakedownWords, due: date | None, user: str, on: date | None
) -> str:
    """A new request, T-000001; `on`: the day it came in, else today. LEDGER-020, -030."""
    with book.write() as pen:
        users.find(pen.conn, user)
        if number:
            numbers.source_of(pen.conn, number)
        takedown = pen.count(schema.takedowns, "takedown")
        day = (on or moments.day(pen.at)).isoformat()
        row = _row(takedown, "received", day, user)
        row |= {"number": number, "due": due and due.isoformat()}
        row["note"] = pen.request(takedown, msgspec.json.encode(words))
        pen.record("received", _label(takedown), [(schema.takedowns, row)], user)
    return _label(takedown)


def answer(book: Book, name: str, outcome: str, ground: str | None, user: str) -> None:
    """LEDGER-020; -032: no such outcome; -093: no such request; -094: answered already."""
    if outcome not in OUTCOMES:
        raise LedgerError("LEDGER-032", name[:20], reason=outcome[:20], known="、".join(OUTCOMES))
    with book.write() as pen:
        number = _open(pen, name, user, "answered")
        row = _row(number, "answered", moments.day(pen.at).isoformat(), user)
        facts = [(schema.takedowns, {**row, "outcome": outcome, "ground": ground})]
        pen.record("answered", _label(number), facts, user)


def erase(book: Book, name: str, user: str | None) -> None:
    """Erase the words and the contact; `user` None: the run. LEDGER-020, -093, -094: erased already."""
    with book.write() as pen:
        number = _open(pen, name, user, "erased")
        words = schema.requests
        pen.conn.execute(words.delete().where(words.c.takedown == number))
        pen.erased = True
        row = _row(number, "erased", moments.day(pen.at).isoformat(), user or pen.actor)
        pen.record("erased", _label(number), [(schema.takedowns, row)], user)


def every(book: Book) -> tuple[Takedown, ...]:
    """In the order they came in."""
    table = schema.takedowns
    found: dict[int, Takedown] = {}
    with book.database.read() as conn:
        for row in conn.execute(select(table).order_by(table.c.takedown, table.c.seq)):
            kept = dict(row._mapping)
            if kept["act"] == "received":
                found[row.takedown] = _received(kept)
            else:
                found[row.takedown] = msgspec.structs.replace(found[row.takedown], **_changed(kept))
    return tuple(found.values())


def words(book: Book, name: str) -> TakedownWords | None:
    """None: erased. LEDGER-093."""
    table = schema.requests
    with book.database.read() as conn:
        number = _parse(name)
        if conn.scalar(select(schema.takedowns.c.seq).where(schema.takedowns.c.takedown == number)) is None:
            raise LedgerError("LEDGER-093", name[:20])
        body = conn.scalar(select(table.c.body).where(table.c.takedown == number))
    return None if body is None else _DECODER.decode(texts.unpack(body))


def _row(takedown: int, act: str, day: str, user: str) -> Row:
    blank: Row = dict.fromkeys(("number", "due", "outcome", "ground", "note"))
    return blank | {"takedown": takedown, "act": act, "day": day, "user": user}


def _open(pen: Pen, name: str, user: str | None, act: str) -> int:
    """The number of a request to which this did not happen yet."""
    if user:
        users.find(pen.conn, user)
    number, table = _parse(name), schema.takedowns
    acts = set(pen.conn.scalars(select(table.c.act).where(table.c.takedown == number)))
    if not acts:
        raise LedgerError("LEDGER-093", name[:20])
    if act in acts:
        raise LedgerError("LEDGER-094", name[:20])
    return number


def _received(kept: Row) -> Takedown:
    return Takedown(
        id=_label(kept["takedown"]),
        number=kept["number"],
        state="open",
        received_on=date.fromisoformat(kept["day"]),
        due_on=date.fromisoformat(kept["due"]) if kept["due"] else None,
        officer=kept["user"],
    )


def _changed(kept: Row) -> Row:
    day = date.fromisoformat(kept["day"])
    if kept["act"] == "erased":
        return {"erased_on": day}
    known = {"answered_on": day, "answered_by": kept["user"]}
    return known | {"state": kept["outcome"], "ground": kept["ground"]}


def _label(number: int) -> str:
    return f"T-{number:06d}"


def _parse(name: str) -> int:
    digits = name.removeprefix("T-")
    if digits == name or not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        raise LedgerError("LEDGER-093", name[:20])
    return int(digits)
