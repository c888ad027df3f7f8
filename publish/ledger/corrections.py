"""What readers did to what the machine had masked, by kind: the desk's word on misses."""

from __future__ import annotations

from collections import Counter

import msgspec
from sqlalchemy import func, select

from publish.ledger import schema
from publish.ledger.pen import Book

MISSED = ("mask", "identifies")


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """Of one kind, in the candidates somebody signed: `masked` by the machine; `missed`: masked by a reader
    where the machine saw nothing; `spared`: unmasked by a reader; `rekinded`: said to be of this kind."""

    kind: str
    masked: int
    missed: int
    spared: int
    rekinded: int


def by_kind(book: Book) -> tuple[Correction, ...]:
    """Every kind that was masked or corrected, in order."""
    span, version, deed, mark = (
        table.c for table in (schema.spans, schema.versions, schema.decisions, schema.signatures)
    )
    read = select(mark.candidate)
    machine = (
        select(span.kind, func.count().label("n"))
        .join(schema.versions, version.version == span.version)
        .where(version.origin == "filed", version.candidate.in_(read))
        .group_by(span.kind)
    )
    deeds = (
        select(deed.kind, deed.action, deed.recognizer, func.count().label("n"))
        .where(deed.candidate.in_(read))
        .group_by(deed.kind, deed.action, deed.recognizer)
    )
    with book.database.read() as conn:
        masked = Counter({row.kind: row.n for row in conn.execute(machine)})
        tally: Counter[tuple[str, str]] = Counter()
        for row in conn.execute(deeds):
            tally[row.kind, _what(row.action, row.recognizer)] += row.n
    kinds = sorted({*masked, *(kind for kind, what in tally if what and kind)})
    return tuple(
        Correction(
            kind=kind,
            masked=masked[kind],
            **{what: tally[kind, what] for what in ("missed", "spared", "rekinded")},
        )
        for kind in kinds
    )


def _what(action: str, recognizer: str) -> str:
    if action in MISSED and not recognizer:
        return "missed"
    return {"unmask": "spared", "rekind": "rekinded"}.get(action, "")
