"""What the review desk adds to the ledger's tables.

Facts of the readers' work, without a word of text; and beside the chain what comes and goes:
accounts, sessions, who holds what, drafts.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from publish.ledger.schema_base import TEXT, metadata, seq, seq_key


def _number(name: str, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def _text(name: str, key: bool = False) -> Column[str]:
    return Column(name, TEXT, primary_key=key, nullable=False)


def _note() -> Column[str]:
    return Column("note", TEXT)  # salted digest of the words in `notes`


spans = Table(
    "spans",
    metadata,
    _number("version", key=True),
    _text("field", key=True),
    _number("ordinal", key=True),
    _number("start"),
    _number("end"),
    _text("kind"),
    _text("recognizer"),
    _text("replacement"),  # digest under the salt of the version's words
    seq(),
)
decisions = Table(
    "decisions",
    metadata,
    seq_key(),
    _number("ordinal", key=True),
    _number("candidate"),
    _number("version"),
    _text("field"),
    _text("action"),
    _number("start"),
    _number("end"),
    _text("kind"),
    _text("recognizer"),  # whose span it corrects; "": the machine saw nothing there
    _note(),
    Index("ix_decisions_candidate", "candidate"),
)
locks = Table(
    "locks",
    metadata,
    _number("candidate", key=True),
    _text("user"),
    _text("act"),  # taken | released | taken_over | expired
    seq_key(),
)
overrides = Table(
    "overrides",
    metadata,
    _number("candidate", key=True),
    _number("version"),
    _text("gate"),
    _text("user"),
    _note(),
    seq_key(),
)
assessments = Table(
    "assessments",
    metadata,
    _number("candidate", key=True),
    _number("opened"),
    _text("user"),
    _text("role"),
    _number("legality"),
    _number("accuracy"),
    _number("fitness"),
    _number("confidentiality"),
    seq_key(),
)
blind = Table(
    "blind",
    metadata,
    _number("candidate", key=True),
    _number("version"),
    _text("user"),
    _text("kind", key=True),
    _number("agreed"),
    _number("missed"),
    _number("extra"),
    seq_key(),
)
objections = Table(
    "objections",
    metadata,
    _number("candidate", key=True),
    _text("act"),  # raised | lifted
    _text("user"),
    _note(),
    seq_key(),
)
terms = Table(
    "terms",
    metadata,
    _text("term", key=True),
    _text("act"),  # proposed | agreed | dropped
    _text("user"),
    _text("digest"),
    seq_key(),
)

accounts = Table(
    "accounts",
    metadata,
    _text("name", key=True),
    _text("hash"),
    _number("failures"),
    Column("locked_until", TEXT),
    _text("changed_at"),
    _number("disabled"),
)
sessions = Table(
    "sessions",
    metadata,
    _text("token", key=True),  # SHA-256 of what the browser holds
    _text("name"),
    _text("csrf"),
    _text("expires_at"),
    _text("seen_at"),
    Index("ix_sessions_name", "name"),
)
holds = Table(
    "holds",
    metadata,
    _number("candidate", key=True),
    _text("user"),
    _text("since"),
    _text("until"),
)
drafts = Table(
    "drafts",
    metadata,
    _number("candidate", key=True),
    _number("version", key=True),
    _text("user"),
    _number("revision"),
    Column("body", LargeBinary, nullable=False),
    _text("saved_at"),
)
