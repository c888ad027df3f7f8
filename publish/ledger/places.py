"""Permanent places in lists, from 1; a withdrawn item leaves its place empty for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select, tuple_

from publish.ledger import schema, standing
from publish.ledger.chain import Facts
from publish.ledger.pen import Book, Pen

BATCH = 2000
Pair = tuple[str, str]


def assign(book: Book, lists: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    """List → number → place. Who has a place keeps it; newcomers follow in the order given."""
    placed: dict[str, dict[str, int]] = {name: {} for name in lists}
    for batch in standing.batches(_pairs(lists), BATCH):
        with book.write() as pen:
            for (name, number), place in _assign_batch(pen, batch).items():
                placed[name][number] = place
    return placed


def _pairs(lists: Mapping[str, Iterable[str]]) -> Iterator[Pair]:
    return ((name, number) for name, members in lists.items() for number in members)


def _assign_batch(pen: Pen, batch: Sequence[Pair]) -> dict[Pair, int]:
    known = _known(pen.conn, batch)
    facts: Facts = [
        (schema.places, {"list": name, "place": place, "number": number})
        for (name, number), place in _fresh(pen, batch, known)
    ]
    if facts:
        pen.record("placed", "places", facts)
    return known | {(row["list"], row["number"]): row["place"] for _, row in facts}


def _fresh(pen: Pen, batch: Sequence[Pair], known: Mapping[Pair, int]) -> Iterator[tuple[Pair, int]]:
    for pair in dict.fromkeys(batch):
        if pair not in known:
            yield pair, pen.count(schema.places, "place", list=pair[0])


def _known(conn: Connection, batch: Sequence[Pair]) -> dict[Pair, int]:
    table = schema.places
    rows = conn.execute(select(table).where(tuple_(table.c.list, table.c.number).in_(batch)))
    return {(row.list, row.number): row.place for row in rows}
