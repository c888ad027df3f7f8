"""What reviewers teach: terms to mask always or never, and lines of the evaluation set.

The words lie in the vault alone; that a term was proposed by one reader and agreed to by another is a
fact with a digest. A term is in force when both are there, and its words still bear that digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from publish.errors import Issue, LedgerError
from publish.ledger import schema, standing, users
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing
from publish.ledger.vault import Item, Line, TermWords, Vault, digest

ACTIONS = ("always", "never")
SCOPES = ("matter", "unit", "everywhere")
SHORTEST, LONGEST = 2, 60


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """In force when `agreed_by` is set. `key`: source of the matter, store key of the unit, or ""."""

    id: str
    action: Literal["always", "never"]
    words: str
    kind: str
    scope: Literal["matter", "unit", "everywhere"]
    key: str
    proposed_by: str
    at: datetime
    agreed_by: str | None = None


def propose(
    book: Book,
    user: str,
    action: str,
    words: str,
    kind: str,
    scope: str,
    candidate: str | None,
    unit: str | None,
) -> Term:
    """LEDGER-065: too short, too long, or without what its scope needs; -072: no vault is set."""
    words = words.strip()
    if action not in ACTIONS or scope not in SCOPES or not SHORTEST <= len(words) <= LONGEST:
        raise LedgerError("LEDGER-065", "-")
    vault(book)
    with book.write() as pen:
        users.find(pen.conn, user)
        key = _key(pen, scope, candidate, unit)
        name = f"T{pen.seq}"
        item = TermWords(
            id=name, salt=pen.salt(), action=action, words=words, kind=kind, scope=scope, key=key
        )
        pen.teach([item])
        _record(pen, name, "proposed", user, digest(item))
    return _found(every(book), name)


def _key(pen: Pen, scope: str, candidate: str | None, unit: str | None) -> str:
    if scope == "everywhere":
        return ""
    if scope == "unit" and unit:
        return unit
    if scope == "matter" and candidate:
        return standing.find(pen.conn, standing.parse(candidate)).source
    raise LedgerError("LEDGER-065", "-")


def agree(book: Book, name: str, user: str) -> Term:
    """A second reader's word puts a term in force. LEDGER-066: the same reader; -067: no such term."""
    with book.write() as pen:
        who, term = users.find(pen.conn, user), _found(_every(book, pen.conn), name)
        if who.name == term.proposed_by or not who.roles:
            raise LedgerError("LEDGER-066", name)
        if term.agreed_by is None:
            _record(pen, name, "agreed", user, _digest(pen.conn, name))
    return _found(every(book), name)


def drop(book: Book, name: str, user: str) -> None:
    """A term is one no longer, and its words are forgotten. LEDGER-067: no such term."""
    with book.write() as pen:
        users.find(pen.conn, user)
        term = _found(_every(book, pen.conn), name)
        vault(book).forget(lambda item: isinstance(item, TermWords) and item.id == term.id)
        _record(pen, term.id, "dropped", user, _digest(pen.conn, term.id))


def every(book: Book) -> tuple[Term, ...]:
    """Terms proposed and in force, in the order they were proposed."""
    with book.database.read() as conn:
        return _every(book, conn)


def learn(book: Book, pen: Pen, before: Standing, lines: Sequence[Line], user: str) -> None:
    """Lines of the evaluation set from one candidate, inside a transaction that is open."""
    if not lines or book.vault is None:
        return
    made = [
        msgspec.structs.replace(line, id=f"L{pen.seq}-{number}", salt=pen.salt(), source=before.source)
        for number, line in enumerate(lines)
    ]
    pen.teach(made)
    rows = [{"term": line.id, "act": "learnt", "user": user, "digest": digest(line)} for line in made]
    pen.record("learnt", standing.label(before.candidate), [(schema.terms, row) for row in rows], user)


def lines(book: Book) -> Iterator[Line]:
    """The evaluation set, in the order it was learnt."""
    if book.vault is None:
        return
    with book.database.read() as conn:
        known = set(conn.scalars(select(schema.terms.c.digest).where(schema.terms.c.act == "learnt")))
    for item in book.vault.items():
        if isinstance(item, Line) and digest(item) in known:
            known.discard(digest(item))  # a crash may have left it there twice
            yield item


def forget(book: Book, sources: Iterable[str]) -> None:
    """A matter that was withdrawn takes its terms and lines along."""
    gone = frozenset(sources)
    if book.vault is not None and gone:
        book.vault.forget(lambda item: _of(item) in gone)


def verify(book: Book) -> Iterator[Issue]:
    """LEDGER-070: no key, or not its key; LEDGER-071: the first damaged line."""
    try:
        for _ in book.vault.items() if book.vault else ():
            pass
    except LedgerError as error:
        yield error.issue


def _of(item: Item) -> str | None:
    if isinstance(item, Line):
        return item.source
    return item.key if item.scope == "matter" else None


def vault(book: Book) -> Vault:
    """LEDGER-072: none is set."""
    if book.vault is None:
        raise LedgerError("LEDGER-072", "ledger.terms")
    return book.vault


def _every(book: Book, conn: Connection) -> tuple[Term, ...]:
    if book.vault is None:
        return ()
    words = {digest(item): item for item in book.vault.items() if isinstance(item, TermWords)}
    table, link = schema.terms, schema.chain
    query = (
        select(table, link.c.at)
        .join(link, link.c.seq == table.c.seq)
        .where(table.c.act != "learnt")
        .order_by(table.c.seq)
    )
    found: dict[str, Term] = {}
    for row in conn.execute(query):
        item = words.get(row.digest)
        if row.act == "dropped" or item is None:
            found.pop(row.term, None)
        elif row.act == "proposed":
            found[row.term] = _term(item, row.user, row.at)
        elif row.term in found:
            found[row.term] = msgspec.structs.replace(found[row.term], agreed_by=row.user)
    return tuple(found.values())


def _term(item: TermWords, user: str, at: str) -> Term:
    known = {name: getattr(item, name) for name in ("id", "action", "words", "kind", "scope", "key")}
    return Term(**known, proposed_by=user, at=datetime.fromisoformat(at))


def _found(known: Iterable[Term], name: str) -> Term:
    term = next((one for one in known if one.id == name), None)
    if term is None:
        raise LedgerError("LEDGER-067", name[:20])
    return term


def _digest(conn: Connection, name: str) -> str:
    table = schema.terms
    query = select(table.c.digest).where(table.c.term == name, table.c.act == "proposed")
    return str(conn.scalars(query).one())


def _record(pen: Pen, name: str, act: str, user: str, digested: str) -> None:
    row = {"term": name, "act": act, "user": user, "digest": digested}
    pen.record(f"term {act}", name, [(schema.terms, row)], user)
