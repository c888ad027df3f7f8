"""Who may decide: names and roles. A change is a new row; the latest one counts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from publish.errors import LedgerError
from publish.ledger import schema
from publish.ledger.pen import Book

ROLES = ("first", "second", "final")
TITLES = {"first": "初审", "second": "复审", "final": "终审"}
"""What people call the roles."""


class User(msgspec.Struct, frozen=True, kw_only=True):
    """A reader: `name` signs, `display` is shown, `roles` of first, second, final."""

    name: str
    display: str
    roles: tuple[str, ...]


def add(book: Book, user: User) -> None:
    """Enter or change a user; nothing happens when nothing changed. A change ends the user's sessions.
    LEDGER-026: unknown role."""
    unknown = sorted(set(user.roles) - set(ROLES))
    if unknown or not user.name:
        raise LedgerError("LEDGER-026", user.name, role="、".join(unknown))
    with book.write() as pen:
        if everyone(pen.conn).get(user.name) == user:
            return
        row = {"name": user.name, "display": user.display, "roles": ",".join(user.roles)}
        pen.record("user", user.name, [(schema.users, row)])
        pen.conn.execute(schema.sessions.delete().where(schema.sessions.c.name == user.name))


def everyone(conn: Connection) -> dict[str, User]:
    """All users by name, as they are now."""
    rows = conn.execute(select(schema.users).order_by(schema.users.c.seq))
    found = {row.name: User(name=row.name, display=row.display, roles=_roles(row.roles)) for row in rows}
    return dict(sorted(found.items()))


def find(conn: Connection, name: str) -> User:
    """Raises `LedgerError` LEDGER-020 for a name the ledger does not know."""
    user = everyone(conn).get(name)
    if user is None:
        raise LedgerError("LEDGER-020", name)
    return user


def roles(given: Sequence[str]) -> tuple[str, ...]:
    """Roles without repetition, in the order of reading."""
    return tuple(sorted(set(given), key=lambda role: ROLES.index(role) if role in ROLES else len(ROLES)))


def _roles(stored: str) -> tuple[str, ...]:
    return tuple(filter(None, stored.split(",")))
