"""The chain: each row holds the hash of the one before and a salted digest of its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from publish.ledger import schema

GENESIS = "0" * 64
Row = dict[str, Any]
Facts = Sequence[tuple[Table, Row]]
"""What one chain row is about: rows of append-only tables, without `seq`."""

_COLUMNS = {
    table.name: tuple(column.name for column in table.columns if column.name != "seq")
    for table in schema.FACTS
}
_ORDER = {table.name: index for index, table in enumerate(schema.FACTS)}


class Link(msgspec.Struct, frozen=True, array_like=True):
    """One chain row without its own hash."""

    seq: int
    at: str
    actor: str
    kind: str
    subject: str
    digest: str
    prev: str

    def hash(self) -> str:
        """SHA-256 of the row and, through `prev`, of all before it."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()


def digest(salt: bytes, facts: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """Salted SHA-256 of facts in one order, whatever order they are given in."""
    rows = [(_ORDER[name], [row[column] for column in _COLUMNS[name]]) for name, row in facts]
    encoded = sorted(msgspec.json.encode(row) for row in rows)
    return hashlib.sha256(salt + b"\n".join(encoded)).hexdigest()


def body_digest(salt: bytes, body: bytes) -> str:
    """Salted SHA-256 of an erasable text."""
    return hashlib.sha256(salt + body).hexdigest()


def head(conn: Connection) -> tuple[int, str]:
    """Number and hash of the last row; (0, GENESIS) of an empty chain."""
    last = select(schema.chain.c.seq, schema.chain.c.hash).order_by(schema.chain.c.seq.desc()).limit(1)
    row = conn.execute(last).first()
    return (row.seq, row.hash) if row else (0, GENESIS)
