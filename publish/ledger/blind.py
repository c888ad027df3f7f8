"""A sampled second pass by somebody who does not see what was masked; disagreements are counted by kind.

Which matters are drawn depends on the ledger's secret and the matter alone: nobody can choose, and it
comes out the same again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import select

from publish.errors import LedgerError
from publish.ledger import candidates, moments, schema, secret, standing, users
from publish.ledger.pen import Book
from publish.ledger.standing import Standing, label
from publish.model.records import Facts, Redacted, SourceKey

Mark = tuple[int, int, str]
NONE = "-"
"""The kind of a pass in which neither reader masked anything."""


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Of one kind: masked by both; by the first reader alone (`missed` in the blind pass); by the blind
    one alone (`extra`: what the first reader may have missed)."""

    kind: str
    agreed: int = 0
    missed: int = 0
    extra: int = 0


def drawn(book: Book, source: SourceKey) -> bool:
    """Whether a matter is one of the sample."""
    number = int.from_bytes(secret.mac(book.keys.source, "blind", source)[:4], "big")
    return number % 10_000 < book.rules.blind_percent * 100


def due(book: Book, name: str, user: str) -> bool:
    """Whether this user should now read a matter blind."""
    with book.database.read() as conn:
        who = users.find(conn, user)
        before = standing.find(conn, standing.parse(name))
        if before.state != "signed" or not who.roles or not drawn(book, before.source):
            return False
        signed = {mark.user for mark in candidates.signatures(conn, [before]).get(before.candidate, ())}
        table = schema.blind
        query = select(table.c.version).where(table.c.candidate == before.candidate)
        return user not in signed and before.version not in set(conn.scalars(query))


def keep(
    book: Book, name: str, user: str, version: int, marks: Mapping[str, Sequence[Mark]]
) -> tuple[Disagreement, ...]:
    """Compare what a blind reader would mask with what stands, and keep the counts.

    LEDGER-012: the words changed; LEDGER-022: who signed them has seen them; LEDGER-025: nobody signed.
    """
    with book.write() as pen:
        users.find(pen.conn, user)
        before = standing.find(pen.conn, standing.parse(name))
        candidates.check_version(before, version)
        if before.state != "signed":
            raise LedgerError("LEDGER-025", label(before.candidate), state=before.state)
        given = candidates.signatures(pen.conn, [before]).get(before.candidate, ())
        if user in {mark.user for mark in given}:
            raise LedgerError("LEDGER-022", label(before.candidate), user=user)
        found = compare(candidates.merged(pen, before, {}), marks)
        rows = [_row(before, user, one) for one in found]
        pen.record("blind", label(before.candidate), [(schema.blind, row) for row in rows], user)
    return found


def _row(before: Standing, user: str, found: Disagreement) -> dict[str, object]:
    where = {"candidate": before.candidate, "version": before.version, "user": user}
    return {**where, **msgspec.structs.asdict(found)}


def compare(record: Redacted[Facts], marks: Mapping[str, Sequence[Mark]]) -> tuple[Disagreement, ...]:
    """By kind: two stretches of one field agree when they share a character."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for field, text in record.texts.items():
        given = marks.get(field, ())
        for span in text.spans:
            met = any(start < span.end and span.start < end for start, end, _ in given)
            tally[span.kind]["agreed" if met else "missed"] += 1
        for start, end, kind in given:
            if not any(start < span.end and span.start < end for span in text.spans):
                tally[kind]["extra"] += 1
    found = tuple(Disagreement(kind=kind, **tally[kind]) for kind in sorted(tally))
    return found or (Disagreement(kind=NONE),)


def counts(book: Book, year: int | None = None) -> tuple[Disagreement, ...]:
    """Sums of all blind passes, or of a year's, by kind."""
    table, link = schema.blind, schema.chain
    query = select(table, link.c.at).join(link, link.c.seq == table.c.seq).where(table.c.kind != NONE)
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with book.database.read() as conn:
        for row in conn.execute(query):
            if year in (None, moments.year(row.at)):
                tally[row.kind].update(agreed=row.agreed, missed=row.missed, extra=row.extra)
    return tuple(Disagreement(kind=kind, **tally[kind]) for kind in sorted(tally))
