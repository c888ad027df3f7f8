"""What is written once and never again: a month's figures, remembered by their digest.

The figures themselves lie in content/. Were those files lost and counted anew from a store that has changed
since, the difference would tell small counts; so the ledger knows what was told first, and when.
"""

from __future__ import annotations

from datetime import date

import msgspec
from sqlalchemy import select

from publish.ledger import schema
from publish.ledger.pen import Book

KIND = "statistics"


class Frozen(msgspec.Struct, frozen=True):
    """`digest`: SHA-256, hex, of what was told first; `made_on`: the day."""

    digest: str
    made_on: date


def first(book: Book, name: str, digest: str, made_on: date) -> Frozen:
    """What was told of `name` first; this, where nothing was yet."""
    table = schema.slugs
    query = select(table.c.slug).where(table.c.kind == KIND, table.c.key == name)
    with book.write() as pen:
        known = pen.conn.scalar(query)
        if known is None:
            known = f"{made_on.isoformat()} {digest}"
            ordinal = pen.count(table, "ordinal", kind=KIND, parent="")
            row = {"kind": KIND, "key": name, "slug": known, "parent": "", "ordinal": ordinal}
            pen.record("frozen", name, [(table, row)])
    day, _, told = known.partition(" ")
    return Frozen(told, date.fromisoformat(day))
