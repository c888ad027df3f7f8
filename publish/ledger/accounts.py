"""Who may come in: passwords, lock-outs and sessions. All of it lies beside the chain and runs by wall
time; that somebody is a user, and in which roles, is a fact of the ledger."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.engine import Row as DbRow

from publish.errors import LedgerError
from publish.ledger import moments, passwords, schema, users
from publish.ledger.pen import Book
from publish.ledger.users import User

SEEN_SECONDS = 60
"""How often, at most, a session's last use is written down."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A user who is in. `token` goes into the browser's cookie and is told once, at sign-in; the ledger
    keeps its hash. `csrf` must come back with every form."""

    token: str
    user: User
    csrf: str
    expires: datetime


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a user who has a password can come in."""

    name: str
    disabled: bool
    locked: bool


def every(book: Book) -> tuple[Account, ...]:
    """Accounts by name."""
    table, now = schema.accounts, moments.written(book.wall())
    with book.database.read() as conn:
        rows = conn.execute(select(table).order_by(table.c.name)).all()
    return tuple(
        Account(name=row.name, disabled=bool(row.disabled), locked=(row.locked_until or "") > now)
        for row in rows
    )


def set_password(book: Book, name: str, new: str) -> None:
    """An administrator's word: opens the account, lifts a lock-out, ends its sessions. LEDGER-020, -052."""
    kept = passwords.hashed(name, new, book.rules)
    now = moments.written(book.wall())
    row = {"hash": kept, "failures": 0, "locked_until": None, "changed_at": now, "disabled": 0}
    with book.database.side() as conn:
        users.find(conn, name)
        conn.execute(schema.accounts.delete().where(schema.accounts.c.name == name))
        conn.execute(schema.accounts.insert(), {"name": name, **row})
        end_sessions(conn, name)


def change_password(book: Book, name: str, old: str, new: str) -> None:
    """A user's own word; ends every session of the user. LEDGER-050, -051, -052."""
    _check(book, name, old)
    set_password(book, name, new)


def disable(book: Book, name: str) -> None:
    """No role (a fact), no sign-in, no session. LEDGER-020."""
    with book.database.read() as conn:
        user = users.find(conn, name)
    users.add(book, User(name=name, display=user.display, roles=()))
    with book.database.side() as conn:
        table = schema.accounts
        conn.execute(table.update().where(table.c.name == name).values(disabled=1))
        end_sessions(conn, name)


def sign_in(book: Book, name: str, password: str) -> Session:
    """A new session. LEDGER-050: wrong name or password, or no such account, told in one way and after
    the same time; LEDGER-051: locked out after too many failures, right or wrong."""
    _check(book, name, password)
    now, token, csrf = book.wall(), secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    expires = moments.later(now, hours=book.rules.session_hours)
    row = {"token": _hash(token), "name": name, "csrf": csrf, "expires_at": expires}
    with book.database.side() as conn:
        table = schema.sessions
        conn.execute(table.delete().where(table.c.expires_at <= moments.written(now)))
        conn.execute(table.insert(), {**row, "seen_at": moments.written(now)})
        user = users.find(conn, name)
    return Session(token=token, user=user, csrf=csrf, expires=moments.read(expires))


def _check(book: Book, name: str, password: str) -> None:
    """Each attempt is counted before the password is looked at, so that guesses made at once count, too."""
    kept = _attempt(book, name)
    if not passwords.fits(kept, password):
        raise LedgerError("LEDGER-050", "-")
    with book.database.side() as conn:
        table = schema.accounts
        fresh = table.update().where(table.c.name == name).values(failures=0, locked_until=None)
        conn.execute(fresh)


def _attempt(book: Book, name: str) -> str | None:
    """The hash to compare with, with one more failure on the account. LEDGER-051."""
    now, table = book.wall(), schema.accounts
    with book.database.side() as conn:
        row = conn.execute(select(table).where(table.c.name == name).with_for_update()).first()
        if row is None or row.disabled:
            return None
        until = row.locked_until
        if until and until > moments.written(now):
            raise LedgerError("LEDGER-051", "-", until=_clock(book, until))
        failures = 1 if until else row.failures + 1
        locked = None
        if failures >= book.rules.failures:
            locked = moments.later(now, minutes=book.rules.lock_minutes)
        conn.execute(
            table.update().where(table.c.name == name).values(failures=failures, locked_until=locked)
        )
        return str(row.hash)


def _clock(book: Book, kept: str) -> str:
    return f"{moments.read(kept).astimezone(book.now.tzinfo):%H:%M}"


def session(book: Book, token: str) -> Session | None:
    """Who a token stands for; None when it is unknown, ended, or was not used for too long."""
    now, hidden = book.wall(), _hash(token)
    with book.database.read() as conn:
        row = conn.execute(select(schema.sessions).where(schema.sessions.c.token == hidden)).first()
        if row is None or not _alive(book, row, now):
            return None
        user = users.everyone(conn).get(row.name)
    if user is None or not user.roles:
        return None
    if moments.later(moments.read(row.seen_at), minutes=SEEN_SECONDS / 60) <= moments.written(now):
        _seen(book, hidden, now)
    return Session(token="", user=user, csrf=row.csrf, expires=moments.read(row.expires_at))


def _alive(book: Book, row: DbRow[tuple[str, ...]], now: datetime) -> bool:
    idle = moments.later(moments.read(row.seen_at), minutes=book.rules.idle_minutes)
    return bool(min(row.expires_at, idle) > moments.written(now))


def _seen(book: Book, hidden: str, now: datetime) -> None:
    table = schema.sessions
    with book.database.side() as conn:
        conn.execute(table.update().where(table.c.token == hidden).values(seen_at=moments.written(now)))


def sign_out(book: Book, token: str) -> None:
    """The session ends; an unknown one has ended already."""
    with book.database.side() as conn:
        conn.execute(schema.sessions.delete().where(schema.sessions.c.token == _hash(token)))


def end_sessions(conn: Connection, name: str) -> None:
    """Every session of a user ends."""
    conn.execute(schema.sessions.delete().where(schema.sessions.c.name == name))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
