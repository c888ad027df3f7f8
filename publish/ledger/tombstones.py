"""What a withdrawal leaves behind: number, column, unit, day and reason, and nothing of the matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Select, select

from publish.ledger import matters, revisions, schema, texts
from publish.ledger.chain import Row
from publish.ledger.pen import Book
from publish.ledger.reasons import ACTS, REPLACED, Act
from publish.ledger.secret import Keys
from publish.ledger.standing import Standing, batches
from publish.model.records import CaseFacts, SourceKey


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """`unit`: slug, where the page named one; `place`: among all that was corrected and withdrawn, for good;
    `replaced_by`: the number under which it came back."""

    number: str
    act: Act
    reason: str
    at: datetime
    column: str | None
    unit: str | None
    source: SourceKey
    place: int
    replaced_by: str | None = None


def every(book: Book) -> Iterator[Tombstone]:
    """In order of number. One of a ledger's first two versions names no unit."""
    with book.database.read() as conn:
        rows = conn.execute(_query().order_by(schema.publications.c.number)).all()
        later = _later(conn, sorted({row.source for row in rows if row.reason in REPLACED}))
        places = revisions.places(conn)
    for row in rows:
        yield _read(row, later, places[row.seq])


def one(book: Book, number: str) -> Tombstone | None:
    """What stands in place of a number; None: it is not withdrawn."""
    with book.database.read() as conn:
        row = conn.execute(_query().where(schema.publications.c.number == number)).first()
        return _read(row, _later(conn, [row.source]), revisions.places(conn)[row.seq]) if row else None


def row_of(conn: Connection, keys: Keys, before: Standing, number: str, reason: str, at: str) -> Row:
    """The fact of a withdrawal, made while the words it erases can still be asked for their unit."""
    column = schema.numbers.c
    return {
        "number": number,
        "act": ACTS[reason],
        "reason": reason,
        "at": at,
        "column": conn.scalar(select(column.column).where(column.number == number)),
        "unit": _unit(conn, keys, before),
    }


def _unit(conn: Connection, keys: Keys, before: Standing) -> str | None:
    """The slug of the unit that the wording last approved names."""
    record = texts.load(conn, [before.approved]).get(before.approved) if before.approved else None
    facts = record.facts if record else None
    if not isinstance(facts, CaseFacts) or not facts.unit_id:
        return None
    return matters.slugs_in(conn, keys, "unit", [facts.unit_id]).get(facts.unit_id)


def _query() -> Select[tuple[object, ...]]:
    public, told, number = schema.publications.c, schema.withdrawals.c, schema.numbers.c
    wanted = (public.seq, public.number, public.reason, public.at.label("filed"), told.at, told.unit)
    return (
        select(*wanted, number.source, number.column)
        .join(schema.numbers, number.number == public.number)
        .outerjoin(schema.withdrawals, told.number == public.number)
        .where(public.state == "withdrawn")
    )


def _later(conn: Connection, sources: Sequence[SourceKey]) -> dict[SourceKey, list[str]]:
    """Every number a source was ever published under, in the order they were issued."""
    number, public = schema.numbers.c, schema.publications.c
    found: dict[SourceKey, list[str]] = {}
    for batch in batches(sources):
        query = (
            select(number.source, number.number)
            .join(schema.publications, public.number == number.number)
            .where(number.source.in_(batch), public.state == "published")
            .order_by(public.seq)
        )
        for row in conn.execute(query):
            found.setdefault(SourceKey(row.source), []).append(row.number)
    return found


def _read(row: Row | object, later: dict[SourceKey, list[str]], place: int) -> Tombstone:
    kept = row._mapping  # type: ignore[union-attr]  # a row of the query above
    return Tombstone(
        number=kept["number"],
        act=ACTS[kept["reason"]],
        reason=kept["reason"],
        at=datetime.fromisoformat(kept["at"] or kept["filed"]),
        column=kept["column"],
        unit=kept["unit"],
        source=SourceKey(kept["source"]),
        place=place,
        replaced_by=_replaced(kept["number"], kept["reason"], later.get(kept["source"], [])),
    )


def _replaced(number: str, reason: str, numbers: Sequence[str]) -> str | None:
    if reason not in REPLACED or number not in numbers:
        return None
    return next(iter(numbers[numbers.index(number) + 1 :]), None)
