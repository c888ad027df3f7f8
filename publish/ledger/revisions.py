"""The order in which what was public was corrected and withdrawn: a place for good, from 1."""

from __future__ import annotations

from sqlalchemy import Connection, select, union_all

from publish.ledger import schema


def places(conn: Connection) -> dict[int, int]:
    """Chain row → place, of every withdrawal and every correction in force."""
    public, fact = schema.publications.c, schema.corrections.c
    gone = select(public.seq).where(public.state == "withdrawn")
    mended = select(fact.seq).where(fact.act == "in_force")
    rows = sorted(conn.scalars(union_all(gone, mended)))
    return {seq: place for place, seq in enumerate(rows, 1)}
