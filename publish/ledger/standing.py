"""Where a candidate stands now: a row of the projection `current`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeVar

import msgspec
from sqlalchemy import Connection, select

from publish.errors import LedgerError
from publish.ledger import schema
from publish.model.records import Outline, RecordKind, SourceKey

State = Literal["open", "signed", "approved", "refused", "withdrawn"]
BATCH = 500
T = TypeVar("T")


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """`opened` is the chain row that began this round of reading; signatures count from there.

    `overridden`: closed gates that the final reader overrode; `blocked`: a problem was raised and not
    lifted; `district`, `closed_on` and `due_on` are hints to the queue."""

    candidate: int
    kind: RecordKind
    source: SourceKey
    state: State
    version: int
    source_hash: str
    column: str | None
    flags: int
    gates: str
    opened: int
    signed: int = 0
    approved: int | None = None
    approved_at: str | None = None
    reason: str | None = None
    waits: int | None = None
    overridden: str = ""
    blocked: int = 0
    district: str | None = None
    closed_on: str | None = None
    due_on: str = schema.NO_DAY
    touch: int = 0

    def closed(self) -> list[str]:
        """The gates that are closed and not overridden."""
        spared = self.overridden.split(",")
        return [gate for gate in self.gates.split(",") if gate and gate not in spared]

    def row(self) -> dict[str, object]:
        """The row of `current`."""
        return {**msgspec.structs.asdict(self), "waits": waits(self.state, self.signed)}


def waits(state: str, signed: int) -> int | None:
    """How many signed while it waits for a reader; None when it waits for none."""
    return {"open": 0, "refused": 0, "signed": signed}.get(state)


def hints(outline: Outline) -> dict[str, object]:
    """What a standing takes over from an outline."""
    closed, due = outline.closed_on, outline.due_on
    return {
        "district": outline.district,
        "closed_on": closed and closed.isoformat(),
        "due_on": due.isoformat() if due else schema.NO_DAY,
    }


def label(candidate: int) -> str:
    """The name people know a candidate by: C-000123."""
    return f"C-{candidate:06d}"


def parse(name: str) -> int:
    """The number behind C-000123. Raises `LedgerError` LEDGER-010."""
    digits = name.removeprefix("C-")
    if digits == name or not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        raise LedgerError("LEDGER-010", name[:20])
    return int(digits)


def state_row(after: Standing, note: str | None = None) -> dict[str, object]:
    """The fact of a new state: a row of `states`. `note`: digest of the words that go with it."""
    return {
        "candidate": after.candidate,
        "state": after.state,
        "version": after.version,
        "approved": after.approved,
        "reason": after.reason,
        "note": note,
    }


def find(conn: Connection, candidate: int) -> Standing:
    """One candidate's standing. Raises `LedgerError` LEDGER-010."""
    return find_all(conn, [candidate])[candidate]


def find_all(conn: Connection, numbers: Sequence[int]) -> dict[int, Standing]:
    """Standings in the order of `numbers`, at most `BATCH`. Raises `LedgerError` LEDGER-010."""
    rows = conn.execute(select(schema.current).where(schema.current.c.candidate.in_(numbers)))
    found = {row.candidate: Standing(**row._mapping) for row in rows}
    missing = [number for number in numbers if number not in found]
    if missing:
        raise LedgerError("LEDGER-010", label(missing[0]))
    return {number: found[number] for number in numbers}


def by_source(conn: Connection, sources: Iterable[SourceKey]) -> dict[SourceKey, Standing]:
    """Standings of those sources that were ever filed; at most `BATCH` sources."""
    rows = conn.execute(select(schema.current).where(schema.current.c.source.in_(list(sources))))
    found = (Standing(**row._mapping) for row in rows)
    return {standing.source: standing for standing in found}


def page(conn: Connection, after: int, states: tuple[State, ...] | None, size: int = BATCH) -> list[Standing]:
    """The next candidates in order of filing, behind the number `after`."""
    table = schema.current
    query = select(table).where(table.c.candidate > after).order_by(table.c.candidate).limit(size)
    if states:
        query = query.where(table.c.state.in_(states))
    return [Standing(**row._mapping) for row in conn.execute(query)]


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of at most `size` items."""
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
