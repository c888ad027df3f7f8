"""How much waits, and what was done in a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import msgspec
import numpy as np

from publish.ledger import holds
from publish.ledger.pen import Book
from publish.ledger.view import Array, View


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for a reader: in all, by the role whose turn it is, by column and by district; of it,
    with open flags, with a closed gate that nobody overrode, with a problem raised, overdue; held now."""

    waiting: int
    turns: dict[str, int]
    columns: dict[str, int]
    districts: dict[str, int]
    flagged: int
    gated: int
    blocked: int
    overdue: int
    held: int


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What was done in one day of the facts' time; `approved` by the last reader's signature."""

    signed: int
    approved: int
    refused: int
    settled: int


def counts(book: Book, view: View) -> Counts:
    """What waits, from the view."""
    with book.database.read() as conn:
        held = len(holds.alive(conn, book.wall()))
        with view.lock:
            view.refresh(conn)
            return _counts(book, view, held)


def _counts(book: Book, view: View, held: int) -> Counts:
    waits = view.arrays["waits"]
    here = np.flatnonzero(waits >= 0)
    array = {name: values[here] for name, values in view.arrays.items()}
    turns = np.bincount(np.minimum(array["waits"], len(book.readers) - 1), minlength=len(book.readers))
    words = view.words()
    return Counts(
        waiting=len(here),
        turns=dict(zip(book.readers, map(int, turns), strict=True)),
        columns=_by_word(array["column"], words),
        districts=_by_word(array["district"], words),
        flagged=int((array["flagged"] > 0).sum()),
        gated=int((array["gated"] > 0).sum()),
        blocked=int((array["blocked"] > 0).sum()),
        overdue=int((array["due"] < book.now.date().toordinal()).sum()),
        held=held,
    )


def _by_word(codes: Array, words: Sequence[str]) -> dict[str, int]:
    tally = np.bincount(codes[codes >= 0], minlength=len(words))
    return dict(sorted((word, int(count)) for word, count in zip(words, tally, strict=True) if count))


def progress(book: Book, view: View, day: date, user: str | None) -> Progress:
    """What was signed, approved, refused and settled in a day, by one user or by all."""
    with book.database.read() as conn, view.lock:
        done = view.days.of(conn, datetime.combine(day, time(), book.now.tzinfo))
    total = dict.fromkeys(Progress.__struct_fields__, 0)
    for (actor, name), count in done.items():
        if user in (None, actor):
            total[name] += count
    return Progress(**total)
