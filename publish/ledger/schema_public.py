"""What becomes of what is public, in the ledger's tables: withdrawals and their tombstones, corrections,
embargoes, requests to take something down, second officers, releases.

Facts without a word of text. A citizen's own words and contact lie in `requests`, which may be erased.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from publish.ledger.schema_base import TEXT, metadata, seq, seq_key


def _number(name: str, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def _text(name: str, key: bool = False) -> Column[str]:
    return Column(name, TEXT, primary_key=key, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, TEXT)


withdrawals = Table(
    "withdrawals",
    metadata,
    _text("number", key=True),
    _text("act"),  # removed | withdrawn | superseded | expired
    _text("reason"),
    _text("at"),
    _maybe("column"),
    _maybe("unit"),  # slug, where the page named one
    seq(),
)
corrections = Table(
    "corrections",
    metadata,
    _number("correction", key=True),
    _text("act"),  # opened | in_force
    _text("number"),
    _number("candidate"),
    _text("kind"),  # wording | fact | privacy
    _number("version"),  # public until then; from then on
    _text("user"),
    _maybe("note"),  # salted digest of the reason in `notes`
    seq_key(),
    Index("ix_corrections_candidate", "candidate"),
)
embargoes = Table(
    "embargoes",
    metadata,
    _text("source", key=True),
    _number("ordinal", key=True),
    _maybe("until"),  # NULL: lifted
    _text("user"),
    seq(),
)
takedowns = Table(
    "takedowns",
    metadata,
    _number("takedown", key=True),
    _text("act", key=True),  # received | answered | erased
    _maybe("number"),
    _text("day"),  # received on, answered on, erased on: the city's
    _maybe("due"),
    _maybe("outcome"),  # withdrawn | corrected | refused
    _maybe("ground"),  # a code, no words
    _text("user"),
    _maybe("note"),  # salted digest of the words in `requests`
    seq(),
)
confirmations = Table(
    "confirmations",
    metadata,
    _text("number", key=True),
    _text("act", key=True),  # asked | confirmed
    _text("user"),
    _maybe("due"),
    seq(),
)
releases = Table(
    "releases",
    metadata,
    _number("release", key=True),
    _text("digest"),
    _text("root"),
    _text("kind"),  # release | rollback
    Column("of", Integer),  # the release a rollback went back to
    seq(),
)
requests = Table(
    "requests",
    metadata,
    _number("takedown", key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
