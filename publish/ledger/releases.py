"""What was released: number, digest and root, so that the chain bears witness to what was public."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import select

from publish.errors import LedgerError
from publish.ledger import schema
from publish.ledger.pen import Book

Kind = Literal["release", "rollback"]


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """`of`: the release a rollback went back to."""

    release: int
    digest: str
    root: str
    kind: Kind
    of: int | None
    at: datetime


def add(book: Book, release: int, digest: str, root: str, kind: Kind, of: int | None) -> None:
    """Enter a release; the same again changes nothing. LEDGER-099: that number is another release's."""
    row = {"release": release, "digest": digest, "root": root, "kind": kind, "of": of}
    table = schema.releases
    with book.write() as pen:
        known = pen.conn.execute(select(table).where(table.c.release == release)).first()
        if known is None:
            pen.record("released_site", f"release {release}", [(table, row)])
        elif (known.digest, known.root) != (digest, root):
            raise LedgerError("LEDGER-099", f"{release:06d}")


def every(book: Book) -> tuple[Released, ...]:
    """In order of number."""
    table, link = schema.releases, schema.chain.c
    query = select(table, link.at).join(schema.chain, link.seq == table.c.seq).order_by(table.c.release)
    with book.database.read() as conn:
        return tuple(
            Released(
                release=row.release,
                digest=row.digest,
                root=row.root,
                kind=row.kind,
                of=row.of,
                at=datetime.fromisoformat(row.at),
            )
            for row in conn.execute(query)
        )
