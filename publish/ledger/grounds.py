"""What needs a written ground: overriding a closed gate, raising a problem that blocks, lifting it.

An override stands until the store or a gate moves; what a reader settles leaves it standing. Consent
and what the matter lacks (an account, a reply) nobody overrides: 个人信息保护法 art. 13, design rule 9.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from publish.errors import LedgerError
from publish.ledger import holds, schema, standing, users
from publish.ledger.pen import Book, Pen
from publish.ledger.replay import with_gate
from publish.ledger.signatures import FLAGS
from publish.ledger.standing import Standing, label
from publish.model.records import SourceKey

FIRM = ("GATE-CONSENT", "GATE-SUMMARY", "GATE-REPLY")
OVERRIDE_LENGTH = 10
PROBLEM_LENGTH = 2
OVER = ("approved", "withdrawn")


def override(book: Book, name: str, user: str, gate: str, ground: str) -> None:
    """The final reader lets a closed gate be passed; see `Desk.override`."""
    _written(name, ground, OVERRIDE_LENGTH)
    with book.write() as pen:
        before = _find(pen, book, name, user, pen.readers[-1])
        if gate in FIRM:
            raise LedgerError("LEDGER-063", label(before.candidate), gate=gate)
        if before.state in OVER or gate not in _closed(before):
            raise LedgerError("LEDGER-060", label(before.candidate), what=gate[:40])
        after = msgspec.structs.replace(before, overridden=with_gate(before.overridden, gate))
        note = pen.note(before.candidate, ground)
        fact = {"candidate": before.candidate, "version": before.version, "gate": gate, "user": user}
        pen.record("overridden", label(before.candidate), [(schema.overrides, {**fact, "note": note})], user)
        pen.move(after)


def raise_problem(book: Book, name: str, user: str, problem: str) -> None:
    """Nobody signs until it is lifted; raising another one adds to it."""
    _object(book, name, user, "raised", problem)


def lift_problem(book: Book, name: str, user: str, ground: str) -> None:
    """LEDGER-060: there is none."""
    _object(book, name, user, "lifted", ground)


def _object(book: Book, name: str, user: str, act: str, words: str) -> None:
    _written(name, words, PROBLEM_LENGTH)
    with book.write() as pen:
        before = _find(pen, book, name, user)
        if before.state in OVER or (act == "lifted" and not before.blocked):
            raise LedgerError("LEDGER-060", label(before.candidate), what=before.state)
        note = pen.note(before.candidate, words)
        fact = {"candidate": before.candidate, "act": act, "user": user, "note": note}
        kind = "objected" if act == "raised" else "lifted"
        pen.record(kind, label(before.candidate), [(schema.objections, fact)], user)
        pen.move(msgspec.structs.replace(before, blocked=int(act == "raised")))


def _find(pen: Pen, book: Book, name: str, user: str, role: str | None = None) -> Standing:
    who = users.find(pen.conn, user)
    before = standing.find(pen.conn, standing.parse(name))
    if not set(who.roles) & ({role} if role else set(pen.readers)):
        turn = users.TITLES[role or pen.readers[0]]
        raise LedgerError("LEDGER-021", label(before.candidate), user=user, role=turn)
    if role is None:
        return before
    holds.check(pen.conn, before.candidate, user, book)
    return before


def _closed(before: Standing) -> list[str]:
    flags = FLAGS not in before.overridden.split(",") and before.flags
    return [*before.closed(), FLAGS] if flags else before.closed()


def _written(name: str, words: str, length: int) -> None:
    if len("".join(words.split())) < length:
        raise LedgerError("LEDGER-061", name[:20], length=length)


def overridden(book: Book) -> dict[SourceKey, frozenset[str]]:
    """Gates that stand overridden, by source."""
    here = schema.current.c
    query = select(here.source, here.overridden).where(here.overridden != "")
    with book.database.read() as conn:
        return {row.source: frozenset(row.overridden.split(",")) for row in conn.execute(query)}
