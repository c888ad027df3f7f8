"""Proof that nothing was changed silently: every row against its digest, every digest in its chain."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, exists, or_, select

from publish.errors import Issue, issue
from publish.ledger import chain, replay, schema, secret, texts
from publish.ledger.chain import Link
from publish.ledger.database import Database
from publish.ledger.secret import Keys

NOTED = (schema.states, schema.decisions, schema.overrides, schema.objections, schema.corrections)
"""Tables whose rows may stand for words in `notes`."""
Fact = tuple[int, str, dict[str, Any]]


def verify(database: Database, keys: Keys) -> Iterator[Issue]:
    """What is wrong, beginning with the first broken row of the chain; nothing when all is whole."""
    with database.read() as conn:
        yield from _chain(conn, keys)
        yield from _texts(conn)
        yield from _notes(conn)
        yield from _requests(conn)
        yield from replay.compare(conn)


def _chain(conn: Connection, keys: Keys) -> Iterator[Issue]:
    """Stops at the first broken row: all behind it hang on it."""
    facts = groupby(_facts(conn), key=itemgetter(0))
    waiting = next(facts, None)
    prev, seq = chain.GENESIS, 0
    for row in _stream(conn, schema.chain):
        seq += 1
        link = Link(*row[:7])
        if link.seq != seq or link.prev != prev or link.hash() != row.hash:
            yield issue("LEDGER-040", f"chain {seq}")
            return
        covered: list[tuple[str, dict[str, Any]]] = []
        if waiting and waiting[0] == seq:
            covered = [(name, fact) for _, name, fact in waiting[1]]
            waiting = next(facts, None)
        if chain.digest(secret.row_salt(keys, seq), covered) != link.digest:
            yield issue("LEDGER-041", f"chain {seq} {link.kind} {link.subject}")
            return
        prev = row.hash
    if waiting:
        yield issue("LEDGER-046", f"chain {waiting[0]}")
    if _head(conn) != seq:
        yield issue("LEDGER-044", f"chain {seq}")


def _facts(conn: Connection) -> Iterator[Fact]:
    return merge(*(_table(conn, table) for table in schema.FACTS), key=itemgetter(0))


def _table(conn: Connection, table: Table) -> Iterator[Fact]:
    for row in _stream(conn, table):
        yield row.seq, table.name, dict(row._mapping)


def _stream(conn: Connection, table: Table) -> Iterator[Any]:
    return iter(conn.execution_options(yield_per=1000).execute(select(table).order_by(table.c.seq)))


def _head(conn: Connection) -> int:
    table = schema.secrets
    return int(conn.scalar(select(table.c.value).where(table.c.name == "head")) or 0)


def _texts(conn: Connection) -> Iterator[Issue]:
    versions, words, erased = schema.versions, schema.texts, schema.erasures
    gone = erased.c.version.label("gone")
    query = (
        select(versions.c.version, versions.c.digest, words.c.salt, words.c.body, gone)
        .outerjoin(words, words.c.version == versions.c.version)
        .outerjoin(erased, erased.c.version == versions.c.version)
        .order_by(versions.c.version)
    )
    for row in conn.execution_options(yield_per=200).execute(query):
        if row.body is None and row.gone is None:
            yield issue("LEDGER-043", f"texts {row.version}")
        elif row.body is not None and (row.gone is not None or not _holds(row)):
            yield issue("LEDGER-042", f"texts {row.version}")


def _notes(conn: Connection) -> Iterator[Issue]:
    for table in NOTED:
        yield from _notes_of(conn, table)


def _notes_of(conn: Connection, table: Table) -> Iterator[Issue]:
    words, gone = schema.notes, _gone(table)
    query = (
        select(table.c.seq, table.c.note.label("digest"), words.c.salt, words.c.body, gone.label("gone"))
        .outerjoin(words, words.c.seq == table.c.seq)
        .where(table.c.note.is_not(None))
        .order_by(table.c.seq)
    )
    for row in conn.execution_options(yield_per=200).execute(query):
        if row.body is None and not row.gone:
            yield issue("LEDGER-043", f"notes {row.seq}")
        elif row.body is not None and (row.gone or not _holds(row)):
            yield issue("LEDGER-042", f"notes {row.seq}")


def _gone(table: Table) -> ColumnElement[bool]:
    """Whether the words of a row were erased on record: by a withdrawal, or a correction for privacy."""
    later, mended = schema.states.alias("later"), schema.corrections.alias("mended")
    withdrawn = exists().where(
        later.c.candidate == table.c.candidate, later.c.seq > table.c.seq, later.c.state == "withdrawn"
    )
    corrected = exists().where(
        mended.c.candidate == table.c.candidate,
        mended.c.seq > table.c.seq,
        mended.c.act == "in_force",
        mended.c.kind == "privacy",
    )
    return or_(withdrawn, corrected)


def _requests(conn: Connection) -> Iterator[Issue]:
    """A citizen's words against their digest, as long as they were not erased."""
    fact, words, erased = schema.takedowns, schema.requests, schema.takedowns.alias("erased")
    gone = exists().where(erased.c.takedown == fact.c.takedown, erased.c.act == "erased")
    query = (
        select(fact.c.takedown, fact.c.note.label("digest"), words.c.salt, words.c.body, gone.label("gone"))
        .outerjoin(words, words.c.takedown == fact.c.takedown)
        .where(fact.c.note.is_not(None))
        .order_by(fact.c.takedown)
    )
    for row in conn.execution_options(yield_per=200).execute(query):
        if row.body is None and not row.gone:
            yield issue("LEDGER-043", f"requests {row.takedown}")
        elif row.body is not None and (row.gone or not _holds(row)):
            yield issue("LEDGER-042", f"requests {row.takedown}")


def _holds(row: Any) -> bool:
    try:
        body = texts.unpack(row.body)
    except texts.Unreadable:
        return False
    return bool(chain.body_digest(row.salt, body) == row.digest)
