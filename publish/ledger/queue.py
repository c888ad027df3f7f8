"""What waits for the readers, in the order of its clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from publish.errors import LedgerError
from publish.ledger import holds, numbers, schema, secret, standing
from publish.ledger.holds import Hold
from publish.ledger.pen import Book
from publish.ledger.standing import Standing, State, label
from publish.ledger.view import Array, View
from publish.model.records import RecordKind, SourceKey

Mask = NDArray[np.bool_]
NOW = schema.current.c


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What to show; all that is said must hold. Neither `turn` nor `state`: whatever waits for a reader.

    `gated`: a closed gate that nobody overrode; `held`: by `user` ("mine"), by somebody else, by nobody;
    `not_signed_by`: leaves out what that user has signed in this round.
    """

    turn: str | None = None
    state: State | None = None
    kind: RecordKind | None = None
    column: str | None = None
    district: str | None = None
    flagged: bool | None = None
    gated: bool | None = None
    blocked: bool | None = None
    overdue: bool | None = None
    held: Literal["mine", "others", "free"] | None = None
    user: str | None = None
    not_signed_by: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One candidate in the queue. `turn`: the role whose turn it is; `gates`: closed and not overridden."""

    id: str
    kind: RecordKind
    source: SourceKey
    state: State
    version: int
    column: str | None
    district: str | None
    flags: int
    gates: tuple[str, ...]
    overridden: tuple[str, ...]
    blocked: bool
    closed_on: date | None
    due_on: date | None
    signed: int
    turn: str | None
    hold: Hold | None
    number: str | None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """`page` of `pages`, from 1; `total` rows in all."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    total: int


def page(book: Book, view: View, wanted: Filter, number: int, size: int) -> Page:
    """By due day, what is overdue on top, then in order of filing; what no longer waits: newest first."""
    with book.database.read() as conn:
        found = chosen(book, view, conn, wanted)
        pages = max(1, -(-len(found) // size))
        number = min(max(1, number), pages)
        names = [int(name) for name in found[(number - 1) * size : number * size]]
        return Page(rows=rows(book, conn, names), page=number, pages=pages, total=len(found))


def chosen(book: Book, view: View, conn: Connection, wanted: Filter) -> Array:
    """The candidates that fit, in order."""
    with view.lock:
        view.refresh(conn)
        fits = _fits(book, view, conn, wanted)
        if wanted.state in ("approved", "withdrawn"):
            return np.flatnonzero(fits)[::-1].astype(np.int32)
        order = view.order()
        return order[fits[order]]


def row(book: Book, name: str) -> Row:
    """One candidate. LEDGER-010."""
    with book.database.read() as conn:
        return rows(book, conn, [standing.parse(name)])[0]


def find(book: Book, text: str) -> Row | None:
    """A candidate by its id, a public number, or the store's own key of a matter."""
    words = text.strip()
    with book.database.read() as conn:
        candidate = _by_id(conn, words.upper()) or _by_source(conn, _source(book, conn, words))
        return rows(book, conn, [candidate])[0] if candidate else None


def rows(book: Book, conn: Connection, names: Sequence[int]) -> tuple[Row, ...]:
    """The rows of these candidates, in this order."""
    if not names:
        return ()
    found = standing.find_all(conn, names)
    held, now = holds.of_all(conn, names), book.wall()
    public = numbers.live(conn, [item.source for item in found.values()])
    return tuple(
        _row(book, item, holds.living(held.get(item.candidate), now), public.get(item.source))
        for item in found.values()
    )


def _row(book: Book, item: Standing, hold: Hold | None, number: str | None) -> Row:
    return Row(
        id=label(item.candidate),
        kind=item.kind,
        source=item.source,
        state=item.state,
        version=item.version,
        column=item.column,
        district=item.district,
        flags=item.flags,
        gates=tuple(item.closed()),
        overridden=tuple(filter(None, item.overridden.split(","))),
        blocked=bool(item.blocked),
        closed_on=_day(item.closed_on),
        due_on=_day(item.due_on),
        signed=item.signed,
        turn=None if item.waits is None else book.readers[min(item.waits, len(book.readers) - 1)],
        hold=hold,
        number=number,
    )


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept and kept != schema.NO_DAY else None


def _fits(book: Book, view: View, conn: Connection, wanted: Filter) -> Mask:
    array = view.arrays
    fits = _waiting(book, view, wanted)
    for name in ("kind", "column", "district"):
        if (word := getattr(wanted, name)) is not None:
            fits = fits & (array[name] == view.code(word))
    today = book.now.date().toordinal()
    for asked, true in (
        (wanted.flagged, array["flagged"] > 0),
        (wanted.gated, array["gated"] > 0),
        (wanted.blocked, array["blocked"] > 0),
        (wanted.overdue, array["due"] < today),
    ):
        if asked is not None:
            fits = fits & (true if asked else ~true)
    if wanted.not_signed_by is not None:
        fits = fits & ~view.mask(view.signed.get(wanted.not_signed_by, ()))
    return fits & _held(book, view, conn, wanted) if wanted.held else fits


def _waiting(book: Book, view: View, wanted: Filter) -> Mask:
    if wanted.state is not None:
        there: Mask = view.arrays["state"] == view.code(wanted.state)
        return there
    waits = view.arrays["waits"]
    if wanted.turn is None:
        return waits >= 0
    if wanted.turn not in book.readers:
        raise LedgerError("LEDGER-026", wanted.turn[:20], role=wanted.turn[:20])
    turn = book.readers.index(wanted.turn)
    fits: Mask = waits >= turn if turn == len(book.readers) - 1 else waits == turn
    return fits


def _held(book: Book, view: View, conn: Connection, wanted: Filter) -> Mask:
    living = holds.alive(conn, book.wall())
    if wanted.held == "free":
        return ~view.mask(hold.number for hold in living)
    mine = wanted.held == "mine"
    return view.mask(hold.number for hold in living if (hold.user == wanted.user) == mine)


def _by_id(conn: Connection, words: str) -> int | None:
    try:
        number = standing.parse(words)
    except LedgerError:
        return None
    return conn.scalar(select(NOW.candidate).where(NOW.candidate == number))


def _source(book: Book, conn: Connection, words: str) -> SourceKey:
    table = schema.numbers
    source = conn.scalar(select(table.c.source).where(table.c.number == words.upper()))
    return SourceKey(source) if source else secret.source_key(book.keys, "case", words)


def _by_source(conn: Connection, source: SourceKey) -> int | None:
    return conn.scalar(select(NOW.candidate).where(NOW.source == source))
