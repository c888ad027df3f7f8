"""Version 3: what becomes of what is public. Withdrawals, corrections, embargoes, requests to take
something down, second officers, releases; and the key that salts a page's proof."""

from __future__ import annotations

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

from publish.ledger.migrations.versions.v2_desk import _columns, _guard

revision = "3"
down_revision = "2"

FACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "withdrawals": (("number",), ("act", "reason", "at", "column?", "unit?", "seq int")),
    "corrections": (
        ("correction int", "seq int"),
        ("act", "number", "candidate int", "kind", "version int", "user", "note?"),
    ),
    "embargoes": (("source", "ordinal int"), ("until?", "user", "seq int")),
    "takedowns": (
        ("takedown int", "act"),
        ("number?", "day", "due?", "outcome?", "ground?", "user", "note?", "seq int"),
    ),
    "confirmations": (("number", "act"), ("user", "due?", "seq int")),
    "releases": (("release int",), ("digest", "root", "kind", "of int?", "seq int")),
}
ERASABLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "requests": (("takedown int",), ("salt bytes", "body bytes")),
}


def upgrade() -> None:
    for name, (key, rest) in {**FACTS, **ERASABLE}.items():
        op.create_table(name, *_columns(key, True), *_columns(rest, False))
    for name in FACTS:
        _guard(name)
    _guard("requests", "UPDATE")
    op.create_index("ix_corrections_candidate", "corrections", ["candidate"])
    row: dict[str, Any] = {"name": "epoch", "value": secrets.token_hex(32)}
    op.bulk_insert(sa.table("secrets", sa.column("name"), sa.column("value")), [row])
