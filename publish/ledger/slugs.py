"""Slugs, issued once: topics t-01 and t-01-02, units u-0001, dossiers d-01 and so on.

The key they are issued for is kept under the ledger's secret only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from publish.errors import LedgerError
from publish.ledger import schema, secret, standing
from publish.ledger.chain import Facts, Row
from publish.ledger.pen import Book, Pen

FORMS = {
    "topic": ("t", 2), "unit": ("u", 4), "dossier": ("d", 2), "policy": ("p", 3),
    "call": ("c", 2), "survey": ("s", 2),
}  # fmt: skip
"""Kind → letter and least number of digits."""


def assign(book: Book, kind: str, keys: Iterable[str]) -> dict[str, str]:
    """Key → slug; newcomers are numbered in the order given. LEDGER-034: unknown kind.

    A topic's key is its path, "民生/供水"; the levels above it get theirs first.
    """
    if kind not in FORMS:
        raise LedgerError("LEDGER-034", kind[:20], known="、".join(FORMS))
    issued: dict[str, str] = {}
    for batch in standing.batches(keys):
        with book.write() as pen:
            issued |= _assign_batch(pen, kind, batch)
    return issued


def _assign_batch(pen: Pen, kind: str, batch: Sequence[str]) -> dict[str, str]:
    wanted = list(dict.fromkeys(level for key in batch for level in _levels(kind, key)))
    hidden = {key: secret.mac(pen.keys.source, "slug", kind, key).hex() for key in wanted}
    table = schema.slugs
    query = select(table.c.key, table.c.slug).where(table.c.kind == kind, table.c.key.in_(hidden.values()))
    known = {row.key: row.slug for row in pen.conn.execute(query)}
    slugs: dict[str, str] = {}
    facts: Facts = []
    for key in wanted:
        slugs[key] = known.get(hidden[key], "")
        if not slugs[key]:
            row = _new(pen, kind, hidden[key], slugs.get(_above(kind, key), ""))
            slugs[key] = row["slug"]
            facts = [*facts, (table, row)]
    if facts:
        pen.record("slugged", kind, facts)
    return {key: slugs[key] for key in batch}


def _new(pen: Pen, kind: str, hidden: str, parent: str) -> Row:
    letter, digits = FORMS[kind]
    ordinal = pen.count(schema.slugs, "ordinal", kind=kind, parent=parent)
    slug = f"{parent or letter}-{ordinal:0{digits}d}"
    return {"kind": kind, "key": hidden, "slug": slug, "parent": parent, "ordinal": ordinal}


def _above(kind: str, key: str) -> str:
    return key.rpartition("/")[0] if kind == "topic" else ""


def _levels(kind: str, key: str) -> list[str]:
    """The key behind all the levels above it."""
    above = _above(kind, key)
    return [*_levels(kind, above), key] if above else [key]
