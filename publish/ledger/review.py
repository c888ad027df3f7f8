"""The one place where public text is made: from what the readers approved, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from publish.ledger import embargoes, numbers, schema, standing, texts
from publish.ledger.pen import Book
from publish.ledger.standing import Standing
from publish.model.records import Facts, RecordKind, Redacted, Reviewed, SourceKey
from publish.model.texts import PublicText, RedactedText

PAGE = 200


def reviewed(book: Book, kind: RecordKind) -> Iterator[Reviewed[Facts]]:
    """The last approved wording of every candidate of a kind, in order of filing, page by page.

    A candidate that re-opened keeps what was approved until it is approved again or withdrawn. What may
    not be public before a time to come is left out, unless it is public already.
    """
    with book.database.read() as conn:
        barred = embargoes.in_force(conn, book.now)
        barred -= set(numbers.live(conn, sorted(barred)))
    after = 0
    while True:
        with book.database.read() as conn:
            found = _approved(conn, kind, after)
            records = texts.load(conn, [item.approved for item in found if item.approved])
        if not found:
            return
        after = found[-1].candidate
        yield from _public([item for item in found if item.source not in barred], records)


def last_approved(book: Book, sources: Sequence[SourceKey]) -> dict[SourceKey, Facts]:
    """The facts last approved of those sources, where there are any; at most 500 sources."""
    with book.database.read() as conn:
        found = [item for item in standing.by_source(conn, sources).values() if item.approved]
        records = texts.load(conn, [item.approved for item in found if item.approved])
    return {record.source: record.facts for record in records.values()}


def _approved(conn: Connection, kind: RecordKind, after: int) -> list[Standing]:
    table = schema.current
    query = (
        select(table)
        .where(table.c.kind == kind, table.c.approved.is_not(None), table.c.candidate > after)
        .order_by(table.c.candidate)
        .limit(PAGE)
    )
    return [Standing(**row._mapping) for row in conn.execute(query)]


def _public(found: Sequence[Standing], records: dict[int, Redacted[Facts]]) -> Iterator[Reviewed[Facts]]:
    for item in found:
        if item.approved in records and item.approved_at:
            record = records[item.approved]
            yield Reviewed(
                kind=record.kind,
                source=record.source,
                facts=record.facts,
                texts={name: _spoken(text) for name, text in record.texts.items()},
                approved_at=datetime.fromisoformat(item.approved_at),
            )


def _spoken(text: RedactedText) -> PublicText:
    return PublicText(text.text)
