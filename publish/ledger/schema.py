"""The ledger's tables.

Facts are append-only: triggers refuse UPDATE and DELETE, and every row carries the `seq` of the
chain row whose digest covers it. `texts` and `notes` hold the only words and may be erased;
`current` is a projection of the facts, made anew with each chain row and held to them by `verify`.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    event,
)
from sqlalchemy.dialects import postgresql

VERSION = "1"
metadata = MetaData()
TEXT = String().with_variant(postgresql.TEXT(collation="C"), "postgresql")  # one order everywhere


def _seq() -> Column[int]:
    return Column("seq", Integer, nullable=False)


meta = Table("meta", metadata, Column("name", TEXT, primary_key=True), Column("value", TEXT, nullable=False))
secrets = Table(
    "secrets", metadata, Column("name", TEXT, primary_key=True), Column("value", TEXT, nullable=False)
)
chain = Table(
    "chain",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("digest", TEXT, nullable=False),
    Column("prev", TEXT, nullable=False),
    Column("hash", TEXT, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("verb", TEXT, nullable=False),
    _seq(),
)
users = Table(
    "users",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("display", TEXT, nullable=False),
    Column("roles", TEXT, nullable=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
)
candidates = Table(
    "candidates",
    metadata,
    Column("candidate", Integer, primary_key=True, autoincrement=False),
    Column("kind", TEXT, nullable=False),
    Column("source", TEXT, nullable=False),
    _seq(),
)
versions = Table(
    "versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("candidate", Integer, nullable=False, index=True),
    Column("origin", TEXT, nullable=False),  # filed | settled | gated
    Column("source_hash", TEXT, nullable=False),
    Column("column", TEXT),
    Column("flags", Integer, nullable=False),
    Column("gates", TEXT, nullable=False),
    Column("digest", TEXT, nullable=False),  # salted; the salt lies with the words in `texts`
    _seq(),
)
states = Table(
    "states",
    metadata,
    Column("candidate", Integer, primary_key=True, autoincrement=False),
    Column("state", TEXT, nullable=False),
    Column("version", Integer, nullable=False),
    Column("approved", Integer),  # the version that may be public from here on
    Column("reason", TEXT),
    Column("note", TEXT),  # salted digest of the words in `notes`
    Column("seq", Integer, primary_key=True, autoincrement=False),
)
signatures = Table(
    "signatures",
    metadata,
    Column("candidate", Integer, primary_key=True, autoincrement=False),
    Column("opened", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("user", TEXT, nullable=False),
    Column("role", TEXT, nullable=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
)
numbers = Table(
    "numbers",
    metadata,
    Column("number", TEXT, primary_key=True),
    Column("source", TEXT, nullable=False, index=True),
    Column("kind", TEXT, nullable=False),
    Column("column", TEXT),
    Column("prefix", TEXT, nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    _seq(),
    UniqueConstraint("prefix", "year", "sequence"),
)
publications = Table(
    "publications",
    metadata,
    Column("number", TEXT, primary_key=True),
    Column("state", TEXT, nullable=False),  # published | withdrawn
    Column("at", TEXT, nullable=False),
    Column("reason", TEXT),
    Column("seq", Integer, primary_key=True, autoincrement=False),
)
places = Table(
    "places",
    metadata,
    Column("list", TEXT, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("number", TEXT, nullable=False),
    _seq(),
    UniqueConstraint("list", "number"),
)
slugs = Table(
    "slugs",
    metadata,
    Column("kind", TEXT, primary_key=True),
    Column("key", TEXT, primary_key=True),
    Column("slug", TEXT, nullable=False),
    Column("parent", TEXT, nullable=False),  # slug of the level above, "" at the top
    Column("ordinal", Integer, nullable=False),
    _seq(),
    UniqueConstraint("kind", "parent", "ordinal"),
)
erasures = Table(
    "erasures",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _seq(),
)
texts = Table(
    "texts",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("candidate", Integer, nullable=False, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
notes = Table(
    "notes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("candidate", Integer, nullable=False, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
current = Table(
    "current",
    metadata,
    Column("candidate", Integer, primary_key=True, autoincrement=False),
    Column("kind", TEXT, nullable=False),
    Column("source", TEXT, nullable=False, unique=True),
    Column("state", TEXT, nullable=False),
    Column("version", Integer, nullable=False),
    Column("source_hash", TEXT, nullable=False),
    Column("column", TEXT),
    Column("flags", Integer, nullable=False),
    Column("gates", TEXT, nullable=False),
    Column("opened", Integer, nullable=False),  # chain row at which this round of reading began
    Column("signed", Integer, nullable=False),
    Column("approved", Integer),  # version last approved
    Column("approved_at", TEXT),
    Column("reason", TEXT),
    Index("ix_current_state", "state", "candidate"),
)

FACTS = (
    runs, users, candidates, versions, states, signatures, numbers, publications, places, slugs, erasures,
)  # fmt: skip
"""Append-only tables covered by the chain, in the order their rows enter a digest."""

_REFUSE_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
)
_FUNCTION_PG = (
    "CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
)
_REFUSE_PG = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
)


def _guard(table: Table, *verbs: str) -> None:
    for verb in verbs:
        if verb != "TRUNCATE":
            _on(table, "after_create", "sqlite", _REFUSE_SQLITE.format(table=table.name, verb=verb))
        _on(table, "after_create", "postgresql", _REFUSE_PG.format(table=table.name, verb=verb))


def _on(target: MetaData | Table, when: str, dialect: str, statement: str) -> None:
    ddl = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy's own gap
    event.listen(target, when, ddl.execute_if(dialect=dialect))


_on(metadata, "before_create", "postgresql", _FUNCTION_PG)
for _table in (chain, *FACTS):
    _guard(_table, "UPDATE", "DELETE", "TRUNCATE")
for _table in (texts, notes):
    _guard(_table, "UPDATE")
