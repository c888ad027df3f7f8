"""One write transaction: facts and their chain rows gathered, then written table by table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Table, bindparam, func, select

from publish.ledger import chain, schema, secret, texts
from publish.ledger.chain import Facts, Link, Row
from publish.ledger.database import Database
from publish.ledger.journal import KEPT, Entry, Gone, Journal
from publish.ledger.moments import wall
from publish.ledger.rules import Rules
from publish.ledger.secret import Keys, Ratchet
from publish.ledger.standing import Standing
from publish.ledger.vault import Item, Vault
from publish.model.records import Facts as RecordFacts
from publish.model.records import Redacted


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """What every act needs: where to write, under which secrets, when, by which rules."""

    database: Database
    keys: Keys
    now: datetime
    readers: tuple[str, ...]
    actor: str  # the run that acts where no user does
    rules: Rules = Rules()
    wall: Callable[[], datetime] = wall  # the clock of sessions, lock-outs and holds
    vault: Vault | None = None  # terms and evaluation lines
    journal: Journal | None = None  # what was handed out and taken back, for a restore

    @contextmanager
    def write(self) -> Iterator[Pen]:
        """All that is recorded inside is kept together or not at all."""
        with self.database.write() as conn:
            pen = Pen(conn, self)
            yield pen
            told = pen.flush()
        if told and self.journal:
            self.journal.add(told)
        if pen.erased:
            self.database.sweep()


class Pen:
    """Gathers what a transaction records. Nothing gathered is read back before `flush`."""

    def __init__(self, conn: Connection, book: Book) -> None:
        self.conn = conn
        self.keys = book.keys
        self.readers = book.readers
        self.actor = book.actor
        self.at = book.now.isoformat()
        self._seq, self._hash = chain.head(conn)
        self._ratchet = Ratchet(kept_secret(conn, "ratchet"))
        self._touch = int(kept_secret(conn, "touch"))
        self._rows: dict[Table, list[Row]] = defaultdict(list)
        self._moved: list[Row] = []
        self._next: dict[tuple[str | int, ...], int] = {}
        self._vault = book.vault
        self._items: list[Item] = []
        self._mended: list[str] = []
        self.erased = False
        self.waiting: dict[int, Row] | None = None  # corrections not in force yet, once asked for

    @property
    def seq(self) -> int:
        """The number the next chain row will bear."""
        return self._seq + 1

    def record(self, kind: str, subject: str, facts: Facts, actor: str | None = None) -> int:
        """Append one chain row over `facts`; returns its number."""
        seq = self.seq
        salt = secret.row_salt(self.keys, seq)
        digest = chain.digest(salt, ((table.name, row) for table, row in facts))
        link = Link(seq, self.at, actor or self.actor, kind, subject, digest, self._hash)
        self._seq, self._hash = seq, link.hash()
        self._rows[schema.chain].append({**msgspec.structs.asdict(link), "hash": self._hash})
        for table, row in facts:
            self._rows[table].append({**row, "seq": seq})
        return seq

    def version(self, record: Redacted[RecordFacts], candidate: int, origin: str) -> tuple[Row, Facts]:
        """A new version: its row, and all facts of it. Its words go to the erasable table under a fresh
        salt."""
        number, salt, body = (
            self.count(schema.versions, "version"),
            self._ratchet.salt(),
            texts.encode(record),
        )
        self._rows[schema.texts].append(
            {"version": number, "candidate": candidate, "salt": salt, "body": texts.pack(body)}
        )
        row: Row = {
            "version": number,
            "candidate": candidate,
            "origin": origin,
            "source_hash": record.source_hash,
            "column": getattr(record.facts, "column", None),
            "flags": sum(len(text.flags) for text in record.texts.values()),
            "gates": ",".join(record.gates),
            "digest": chain.body_digest(salt, body),
        }
        return row, [(schema.versions, row), *((schema.spans, span) for span in _spans(record, number, salt))]

    def erase(self, candidate: int, but: int | None = None) -> list[int]:
        """Delete every word kept about a candidate but those of the version `but`, and turn the key that
        salts its proof; gives the versions that lost theirs."""
        words, here = schema.texts, schema.texts.c.candidate == candidate
        query = select(words.c.version).where(here, words.c.version != (but or 0))
        versions = set(self.conn.scalars(query))
        self.conn.execute(words.delete().where(here, words.c.version != (but or 0)))
        for table in (schema.notes, schema.drafts):
            self.conn.execute(table.delete().where(table.c.candidate == candidate))
        versions |= self._forget(candidate, but)
        key = secret.next_epoch(kept_secret(self.conn, "epoch"))
        self._keep("epoch", key)
        self.erased = True
        return sorted(versions)

    def _forget(self, candidate: int, but: int | None) -> set[int]:
        """The same of what this transaction gathered."""
        gone = set[int]()
        for table in (schema.texts, schema.notes):
            kept = []
            for row in self._rows.pop(table, []):
                if row["candidate"] != candidate or row.get("version", 0) == but:
                    kept.append(row)
                elif "version" in row:
                    gone.add(row["version"])
            self._rows[table] = kept
        return gone

    def mended(self, source: str) -> None:
        """Tell the journal that earlier wordings of a source were erased for privacy."""
        self._mended.append(source)

    def teach(self, items: Iterable[Item]) -> None:
        """Put items into the vault when all else is written: what is refused leaves none there."""
        self._items.extend(items)

    def salt(self) -> str:
        """A salt of its own for words that lie outside the ledger, hex."""
        return self._ratchet.salt().hex()

    def note(self, candidate: int, words: str | None) -> str | None:
        """Keep a person's words in the erasable table, for the next chain row; gives their digest."""
        if not words:
            return None
        salt, body = self._ratchet.salt(), words.encode("utf-8", "replace")
        self._rows[schema.notes].append(
            {"seq": self.seq, "candidate": candidate, "salt": salt, "body": texts.pack(body)}
        )
        return chain.body_digest(salt, body)

    def request(self, takedown: int, body: bytes) -> str:
        """Keep a citizen's words in the erasable table; gives their digest."""
        salt = self._ratchet.salt()
        self._rows[schema.requests].append({"takedown": takedown, "salt": salt, "body": texts.pack(body)})
        return chain.body_digest(salt, body)

    def open(self, standing: Standing) -> None:
        """A candidate that was not there before."""
        self._rows[schema.current].append(self._touched(standing))

    def move(self, standing: Standing) -> None:
        """A candidate's new standing."""
        self._moved.append({f"new_{name}": value for name, value in self._touched(standing).items()})

    def _touched(self, standing: Standing) -> Row:
        self._touch += 1
        return {**standing.row(), "touch": self._touch}

    def count(self, table: Table, column: str, **within: str | int) -> int:
        """The next number in `column` among the rows that are `within`: the highest yet and one."""
        sequence = (table.name, *within.values())
        if sequence not in self._next:
            top = select(func.max(table.c[column])).filter_by(**within)
            self._next[sequence] = self.conn.scalar(top) or 0
        self._next[sequence] += 1
        return self._next[sequence]

    def flush(self) -> Entry | None:
        """Write what was gathered; gives what of it the journal tells, where there is any."""
        told = self._told()
        for table, rows in self._rows.items():
            if rows:
                self.conn.execute(table.insert(), rows)
        if self._moved:
            self.conn.execute(_MOVE, self._moved)
        if self._rows:  # a salt goes with a row
            self._keep("ratchet", self._ratchet.state)
            self._keep("head", str(self._seq))
        if told:
            self._keep("journaled", str(self._seq))
        if self._rows or self._moved:
            self._keep("touch", str(self._touch))
        if self._items and self._vault:
            self._vault.add(self._items)
        self._items.clear()
        self._rows.clear()
        self._moved.clear()
        return told

    def _told(self) -> Entry | None:
        kept = {table.name: self._rows[table] for table in KEPT if self._rows.get(table)}
        rows = ({name.removeprefix("new_"): value for name, value in row.items()} for row in self._moved)
        left = [row for row in rows if row["state"] == "withdrawn"]
        gone = [Gone(**{name: row[name] for name in Gone.__struct_fields__}) for row in left]
        mended = tuple(self._mended)
        if not kept and not gone and not mended:
            return None
        prev = int(kept_secret(self.conn, "journaled"))
        return Entry(seq=self._seq, prev=prev, hash=self._hash, kept=kept, gone=gone, mended=mended)

    def _keep(self, name: str, value: str) -> None:
        table = schema.secrets
        self.conn.execute(table.update().where(table.c.name == name).values(value=value))


def _spans(record: Redacted[RecordFacts], version: int, salt: bytes) -> Iterator[Row]:
    """What is masked in a version, by kind and place; what stands there now as a salted digest."""
    for field, text in sorted(record.texts.items()):
        for ordinal, span in enumerate(text.spans):
            yield {
                "version": version,
                "field": field,
                "ordinal": ordinal,
                "start": span.start,
                "end": span.end,
                "kind": span.kind,
                "recognizer": span.recognizer,
                "replacement": chain.body_digest(salt, span.replacement.encode())[:32],
            }


def kept_secret(conn: Connection, name: str) -> str:
    """One of the ledger's secrets, as it stands."""
    table = schema.secrets
    value: str = conn.scalars(select(table.c.value).where(table.c.name == name)).one()
    return value


_MOVE = (
    schema.current.update()
    .where(schema.current.c.candidate == bindparam("new_candidate"))
    .values({column.name: bindparam(f"new_{column.name}") for column in schema.current.columns})
)
