"""Everything that happened to a candidate, in order, with the words that were not erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from publish.ledger import schema, standing, texts, users
from publish.ledger.pen import Book
from publish.ledger.standing import label

OF_A_CANDIDATE = (
    schema.versions, schema.states, schema.signatures, schema.decisions, schema.locks, schema.overrides,
    schema.assessments, schema.blind, schema.objections, schema.corrections,
)  # fmt: skip


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One chain row. `display`: the user's name, or the run that acted; `words`: a reason somebody wrote,
    None when there was none or it was erased; `facts`: its rows, each with its `table`."""

    seq: int
    at: datetime
    actor: str
    display: str
    kind: str
    words: str | None
    facts: tuple[dict[str, Any], ...]


def of(book: Book, name: str) -> tuple[Entry, ...]:
    """Oldest first. LEDGER-010: no such candidate."""
    candidate = standing.parse(name)
    with book.database.read() as conn:
        before = standing.find(conn, candidate)
        table = schema.numbers
        public = conn.scalars(select(table.c.number).where(table.c.source == before.source)).all()
        link = schema.chain
        query = select(link).where(link.c.subject.in_([label(candidate), *public])).order_by(link.c.seq)
        rows = conn.execute(query).all()
        facts, words, names = _facts(conn, candidate), _words(conn, candidate), users.everyone(conn)
    return tuple(
        Entry(
            seq=row.seq,
            at=datetime.fromisoformat(row.at),
            actor=row.actor,
            display=names[row.actor].display if row.actor in names else row.actor,
            kind=row.kind,
            words=words.get(row.seq),
            facts=tuple(facts.get(row.seq, ())),
        )
        for row in rows
    )


def _facts(conn: Connection, candidate: int) -> dict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for table in OF_A_CANDIDATE:
        for row in rows_of(conn, table, candidate):
            found[row["seq"]].append({"table": table.name, **row})
    return found


def rows_of(conn: Connection, table: Table, candidate: int) -> Sequence[dict[str, Any]]:
    """The rows of a table about one candidate, in the order they were recorded."""
    query = select(table).where(table.c.candidate == candidate).order_by(table.c.seq)
    return [dict(row._mapping) for row in conn.execute(query)]


def _words(conn: Connection, candidate: int) -> dict[int, str]:
    table = schema.notes
    rows = conn.execute(select(table.c.seq, table.c.body).where(table.c.candidate == candidate))
    return {row.seq: texts.unpack(row.body).decode() for row in rows}
