"""Looking at one matter: its words as filed, as approved, by version; and who it is in the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from publish.ledger import numbers, schema, secret, standing, texts
from publish.ledger.pen import Book
from publish.ledger.secret import Keys
from publish.ledger.standing import label
from publish.model.records import Facts, Redacted, SourceKey


def approved(book: Book, name: str) -> Redacted[Facts] | None:
    """The record last approved, also when that approval lapsed with a change; None: never, or erased."""
    state = schema.states.c
    query = (
        select(state.approved)
        .where(state.candidate == standing.parse(name), state.state == "approved")
        .order_by(state.seq.desc())
        .limit(1)
    )
    return _record(book, query)


def filed(book: Book, name: str) -> Redacted[Facts] | None:
    """What the anonymiser made of it last, before anybody settled anything; None: erased."""
    version = schema.versions.c
    query = (
        select(version.version)
        .where(version.candidate == standing.parse(name), version.origin == "filed")
        .order_by(version.version.desc())
        .limit(1)
    )
    return _record(book, query)


def records(book: Book, versions: Sequence[int]) -> dict[int, Redacted[Facts]]:
    """The records of these versions, in one read; erased ones are left out."""
    with book.database.read() as conn:
        return texts.load(conn, versions)


def by_source(book: Book, sources: Iterable[SourceKey]) -> dict[SourceKey, str]:
    """The candidates of these sources, at most 500, that are not withdrawn."""
    with book.database.read() as conn:
        found = standing.by_source(conn, sources)
    return {source: label(one.candidate) for source, one in found.items() if one.state != "withdrawn"}


def source_hash(book: Book, name: str) -> str:
    """The fingerprint of the store's row, under the ledger's secret. LEDGER-010."""
    with book.database.read() as conn:
        return standing.find(conn, standing.parse(name)).source_hash


def masked(keys: Keys, given: str) -> str:
    """The store's hash under the ledger's secret: a guessed row can't be confirmed from outside."""
    return secret.mac(keys.source, "hash", given).hex()


def number(book: Book, source: SourceKey) -> str | None:
    """The public number a source bears now."""
    with book.database.read() as conn:
        return numbers.live(conn, [source]).get(source)


def slugs(book: Book, kind: str, keys: Iterable[str]) -> dict[str, str]:
    """Slugs that were issued, without issuing any; at most 500 keys."""
    with book.database.read() as conn:
        return slugs_in(conn, book.keys, kind, keys)


def slugs_in(conn: Connection, keys: Keys, kind: str, wanted: Iterable[str]) -> dict[str, str]:
    """The same inside a transaction that is open."""
    hidden = {secret.mac(keys.source, "slug", kind, key).hex(): key for key in wanted}
    table = schema.slugs
    query = select(table.c.key, table.c.slug).where(table.c.kind == kind, table.c.key.in_(list(hidden)))
    return {hidden[row.key]: row.slug for row in conn.execute(query)}


def _record(book: Book, query: Any) -> Redacted[Facts] | None:
    with book.database.read() as conn:
        version = conn.scalar(query)
        return _one(conn, version) if version is not None else None


def _one(conn: Connection, version: int) -> Redacted[Facts] | None:
    return texts.load(conn, [version]).get(version)
