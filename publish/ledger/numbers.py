"""Public numbers: prefix of the column, year of first publication, sequence; never used again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, select

from publish.errors import LedgerError
from publish.ledger import schema, standing
from publish.ledger.chain import Row
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing
from publish.model.records import RecordKind, SourceKey

CITY_TIME = ZoneInfo("Asia/Shanghai")
Numbered = tuple[SourceKey, str, datetime]


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """A number that was made public. `changed_at` and `reason` are those of its last state."""

    number: str
    source: SourceKey
    kind: RecordKind
    column: str | None
    published_at: datetime
    state: Literal["published", "withdrawn"]
    changed_at: datetime
    reason: str | None = None


def assign(book: Book, items: Iterable[Numbered]) -> dict[SourceKey, str]:
    """Number and publish approved sources in the order given; who has a living number keeps it.

    LEDGER-031: a source was never approved or is withdrawn; its whole batch is left as it was.
    """
    issued: dict[SourceKey, str] = {}
    for batch in standing.batches(items):
        with book.write() as pen:
            issued |= _assign_batch(pen, batch)
    return issued


def number(book: Book, source: SourceKey, prefix: str, year: int) -> str:
    """The number of one source, issued now if it has none; `publication` makes it public."""
    with book.write() as pen:
        given = live(pen.conn, [source]).get(source)
        if given:
            return given
        row = _new(pen, _approved(standing.by_source(pen.conn, [source]), source), prefix, year)
        pen.record("numbered", row["number"], [(schema.numbers, row)])
    return str(row["number"])


def publication(book: Book, given: str, at: datetime) -> None:
    """Record the first publication of a number; a second time changes nothing. LEDGER-030."""
    with book.write() as pen:
        source_of(pen.conn, given)
        if not _states(pen.conn, [given]):
            row = publication_row(given, "published", at.isoformat())
            pen.record("published", given, [(schema.publications, row)])


def every(book: Book, state: str | None = None) -> Iterator[Publication]:
    """What was ever public, in order of number, page by page."""
    after = ""
    while True:
        with book.database.read() as conn:
            page = _page(conn, after)
            states = _states(conn, [row["number"] for row in page])
        if not page:
            return
        after = page[-1]["number"]
        found = (_publication(row, states[row["number"]]) for row in page if row["number"] in states)
        yield from (item for item in found if state in (None, item.state))


def live(conn: Connection, sources: Sequence[SourceKey]) -> dict[SourceKey, str]:
    """The number each source bears now; a withdrawn number is borne by none."""
    table = schema.numbers
    rows = conn.execute(select(table.c.number, table.c.source).where(table.c.source.in_(sources))).all()
    states = _states(conn, [row.number for row in rows])
    dead = {name for name, history in states.items() if history[-1]["state"] == "withdrawn"}
    return {row.source: row.number for row in rows if row.number not in dead}


def source_of(conn: Connection, given: str) -> SourceKey:
    """LEDGER-030: no such number."""
    table = schema.numbers
    source = conn.scalar(select(table.c.source).where(table.c.number == given))
    if source is None:
        raise LedgerError("LEDGER-030", given)
    return SourceKey(source)


def publication_row(given: str, state: str, at: str, reason: str | None = None) -> Row:
    """A row of `publications`."""
    return {"number": given, "state": state, "at": at, "reason": reason}


def _assign_batch(pen: Pen, batch: Sequence[Numbered]) -> dict[SourceKey, str]:
    sources = [source for source, _, _ in batch]
    issued = live(pen.conn, sources)
    known = standing.by_source(pen.conn, sources)
    for source, prefix, at in batch:
        if source not in issued:
            row = _new(pen, _approved(known, source), prefix, at.astimezone(CITY_TIME).year)
            public = publication_row(row["number"], "published", at.isoformat())
            pen.record("published", row["number"], [(schema.numbers, row), (schema.publications, public)])
            issued[source] = row["number"]
    return issued


def _new(pen: Pen, bearer: Standing, prefix: str, year: int) -> Row:
    if not re.fullmatch(r"[A-Z]{1,6}", prefix):
        raise LedgerError("LEDGER-033", prefix[:20])
    sequence = pen.count(schema.numbers, "sequence", prefix=prefix, year=year)
    return {
        "number": f"{prefix}-{year}-{sequence:06d}",
        "source": bearer.source,
        "kind": bearer.kind,
        "column": bearer.column,
        "prefix": prefix,
        "year": year,
        "sequence": sequence,
    }


def _approved(known: dict[SourceKey, Standing], source: SourceKey) -> Standing:
    bearer = known.get(source)
    if bearer is None or bearer.approved is None:
        raise LedgerError("LEDGER-031", standing.label(bearer.candidate) if bearer else source[:12])
    return bearer


def _page(conn: Connection, after: str) -> list[Row]:
    table = schema.numbers
    query = select(table).where(table.c.number > after).order_by(table.c.number).limit(standing.BATCH)
    return [dict(row._mapping) for row in conn.execute(query)]


def _states(conn: Connection, given: Sequence[str]) -> dict[str, list[Row]]:
    """The history of each number that has one."""
    table = schema.publications
    histories: dict[str, list[Row]] = {}
    for row in conn.execute(select(table).where(table.c.number.in_(given)).order_by(table.c.seq)):
        histories.setdefault(row.number, []).append(dict(row._mapping))
    return histories


def _publication(row: Row, history: Sequence[Row]) -> Publication:
    return Publication(
        number=row["number"],
        source=row["source"],
        kind=row["kind"],
        column=row["column"],
        published_at=datetime.fromisoformat(history[0]["at"]),
        state=history[-1]["state"],
        changed_at=datetime.fromisoformat(history[-1]["at"]),
        reason=history[-1]["reason"],
    )
