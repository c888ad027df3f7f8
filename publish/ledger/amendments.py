"""Corrections of what is public: opened with a reason, in force when the readers approved the new wording.
What they approve anew without one is kept as an update.

Until then the page stays as it was. A correction for privacy erases every earlier wording with its
approval, and with them every reason typed about the matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from publish.errors import LedgerError
from publish.ledger import candidates, filing, holds, numbers, revisions, schema, standing, texts, users
from publish.ledger.chain import Row
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing, label
from publish.model.records import Facts, Redacted, SourceKey
from publish.model.texts import RedactedText

KINDS = ("wording", "fact", "privacy")
UPDATE = "update"
"""What the readers approved anew without a correction: the store moved, a revisit was made."""
REASON_LENGTH = 4


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """`reason` None: erased. `before`: the version that was public when it was opened; `after`: the one that
    took its place at `in_force_at`; None while it waits for the readers. `place`: among all corrections and
    withdrawals, for good."""

    id: int
    number: str
    candidate: str
    source: SourceKey
    kind: str
    reason: str | None
    user: str
    opened_at: datetime
    before: int
    in_force_at: datetime | None = None
    after: int | None = None
    place: int | None = None


def opened(
    book: Book, number: str, kind: str, reason: str, user: str, given: Mapping[str, RedactedText]
) -> Amendment:
    """Open a correction of what is public; `given`: fields whose new wording is known. Reading begins anew.

    LEDGER-013: no such field; -020; -030: no such number; -032: no such kind; -054: held by somebody else;
    -061: no reason; -095: not public; -096: another one waits for the readers.
    """
    if kind not in KINDS:
        raise LedgerError("LEDGER-032", number, reason=kind[:20], known="、".join(KINDS))
    if len("".join(reason.split())) < REASON_LENGTH:
        raise LedgerError("LEDGER-061", number, length=REASON_LENGTH)
    with book.write() as pen:
        users.find(pen.conn, user)
        before = _public(pen, number)
        holds.check(pen.conn, before.candidate, user, book)
        row = _opening(pen, before, number, kind, user)
        record = candidates.merged(pen, before, given)
        row["note"] = pen.note(before.candidate, reason)
        pen.record("correcting", label(before.candidate), [(schema.corrections, row)], user)
        filing.renew(pen, before, record, "settled", user)
    return next(one for one in every(book, number) if one.id == row["correction"])


def settle(pen: Pen, before: Standing, approved: Standing, user: str) -> None:
    """With the last signature on a matter: a correction that waits comes into force. Where there is none,
    other words on a page that is public are an update: nothing changes silently."""
    if pen.waiting is None:
        pen.waiting = _waiting(pen.conn)
    waiting = pen.waiting.get(approved.candidate)
    if before.approved in (None, approved.version) or approved.kind != "case":
        return
    number = numbers.live(pen.conn, [approved.source]).get(approved.source)
    if number is None:
        return
    if waiting is None or waiting["number"] != number:
        waiting = _opening(pen, before, number, UPDATE, user) | {"note": None}
        pen.record("updating", label(before.candidate), [(schema.corrections, waiting)], user)
    _in_force(pen, approved, waiting, user)


def _in_force(pen: Pen, approved: Standing, waiting: Row, user: str) -> None:
    row = {**waiting, "act": "in_force", "version": approved.version, "user": user, "note": None}
    row.pop("seq", None)
    facts: list[Any] = [(schema.corrections, row)]
    if row["kind"] == "privacy":
        gone = pen.erase(approved.candidate, approved.version)
        facts += [(schema.erasures, {"version": version}) for version in gone]
        pen.mended(approved.source)
    pen.record("corrected", label(approved.candidate), facts, user)


def every(book: Book, number: str | None = None) -> tuple[Amendment, ...]:
    """In the order they were opened."""
    fact, link, here = schema.corrections, schema.chain.c, schema.current.c
    query = (
        select(fact, link.at, here.source, schema.notes.c.body)
        .join(schema.chain, link.seq == fact.c.seq)
        .join(schema.current, here.candidate == fact.c.candidate)
        .outerjoin(schema.notes, schema.notes.c.seq == fact.c.seq)
        .order_by(fact.c.seq)
    )
    if number is not None:
        query = query.where(fact.c.number == number)
    found: dict[int, Amendment] = {}
    with book.database.read() as conn:
        places = revisions.places(conn)
        for row in conn.execute(query):
            at = datetime.fromisoformat(row.at)
            if row.act == "opened":
                found[row.correction] = _read(row, at)
            else:
                known = {"in_force_at": at, "after": row.version, "place": places[row.seq]}
                found[row.correction] = msgspec.structs.replace(found[row.correction], **known)
    return tuple(found.values())


def waiting(book: Book, name: str) -> tuple[str, str] | None:
    """Kind and reason of the correction that a candidate's readers are asked for; None: none."""
    candidate, words = standing.parse(name), schema.notes.c
    with book.database.read() as conn:
        found = _waiting(conn).get(candidate)
        if found is None:
            return None
        body = conn.scalar(select(words.body).where(words.seq == found["seq"]))
    return (found["kind"], texts.unpack(body).decode()) if body else None


def wordings(book: Book, given: Iterable[Amendment]) -> dict[int, Redacted[Facts]]:
    """The records before and after, by version; erased ones are left out."""
    versions = {version for one in given for version in (one.before, one.after) if version}
    found: dict[int, Redacted[Facts]] = {}
    for batch in standing.batches(sorted(versions)):
        with book.database.read() as conn:
            found |= texts.load(conn, batch)
    return found


def _public(pen: Pen, number: str) -> Standing:
    source = numbers.source_of(pen.conn, number)
    before = standing.by_source(pen.conn, [source])[source]
    if numbers.live(pen.conn, [source]).get(source) != number or before.approved is None:
        raise LedgerError("LEDGER-095", number)
    if _waiting(pen.conn).get(before.candidate, {}).get("number") == number:
        raise LedgerError("LEDGER-096", number)
    return before


def _opening(pen: Pen, before: Standing, number: str, kind: str, user: str) -> Row:
    return {
        "correction": pen.count(schema.corrections, "correction"),
        "act": "opened",
        "number": number,
        "candidate": before.candidate,
        "kind": kind,
        "version": before.approved,
        "user": user,
    }


def _waiting(conn: Connection) -> dict[int, Row]:
    """Corrections that are not in force yet, by candidate."""
    table = schema.corrections
    done = select(table.c.correction).where(table.c.act == "in_force")
    query = select(table).where(table.c.act == "opened", table.c.correction.not_in(done))
    return {row.candidate: dict(row._mapping) for row in conn.execute(query)}


def _read(row: Any, at: datetime) -> Amendment:
    return Amendment(
        id=row.correction,
        number=row.number,
        candidate=label(row.candidate),
        source=SourceKey(row.source),
        kind=row.kind,
        reason=texts.unpack(row.body).decode() if row.body else None,
        user=row.user,
        opened_at=at,
        before=row.version,
    )
