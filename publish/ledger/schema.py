"""The ledger's tables.

Facts are append-only: triggers refuse UPDATE and DELETE, and every row carries the `seq` of the
chain row whose digest covers it. `texts` and `notes` hold the only words and may be erased;
`current` is a projection of the facts, made anew with each chain row and held to them by `verify`
(but for its hints to the queue). What the review desk adds lies in
`schema_desk`, what becomes of what is public in `schema_public`.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from publish.ledger.schema_base import TEXT, guard, metadata, seq, seq_key
from publish.ledger.schema_desk import (
    accounts,
    assessments,
    blind,
    decisions,
    drafts,
    holds,
    locks,
    objections,
    overrides,
    sessions,
    spans,
    terms,
)
from publish.ledger.schema_public import (
    confirmations,
    corrections,
    embargoes,
    releases,
    requests,
    takedowns,
    withdrawals,
)

__all__ = [
    "accounts", "assessments", "blind", "confirmations", "corrections", "decisions", "drafts", "embargoes",
    "holds", "locks", "metadata", "objections", "overrides", "releases", "requests", "sessions", "spans",
    "takedowns", "terms", "withdrawals",
]  # fmt: skip  # handed on from schema_desk and schema_public

VERSION = "3"
OLDER = ("1", "2")
"""Versions that can be migrated."""
NO_DAY = "9999-12-31"
"""In place of a day that is not known: behind all others."""

meta = Table("meta", metadata, Column("name", TEXT, primary_key=True), Column("value", TEXT, nullable=False))
secrets = Table(
    "secrets", metadata, Column("name", TEXT, primary_key=True), Column("value", TEXT, nullable=False)
)
chain = Table(
    "chain",
    metadata,
    seq_key(),
    Column("at", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("digest", TEXT, nullable=False),
    Column("prev", TEXT, nullable=False),
    Column("hash", TEXT, nullable=False),
    Index("ix_chain_subject", "subject", "seq"),
    Index("ix_chain_at", "at", "kind"),
)
runs = Table(
    "runs",
    metadata,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("verb", TEXT, nullable=False),
    seq(),
)
users = Table(
    "users",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("display", TEXT, nullable=False),
    Column("roles", TEXT, nullable=False),
    seq_key(),
)
candidates = Table(
    "candidates",
    metadata,
    Column("candidate", Integer, primary_key=True, autoincrement=False),
    Column("kind", TEXT, nullable=False),
    Column("source", TEXT, nullable=False),
    seq(),
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
    seq(),
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
    seq_key(),
    Index("ix_states_seq", "seq"),
)
signatures = Table(
    "signatures",
    metadata,
    Column("candidate", Integer, primary_key=True, autoincrement=False),
    Column("opened", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("user", TEXT, nullable=False),
    Column("role", TEXT, nullable=False),
    seq_key(),
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
    seq(),
    UniqueConstraint("prefix", "year", "sequence"),
)
publications = Table(
    "publications",
    metadata,
    Column("number", TEXT, primary_key=True),
    Column("state", TEXT, nullable=False),  # published | withdrawn
    Column("at", TEXT, nullable=False),
    Column("reason", TEXT),
    seq_key(),
)
places = Table(
    "places",
    metadata,
    Column("list", TEXT, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("number", TEXT, nullable=False),
    seq(),
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
    seq(),
    UniqueConstraint("kind", "parent", "ordinal"),
)
erasures = Table(
    "erasures",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    seq(),
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
    seq_key(),
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
    Column("waits", Integer),  # signatures so far, while it waits for a reader; NULL when it does not
    Column("overridden", TEXT, nullable=False, server_default=""),  # closed gates overridden on record
    Column("blocked", Integer, nullable=False, server_default="0"),  # a problem was raised and not lifted
    Column("district", TEXT),
    Column("closed_on", TEXT),
    Column("due_on", TEXT, nullable=False, server_default=NO_DAY),
    Column("touch", Integer, nullable=False, server_default="0"),  # counts the changes of all rows
    Index("ix_current_state", "state", "candidate"),
    Index("ix_current_touch", "touch"),
)

alembic_version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

FACTS = (
    runs, users, candidates, versions, states, signatures, numbers, publications, places, slugs, erasures,
    spans, decisions, locks, overrides, assessments, blind, objections, terms,
    withdrawals, corrections, embargoes, takedowns, confirmations, releases,
)  # fmt: skip
"""Append-only tables covered by the chain, in the order their rows enter a digest: only ever added to."""

BESIDE = (accounts, sessions, holds, drafts)
"""What lies beside the chain and comes and goes."""

HINTS = ("district", "closed_on", "due_on", "touch")
"""Columns of `current` that order the queue and tell what moved in it; no fact holds them."""

for _table in (chain, *FACTS):
    guard(_table, "UPDATE", "DELETE", "TRUNCATE")
for _table in (texts, notes, requests):
    guard(_table, "UPDATE")
