"""A ledger from its backup, and everything the backup does not know and must: what was handed out since is
never handed out again, and what was withdrawn since is withdrawn again, before anybody can open it.
"""

from __future__ import annotations

import base64
import os
import shutil
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, make_url, select

from publish.errors import LedgerError
from publish.ledger import again, backup, chain, journal, schema, verify
from publish.ledger.database import Database
from publish.ledger.journal import Journal
from publish.ledger.pen import Book, Pen
from publish.ledger.secret import Keys
from publish.ledger.vault import Vault

PENDING = "restoring"
"""The row of `meta` that stands until everything was replayed; nobody opens the ledger before."""


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What was replayed: numbers and withdrawals that the backup did not know. `aside`: the old file."""

    rows: int
    numbers: int
    withdrawn: int
    aside: Path | None = None


def restore(
    url: str, file: Path, now: datetime, kept: Journal, vault: Vault, without_journal: bool = False
) -> Restored:
    """Put the backup in the ledger's place, then replay.

    LEDGER-080: no such file; -081: the backup does not verify; -082: neither the old ledger nor a journal
    tells what was withdrawn since; -083: backup, journal and old ledger are not of one ledger.
    """
    part = Path(f"{file}.{os.getpid()}.restoring")
    try:
        source, keys = _checked(file, part)
        _told(url, keys, kept, without_journal)
        aside, rows = _replace(url, source, part)
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)
    done = finish(url, now, kept, vault)
    return msgspec.structs.replace(done, aside=aside, rows=rows)


def _checked(file: Path, part: Path) -> tuple[Database, Keys]:
    """A copy of the backup to work on, brought to the present version, verified."""
    if not file.is_file():
        raise LedgerError("LEDGER-080", str(file))
    os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
    shutil.copyfile(file, part)
    database = Database(f"sqlite:///{part}")
    database.migrate()
    keys = keys_of(database)
    broken = next(verify.verify(database, keys), None)
    if broken:
        raise LedgerError("LEDGER-081", str(file), found=broken.place)
    return database, keys


def keys_of(database: Database) -> Keys:
    """The secrets of a ledger that has some."""
    table = schema.secrets
    with database.read() as conn:
        found = {row.name: row.value for row in conn.execute(select(table))}
    return Keys(bytes.fromhex(found["source"]), bytes.fromhex(found["chain"]))


def _told(url: str, keys: Keys, kept: Journal, without_journal: bool) -> None:
    """See to it that the journal tells all, from the old ledger where that can still be read."""
    readable = _old(url, keys, kept)
    if not (readable or kept.file.exists() or without_journal):
        raise LedgerError("LEDGER-082", str(kept.file))
    if not kept.belongs(keys):
        raise LedgerError("LEDGER-083", str(kept.file))


def _old(url: str, keys: Keys, kept: Journal) -> bool:
    """Whether there is an old ledger that can be read; what it knows enters the journal."""
    name = make_url(url).database
    if url.startswith("sqlite") and not (name and Path(name).exists()):
        return False
    database = Database(url)
    try:
        if database.version() != schema.VERSION:
            return False
        same = keys_of(database) == keys
        with database.read() as conn:
            if pending(conn):
                return False
            if same:
                journal.catch_up(conn, kept, keys)
    except (LedgerError, KeyError, ValueError) as error:
        if isinstance(error, LedgerError) and error.issue.code == "LEDGER-083":
            raise
        return False
    finally:
        database.close()
    if not same:
        raise LedgerError("LEDGER-083", database.place)
    return same


def pending(conn: Connection) -> bool:
    """Whether a restore was begun here and not ended."""
    table = schema.meta
    return conn.scalar(select(table.c.value).where(table.c.name == PENDING)) is not None


def _replace(url: str, source: Database, part: Path) -> tuple[Path | None, int]:
    """The backup in the ledger's place, marked as not yet to be opened."""
    with source.write() as conn:
        conn.execute(schema.meta.delete().where(schema.meta.c.name == PENDING))
        conn.execute(schema.meta.insert(), {"name": PENDING, "value": "1"})
        rows = conn.scalar(select(schema.chain.c.seq).order_by(schema.chain.c.seq.desc()).limit(1)) or 0
    if not url.startswith("sqlite"):
        _into_server(url, source)
        source.close()
        return None, rows
    source.close()
    target = Path(make_url(url).database or "")
    aside = _aside(target)
    part.replace(target)
    return aside, rows


def _aside(target: Path) -> Path | None:
    """The old file under another name, for whoever looks into what happened to it."""
    if not target.exists():
        return None
    number = next(n for n in range(1, 10_000) if not Path(f"{target}.replaced-{n}").exists())
    aside = Path(f"{target}.replaced-{number}")
    for end in ("-wal", "-shm", ""):
        if Path(f"{target}{end}").exists():
            Path(f"{target}{end}").replace(Path(f"{aside}{end}"))
    return aside


def _into_server(url: str, source: Database) -> None:
    target = Database(url)
    try:
        if target.version() is None:
            target.prepare()
        with source.read() as conn, target.write() as copy:
            schema.metadata.drop_all(copy)
            schema.metadata.create_all(copy)
            backup.copy_rows(conn, copy)
    finally:
        target.close()


def finish(url: str, now: datetime, kept: Journal, vault: Vault) -> Restored:
    """Replay what the restored ledger does not know, all of it in one transaction, and let it be opened."""
    database = Database(url)
    book = Book(database=database, keys=keys_of(database), now=now, readers=(), actor="restore", vault=vault)
    try:
        with database.write() as conn:
            _terms_back(conn, vault)
            done = [again.replay(conn, book, one) for one in kept.missing(conn)]
            pen = Pen(conn, book)
            pen.record("restored", "ledger", [])
            pen.flush()
            seq, hash_ = chain.head(conn)
            conn.execute(schema.meta.delete().where(schema.meta.c.name.in_([PENDING, backup.TERMS])))
        kept.mark(seq, hash_)
        database.sweep()
    finally:
        database.close()
    issued, withdrawn = (sum(column) for column in zip((0, 0), *done, strict=True))
    return Restored(rows=0, numbers=issued, withdrawn=withdrawn)


def _terms_back(conn: Connection, vault: Vault) -> None:
    """The file of terms as it was, where there is none now."""
    file, _ = vault.files()
    table = schema.meta
    kept = conn.scalar(select(table.c.value).where(table.c.name == backup.TERMS))
    if kept and not file.exists():
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as to:
            to.write(base64.b64decode(kept))
