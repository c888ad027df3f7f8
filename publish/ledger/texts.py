"""Words in the ledger: redacted records, packed, in a table whose rows may be erased."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select

from publish.ledger import schema
from publish.model.records import Facts, Redacted

_DECODER = msgspec.json.Decoder(Redacted[Facts])
_SPEED = 1
Unreadable = zlib.error


def encode(record: Redacted[Facts]) -> bytes:
    """A record as JSON; the same record gives the same bytes."""
    return msgspec.json.encode(msgspec.structs.replace(record, outline=msgspec.UNSET))


def pack(body: bytes) -> bytes:
    return zlib.compress(body, _SPEED)


def unpack(packed: bytes) -> bytes:
    """Raises `Unreadable` when the bytes were damaged."""
    return zlib.decompress(packed)


def load(conn: Connection, versions: Iterable[int]) -> dict[int, Redacted[Facts]]:
    """The records of those versions that were not erased."""
    table = schema.texts
    rows = conn.execute(select(table.c.version, table.c.body).where(table.c.version.in_(list(versions))))
    return {row.version: _DECODER.decode(unpack(row.body)) for row in rows}
