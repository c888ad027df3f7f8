"""What was handed out and taken back, told once more in a file beside the ledger: numbers, publications,
places, slugs, withdrawals, embargoes, requests, releases. A restore replays from it what the backup does not
know.

No text is in it. It is written after each commit; what a sudden death left out is added by `catch_up` at
the next run. An entry bears the number and hash of a chain row, so that it is told exactly whether a
backup holds it. Best kept on another disk than the ledger.
"""

from __future__ import annotations

import os
import sqlite3
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from publish.errors import LedgerError
from publish.ledger import schema
from publish.ledger.secret import Keys, mac

KEPT = (
    schema.numbers, schema.publications, schema.places, schema.slugs, schema.withdrawals, schema.embargoes,
    schema.takedowns, schema.confirmations, schema.releases,
)  # fmt: skip
PATIENCE_SECONDS = 60


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate that was withdrawn."""

    kind: str
    source: str
    source_hash: str
    column: str | None
    reason: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What one transaction handed out and took back; `seq` and `hash` of its last chain row, and the `seq`
    of the entry before."""

    seq: int
    prev: int
    hash: str
    kept: Mapping[str, Sequence[dict[str, Any]]] = {}
    gone: Sequence[Gone] = ()
    mended: Sequence[str] = ()  # sources whose earlier wordings were erased for privacy


_DECODER = msgspec.json.Decoder(Entry)


class Journal:
    """The file; made on first use, for its owner alone."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def add(self, entry: Entry) -> None:
        """Append, and be sure that it is on the disk."""
        self._insert(entry.seq, entry.prev, entry.hash, msgspec.json.encode(entry))

    def mark(self, seq: int, hash_: str) -> None:
        """A restore ended with this chain row: what stands above was replayed into it."""
        self._insert(seq, seq, hash_, None)

    def told(self) -> tuple[int, list[tuple[int, int]]]:
        """The chain row of the last restore (0: none), and (seq, prev) of the entries since."""
        if not self.file.exists():
            return 0, []
        with self._open() as conn:
            last = conn.execute("SELECT id, seq FROM entries WHERE body IS NULL ORDER BY id DESC LIMIT 1")
            number, base = last.fetchone() or (0, 0)
            rows = conn.execute("SELECT seq, prev FROM entries WHERE id > ?", (number,)).fetchall()
        return base, rows

    def missing(self, ledger: Connection) -> Iterator[Entry]:
        """Entries that a ledger does not hold, in the order they were made."""
        if not self.file.exists():
            return
        with self._open() as conn:
            rows = conn.execute("SELECT id, seq, hash, body FROM entries ORDER BY id").fetchall()
        holds = _hashes(ledger, [row[1] for row in rows])
        begin = max((row[0] for row in rows if row[3] is None and holds.get(row[1]) == row[2]), default=0)
        unknown = (row for row in rows if row[0] > begin and row[3] and holds.get(row[1]) != row[2])
        yield from (_DECODER.decode(row[3]) for row in sorted(unknown, key=_order(rows)))

    def belongs(self, keys: Keys) -> bool:
        """Whether it is this ledger's; a new one becomes it."""
        name = mac(keys.source, "journal").hex()
        with self._open() as conn:
            conn.execute("INSERT OR IGNORE INTO ledger VALUES (1, ?)", (name,))
            (found,) = conn.execute("SELECT name FROM ledger").fetchone()
        return bool(found == name)

    def _insert(self, seq: int, prev: int, hash_: str, body: bytes | None) -> None:
        row = (seq, prev, hash_, body)
        with self._open() as conn:
            conn.execute("INSERT INTO entries (seq, prev, hash, body) VALUES (?, ?, ?, ?)", row)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self.file.exists():
                os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(self.file, timeout=PATIENCE_SECONDS)) as conn, conn:
                conn.execute("PRAGMA synchronous=FULL")
                conn.execute("CREATE TABLE IF NOT EXISTS ledger (one INTEGER PRIMARY KEY, name TEXT)")
                conn.execute(
                    "CREATE TABLE IF NOT EXISTS entries"
                    " (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, prev INTEGER NOT NULL,"
                    " hash TEXT NOT NULL, body BLOB)"
                )
                yield conn
        except (OSError, sqlite3.Error) as error:
            raise LedgerError("LEDGER-001", str(self.file), detail=type(error).__name__) from error


def _order(rows: Sequence[tuple[int, int, str, bytes | None]]) -> Callable[[Any], tuple[int, int]]:
    """By restore, then by chain row: processes that wrote at once may have told it in another order."""
    restores = [row[0] for row in rows if row[3] is None]
    return lambda row: (bisect(restores, row[0]), row[1])


def _hashes(ledger: Connection, seqs: Sequence[int]) -> dict[int, str]:
    """The hashes of these chain rows, where there are any."""
    table = schema.chain
    found: dict[int, str] = {}
    for start in range(0, len(seqs), 500):
        query = select(table.c.seq, table.c.hash).where(table.c.seq.in_(seqs[start : start + 500]))
        found.update((row.seq, row.hash) for row in ledger.execute(query))
    return found


def catch_up(conn: Connection, journal: Journal, keys: Keys) -> None:
    """Add what the ledger handed out and took back and the journal does not tell: whoever was killed
    between a commit and its entry left a gap, which the next entry's `prev` or the ledger shows.

    LEDGER-083: it is another ledger's journal.
    """
    if not journal.belongs(keys):
        raise LedgerError("LEDGER-083", str(journal.file))
    table = schema.secrets
    known = int(conn.scalar(select(table.c.value).where(table.c.name == "journaled")) or 0)
    base, entries = journal.told()
    told = {base, *(seq for seq, _ in entries)}
    for needed in sorted({known, *(prev for _, prev in entries)}):
        if needed > base and needed not in told:
            journal.add(_between(conn, max(seq for seq in told if seq < needed), needed))
            told.add(needed)


def _between(conn: Connection, low: int, high: int) -> Entry:
    """One entry over the chain rows behind `low` up to `high`."""
    kept = {one.name: _rows(conn, one, low, high) for one in KEPT}
    hash_ = conn.scalar(select(schema.chain.c.hash).where(schema.chain.c.seq == high)) or ""
    gone, mended = _gone(conn, low, high), _mended(conn, low, high)
    return Entry(seq=high, prev=low, hash=hash_, kept=kept, gone=gone, mended=mended)


def _rows(conn: Connection, table: Table, low: int, high: int) -> list[dict[str, Any]]:
    seq = table.c.seq
    rows = conn.execute(select(table).where(seq > low, seq <= high).order_by(seq))
    return [dict(row._mapping) for row in rows]


def _gone(conn: Connection, low: int, high: int) -> list[Gone]:
    state, here = schema.states.c, schema.current.c
    query = (
        select(here.kind, here.source, here.source_hash, here.column, state.reason)
        .join(schema.current, here.candidate == state.candidate)
        .where(state.state == "withdrawn", state.seq > low, state.seq <= high)
        .order_by(state.seq)
    )
    return [Gone(**row._mapping) for row in conn.execute(query)]


def _mended(conn: Connection, low: int, high: int) -> list[str]:
    fact, here = schema.corrections.c, schema.current.c
    query = (
        select(here.source)
        .join(schema.corrections, here.candidate == fact.candidate)
        .where(fact.act == "in_force", fact.kind == "privacy", fact.seq > low, fact.seq <= high)
        .order_by(fact.seq)
    )
    return list(conn.scalars(query))
