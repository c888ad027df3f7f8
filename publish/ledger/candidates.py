"""Reading candidates, and settling their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from publish.errors import LedgerError
from publish.ledger import filing, schema, standing, texts, users
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing, State, label
from publish.model.records import Facts, RecordKind, Redacted, SourceKey
from publish.model.texts import RedactedText

LIVE: tuple[State, ...] = ("open", "signed", "approved", "refused")
PAGE = 200
Settled = tuple[str, Mapping[str, RedactedText]]


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    user: str
    role: str
    at: datetime


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A record under review. `version` names the words that were shown; pass it back to `settle`
    and `sign` to refuse when they changed meanwhile. `approved`: the version last approved."""

    id: str
    kind: RecordKind
    source: SourceKey
    state: State
    version: int
    record: Redacted[Facts]
    signatures: tuple[Signature, ...] = ()
    approved: int | None = None


def every(book: Book, state: State | None) -> Iterator[Candidate]:
    """Candidates in order of filing, page by page; withdrawn ones have no words and are left out."""
    after = 0
    while True:
        with book.database.read() as conn:
            found = standing.page(conn, after, (state,) if state else LIVE, PAGE)
            batch = _candidates(conn, found)
        if not found:
            return
        after = found[-1].candidate
        yield from batch


def one(book: Book, name: str) -> Candidate:
    """LEDGER-010: no such candidate; LEDGER-011: withdrawn, its words are erased."""
    with book.database.read() as conn:
        found = _candidates(conn, [standing.find(conn, standing.parse(name))])
    if not found:
        raise LedgerError("LEDGER-011", name)
    return found[0]


def settle(book: Book, items: Iterable[Settled], user: str, version: int | None = None) -> int:
    """Keep settled texts, each candidate's with its own chain row; returns how many changed."""
    changed = 0
    for batch in standing.batches(items, PAGE):
        with book.write() as pen:
            users.find(pen.conn, user)
            changed += sum(_settle_batch(pen, batch, user, version))
    return changed


def _settle_batch(pen: Pen, batch: Sequence[Settled], user: str, version: int | None) -> Iterator[bool]:
    merged: dict[int, dict[str, RedactedText]] = {}
    for name, given in batch:
        merged.setdefault(standing.parse(name), {}).update(given)
    found = standing.find_all(pen.conn, list(merged))
    records = texts.load(pen.conn, [before.version for before in found.values()])
    for number, before in found.items():
        check_version(before, version)
        yield _settle_one(pen, before, _merge(before, records, merged[number]), records, user)


def merged(pen: Pen, before: Standing, given: Mapping[str, RedactedText]) -> Redacted[Facts]:
    """The words of a candidate with some of them settled. LEDGER-011: erased; LEDGER-013: no such field."""
    return _merge(before, texts.load(pen.conn, [before.version]), given)


def _settle_one(
    pen: Pen, before: Standing, record: Redacted[Facts], records: Mapping[int, Redacted[Facts]], user: str
) -> bool:
    if record == records[before.version] and before.state != "refused":
        return False
    filing.renew(pen, before, record, "settled", user)
    return True


def _merge(
    before: Standing, records: Mapping[int, Redacted[Facts]], given: Mapping[str, RedactedText]
) -> Redacted[Facts]:
    if before.version not in records:
        raise LedgerError("LEDGER-011", label(before.candidate))
    record = records[before.version]
    unknown = sorted(set(given) - set(record.texts))
    if unknown:
        raise LedgerError("LEDGER-013", label(before.candidate), field=unknown[0])
    return msgspec.structs.replace(record, texts={**record.texts, **given})


def check_version(before: Standing, version: int | None) -> None:
    """LEDGER-012: the words are no longer those the user saw."""
    if version is not None and before.version != version:
        raise LedgerError("LEDGER-012", label(before.candidate))


def signatures(conn: Connection, found: Sequence[Standing]) -> dict[int, tuple[Signature, ...]]:
    """Signatures of the present round, in order, by candidate."""
    table, link = schema.signatures, schema.chain
    query = (
        select(table, link.c.at)
        .join(link, link.c.seq == table.c.seq)
        .where(table.c.candidate.in_([item.candidate for item in found if item.signed]))
        .order_by(table.c.candidate, table.c.seq)
    )
    opened = {item.candidate: item.opened for item in found}
    given: dict[int, tuple[Signature, ...]] = {}
    for row in conn.execute(query):
        if row.opened == opened[row.candidate]:
            mark = Signature(user=row.user, role=row.role, at=datetime.fromisoformat(row.at))
            given[row.candidate] = (*given.get(row.candidate, ()), mark)
    return given


def _candidates(conn: Connection, found: Sequence[Standing]) -> list[Candidate]:
    records = texts.load(conn, [item.version for item in found])
    signed = signatures(conn, found)
    return [
        Candidate(
            id=label(item.candidate),
            kind=item.kind,
            source=item.source,
            state=item.state,
            version=item.version,
            record=records[item.version],
            signatures=signed.get(item.candidate, ()),
            approved=item.approved,
        )
        for item in found
        if item.version in records
    ]


def sources(book: Book) -> Iterator[tuple[SourceKey, State]]:
    """Every source ever filed with its state, in order of filing."""
    after = 0
    while True:
        with book.database.read() as conn:
            found = standing.page(conn, after, None)
        if not found:
            return
        after = found[-1].candidate
        yield from ((item.source, item.state) for item in found)
