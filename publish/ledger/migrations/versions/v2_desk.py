"""Version 2: the review desk. Spans and decisions, locks, overrides, assessments, blind passes,
objections, terms; accounts, sessions, holds, drafts; and what the queue is ordered by."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2"
down_revision = "1"

TEXT = sa.String().with_variant(postgresql.TEXT(collation="C"), "postgresql")
FACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "spans": (
        ("version int", "field", "ordinal int"),
        ("start int", "end int", "kind", "recognizer", "replacement", "seq int"),
    ),
    "decisions": (
        ("seq int", "ordinal int"),
        (
            "candidate int",
            "version int",
            "field",
            "action",
            "start int",
            "end int",
            "kind",
            "recognizer",
            "note?",
        ),
    ),
    "locks": (("candidate int", "seq int"), ("user", "act")),
    "overrides": (("candidate int", "seq int"), ("version int", "gate", "user", "note?")),
    "assessments": (
        ("candidate int", "seq int"),
        ("opened int", "user", "role", "legality int", "accuracy int", "fitness int", "confidentiality int"),
    ),
    "blind": (
        ("candidate int", "kind", "seq int"),
        ("version int", "user", "agreed int", "missed int", "extra int"),
    ),
    "objections": (("candidate int", "seq int"), ("act", "user", "note?")),
    "terms": (("term", "seq int"), ("act", "user", "digest")),
}
"""Table → columns of its key, and the others: text unless they say int, needed unless they end in ?."""
BESIDE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "accounts": (("name",), ("hash", "failures int", "locked_until?", "changed_at", "disabled int")),
    "sessions": (("token",), ("name", "csrf", "expires_at", "seen_at")),
    "holds": (("candidate int",), ("user", "since", "until")),
    "drafts": (("candidate int", "version int"), ("user", "revision int", "body bytes", "saved_at")),
}
TYPES: dict[str, Any] = {"": TEXT, "int": sa.Integer(), "bytes": sa.LargeBinary()}


def upgrade() -> None:
    for name, (key, rest) in {**FACTS, **BESIDE}.items():
        op.create_table(name, *_columns(key, True), *_columns(rest, False))
    for name in FACTS:
        _guard(name)
    for column in (
        sa.Column("waits", sa.Integer()),
        sa.Column("overridden", TEXT, nullable=False, server_default=""),
        sa.Column("blocked", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("district", TEXT),
        sa.Column("closed_on", TEXT),
        sa.Column("due_on", TEXT, nullable=False, server_default="9999-12-31"),
        sa.Column("touch", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("current", column)
    op.execute("UPDATE current SET waits = 0 WHERE state IN ('open', 'refused')")
    op.execute("UPDATE current SET waits = signed WHERE state = 'signed'")
    op.execute("UPDATE current SET touch = candidate")
    op.execute("INSERT INTO secrets SELECT 'touch', CAST(COUNT(*) AS VARCHAR) FROM current")
    op.execute("INSERT INTO secrets SELECT 'journaled', CAST(COUNT(*) AS VARCHAR) FROM chain")
    op.create_index("ix_current_touch", "current", ["touch"])
    op.create_index("ix_chain_subject", "chain", ["subject", "seq"])
    op.create_index("ix_states_seq", "states", ["seq"])
    op.create_index("ix_chain_at", "chain", ["at", "kind"])
    op.create_index("ix_decisions_candidate", "decisions", ["candidate"])
    op.create_index("ix_sessions_name", "sessions", ["name"])


def _columns(written: tuple[str, ...], key: bool) -> list[sa.Column[Any]]:
    return [_column(one, key) for one in written]


def _column(written: str, key: bool) -> sa.Column[Any]:
    name, _, kind = written.removesuffix("?").partition(" ")
    nullable = written.endswith("?")
    return sa.Column(name, TYPES[kind], primary_key=key, nullable=nullable, autoincrement=False)


def _guard(table: str, *verbs: str) -> None:
    """The triggers of an append-only table; PostgreSQL's function is there since version 1."""
    for verb in verbs or ("UPDATE", "DELETE", "TRUNCATE"):
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
            )
        elif verb != "TRUNCATE":
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
