"""One entry of the journal, put into a restored ledger that does not hold it; twice is as once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, select, tuple_

from publish.ledger import journal, numbers, schema, standing, terms, withdrawals
from publish.ledger.chain import Facts, Row
from publish.ledger.journal import Entry, Gone
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing, label
from publish.model.records import SourceKey

BATCH = 500
KEYS: dict[str, tuple[str, ...]] = {
    "numbers": ("number",),
    "publications": ("number",),
    "places": ("list", "number"),
    "slugs": ("kind", "key"),
    "withdrawals": ("number",),
    "embargoes": ("source", "ordinal"),
    "takedowns": ("takedown", "act"),
    "confirmations": ("number", "act"),
    "releases": ("release",),
}
"""What names a row that was handed out."""


def replay(conn: Connection, book: Book, entry: Entry) -> tuple[int, int]:
    """How many numbers were unknown, and how many candidates are withdrawn by it."""
    issued = _hand_out(conn, book, entry)
    told = {row["number"]: row for row in entry.kept.get("withdrawals", ())}
    gone = [*entry.gone, *filter(None, (_worded(conn, source) for source in entry.mended))]
    _forget(conn, entry)
    return issued, sum(_take_back(conn, book, one, told) for one in gone)


def _worded(conn: Connection, source: str) -> Gone | None:
    """A matter whose wording in the backup was erased for privacy since: it leaves, and comes back only
    through the readers."""
    before = standing.by_source(conn, [SourceKey(source)]).get(SourceKey(source))
    if before is None or before.state == "withdrawn":
        return None
    names = ("kind", "source", "source_hash", "column")
    return Gone(**{name: getattr(before, name) for name in names}, reason="restored")


def _forget(conn: Connection, entry: Entry) -> None:
    """A citizen's words that were erased since."""
    gone = [row["takedown"] for row in entry.kept.get("takedowns", ()) if row["act"] == "erased"]
    conn.execute(schema.requests.delete().where(schema.requests.c.takedown.in_(gone)))


def _hand_out(conn: Connection, book: Book, entry: Entry) -> int:
    facts: list[tuple[Table, Row]] = []
    for table in journal.KEPT:
        if table is schema.withdrawals:
            continue  # entered with what is taken back
        rows = [row for row in entry.kept.get(table.name, ()) if row.get("state") != "withdrawn"]
        facts += [(table, _bare(row)) for row in _unknown(conn, table, rows)]
    if facts:
        pen = Pen(conn, book)
        pen.record("restored", f"chain {entry.seq}", facts)
        pen.flush()
    return sum(table is schema.numbers for table, _ in facts)


def _bare(row: Row) -> Row:
    """Without its chain row; words that went with it are lost."""
    row = {name: value for name, value in row.items() if name != "seq"}
    return row | {"note": None} if "note" in row else row


def _unknown(conn: Connection, table: Table, rows: Sequence[Row]) -> Iterable[Row]:
    """Rows whose key the ledger does not have."""
    names = KEYS[table.name]
    columns = [table.c[name] for name in names]
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        wanted = [tuple(row[name] for name in names) for row in batch]
        query = select(*columns).where(tuple_(*columns).in_(wanted))
        known = {tuple(row) for row in conn.execute(query)}
        yield from (row for row, key in zip(batch, wanted, strict=True) if key not in known)


def _take_back(conn: Connection, book: Book, gone: Gone, told: Mapping[str, Row]) -> bool:
    source = SourceKey(gone.source)
    before = standing.by_source(conn, [source]).get(source)
    if before and before.state == "withdrawn" and not numbers.live(conn, [source]):
        return False
    pen = Pen(conn, book)
    withdrawals.take_back(pen, before or _tombstone(pen, gone), gone.reason, pen.actor, told)
    pen.flush()
    terms.forget(book, [source])
    return True


def _tombstone(pen: Pen, gone: Gone) -> Standing:
    """A candidate without words, so that what was taken back stays so when it is filed again."""
    candidate, version = pen.count(schema.candidates, "candidate"), pen.count(schema.versions, "version")
    named: Row = {"candidate": candidate, "kind": gone.kind, "source": gone.source}
    carried: Row = {"source_hash": gone.source_hash, "column": gone.column, "flags": 0, "gates": ""}
    before = Standing(**named, **carried, state="open", version=version, opened=pen.seq)
    facts: Facts = [
        (schema.candidates, named),
        (
            schema.versions,
            {"version": version, "candidate": candidate, "origin": "restored", **carried, "digest": ""},
        ),
        (schema.erasures, {"version": version}),
        (schema.states, standing.state_row(before)),
    ]
    pen.record("restored", label(candidate), facts)
    pen.open(before)
    return before
