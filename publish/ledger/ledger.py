"""The ledger's façade: every act of the line and of the readers, in the order they happen.

    with open_ledger(url, now) as ledger:
        ledger.begin_run("export")                      # who acts where no user does
        key = ledger.source_key("case", case_id)        # store key under the ledger's secret
        ledger.unchanged([(key, source_hash), …])       # need not be anonymised again
        ledger.file(redacted_records)                   # new and changed ones become candidates
        ledger.sources()                                # what was filed, to compare with the store
        ledger.vanish(keys, "gone")                     # and what left it: gone | withdrawn | refused

        ledger.add_user("chen", "陈审", ["first"])
        for candidate in ledger.candidates("open"):     # settle span by span, then sign in role order
            ledger.settle(candidate.id, {"appeal": settled}, "chen", candidate.version)
            ledger.sign(candidate.id, "chen", candidate.version)
        ledger.settle_all([(id, texts), …], "chen")     # the same in bulk
        ledger.sign_all("chen")                         # lists what flags and gates left out
        ledger.refuse(candidate.id, "zhou", "…")

        ledger.reviewed("case")                         # the only source of public text
        ledger.assign_numbers([(key, "DC", at), …])     # numbers and publishes; numbers never return
        ledger.assign_places({"column/huisheng": [number, …]})
        ledger.slugs("topic", ["民生/供水"])
        ledger.published()
        ledger.withdraw(number, "privacy", "chen")      # erases the words, keeps the record
        ledger.verify()                                 # names the first broken row

Every act is one transaction (bulk acts: one a batch), written in one queue over all processes, with
a chain row that covers its facts. Times come from `now` alone. Errors are `LedgerError` LEDGER-…
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

import msgspec
from sqlalchemy import Connection, select

from publish.errors import Issue, LedgerError
from publish.ledger import (
    candidates,
    chain,
    filing,
    frozen,
    grounds,
    numbers,
    places,
    review,
    schema,
    secret,
    signatures,
    slugs,
    terms,
    users,
    verify,
    withdrawals,
)
from publish.ledger.backup import Copied, backup
from publish.ledger.candidates import Candidate, Settled
from publish.ledger.database import Database
from publish.ledger.desk import Desk
from publish.ledger.filing import Filed
from publish.ledger.journal import Journal, catch_up
from publish.ledger.moments import wall
from publish.ledger.numbers import Numbered, Publication
from publish.ledger.pen import Book
from publish.ledger.public import Public
from publish.ledger.restore import pending
from publish.ledger.rules import Rules
from publish.ledger.secret import Keys
from publish.ledger.signatures import SignedAll
from publish.ledger.standing import State
from publish.ledger.terms import Term
from publish.ledger.users import User
from publish.ledger.vault import Line, Vault
from publish.ledger.view import View
from publish.ledger.withdrawals import Vanished
from publish.model.records import Facts, RecordKind, Redacted, Reviewed, SourceKey
from publish.model.texts import RedactedText


def open_ledger(
    url: str,
    now: datetime,
    secret_seed: str | None = None,
    readers: Sequence[str] = users.ROLES,
    rules: Rules = Rules(),  # noqa: B008  # frozen
    wall: Callable[[], datetime] = wall,
    vault: Vault | None = None,
    journal: Journal | None = None,
) -> Ledger:
    """Open the ledger, creating it when new. `now` must bear an offset; `secret_seed` makes a new
    demonstration ledger come out the same again; `readers` are the roles that must sign, in order;
    `rules` and `wall`, their clock, are those of the desk's sessions and holds; `vault` keeps its terms,
    `journal` what a restore replays. LEDGER-084: a restore was begun and not ended."""
    if now.tzinfo is None:
        raise LedgerError("LEDGER-004", now.isoformat())
    if not readers or set(readers) - set(users.ROLES):
        raise LedgerError("LEDGER-026", "review.readers", role="、".join(readers))
    database = Database(url)
    database.prepare()
    keys = _keys(database, secret_seed)
    book = Book(database=database, keys=keys, now=now, readers=tuple(readers), actor="line")
    with database.read() as conn:
        if pending(conn):
            raise LedgerError("LEDGER-084", database.place)
    return Ledger(msgspec.structs.replace(book, rules=rules, wall=wall, vault=vault, journal=journal))


class Ledger:
    """One open ledger; see the module's overview."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._view = View()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._book.database.close()

    def desk(self, now: datetime | None = None) -> Desk:
        """What the review desk does at this ledger; `now` is the time of its facts, else the ledger's."""
        return Desk(msgspec.structs.replace(self._book, now=now) if now else self._book, self._view)

    @property
    def public(self) -> Public:
        """What becomes of what is public: tombstones, corrections, embargoes, requests, releases."""
        return Public(self._book)

    # --- the line ---------------------------------------------------------------------------------

    def begin_run(self, verb: str) -> int:
        """File a run and its `now`; what the line does from here on is done in its name."""
        with self._book.write() as pen:
            run = pen.count(schema.runs, "run")
            pen.record("run", f"run {run}", [(schema.runs, {"run": run, "verb": verb})], f"run {run}")
        if self._book.journal:
            with self._book.database.read() as conn:
                catch_up(conn, self._book.journal, self._book.keys)
        self._book = msgspec.structs.replace(self._book, actor=f"run {run}")
        return run

    def source_key(self, kind: str, key: str) -> SourceKey:
        """A store key under the ledger's secret."""
        return secret.source_key(self._book.keys, kind, key)

    def key(self, purpose: str) -> bytes:
        """A key under the ledger's secret for what is kept beside it, one a purpose; 32 bytes."""
        return secret.mac(self._book.keys.source, "key", purpose)

    def unchanged(self, pairs: Iterable[tuple[SourceKey, str]]) -> frozenset[SourceKey]:
        """Sources whose `source_hash` the ledger has already; gates are not looked at."""
        return filing.unchanged(self._book, pairs)

    def file(self, records: Iterable[Redacted[Facts]], again: bool = False) -> Filed:
        """File candidates: new ones open, changed ones and changed gates re-open, same ones stay.

        A record that `unchanged` named may come without texts; `again` needs them: it re-opens what
        the anonymiser would now redact otherwise though the store did not change.
        """
        return filing.file(self._book, records, again)

    def sources(self) -> Iterator[tuple[SourceKey, State]]:
        """Every source ever filed and its candidate's state, in order of filing."""
        return candidates.sources(self._book)

    def vanish(self, sources: Iterable[SourceKey], reason: str) -> Vanished:
        """Sources that left the store ("gone", "withdrawn", "refused"): withdrawn, words erased."""
        return withdrawals.vanish(self._book, sources, reason)

    # --- the readers ------------------------------------------------------------------------------

    def add_user(self, name: str, display: str, roles: Sequence[str]) -> None:
        """Enter a user or change one; doing it again changes nothing."""
        users.add(self._book, User(name=name, display=display, roles=users.roles(roles)))

    def users(self) -> tuple[User, ...]:
        """All users by name."""
        with self._book.database.read() as conn:
            return tuple(users.everyone(conn).values())

    def candidates(self, state: State | None = None) -> Iterator[Candidate]:
        """Candidates in order of filing; acting on them meanwhile is safe. Withdrawn ones: never."""
        return candidates.every(self._book, state)

    def candidate(self, name: str) -> Candidate:
        """The candidate C-000123."""
        return candidates.one(self._book, name)

    def terms(self) -> tuple[Term, ...]:
        """Terms in force: proposed by one reader and agreed to by another."""
        return tuple(term for term in terms.every(self._book) if term.agreed_by)

    def lines(self) -> Iterator[Line]:
        """What readers corrected, as lines of the evaluation set."""
        return terms.lines(self._book)

    def overridden(self) -> dict[SourceKey, frozenset[str]]:
        """Gates that the final reader overrode, by source."""
        return grounds.overridden(self._book)

    def settle(
        self, name: str, texts: Mapping[str, RedactedText], user: str, version: int | None = None
    ) -> None:
        """Keep settled texts (the fields given; the rest stays). A change begins reading anew."""
        candidates.settle(self._book, [(name, texts)], user, version)

    def settle_all(self, items: Iterable[Settled], user: str) -> int:
        """Settle many in batches; returns how many changed."""
        return candidates.settle(self._book, items, user)

    def sign(self, name: str, user: str, version: int | None = None) -> State:
        """Sign in the user's role, when it is its turn; the last one approves."""
        return signatures.sign(self._book, name, user, version)

    def sign_all(self, user: str) -> SignedAll:
        """Sign whatever is the user's turn and has no open flag and no closed gate."""
        return signatures.sign_all(self._book, user)

    def refuse(self, name: str, user: str, reason: str) -> None:
        """Send back with a reason; settling it opens it again."""
        signatures.refuse(self._book, name, user, reason)

    # --- publication ------------------------------------------------------------------------------

    def reviewed(self, kind: RecordKind) -> Iterator[Reviewed[Facts]]:
        """What may become public: the last approved wording of each record, in order of filing."""
        return review.reviewed(self._book, kind)

    def last_approved(self, sources: Sequence[SourceKey]) -> dict[SourceKey, Facts]:
        """The facts last approved of those sources, where there are any; at most 500 sources."""
        return review.last_approved(self._book, sources)

    def assign_numbers(self, items: Iterable[Numbered]) -> dict[SourceKey, str]:
        """(source, prefix, published_at) → number, published; in the order given, batch by batch."""
        return numbers.assign(self._book, items)

    def number(self, source: SourceKey, prefix: str, year: int) -> str:
        """The number of one source, e.g. DC-2022-000139; issued once."""
        return numbers.number(self._book, source, prefix, year)

    def publication(self, number: str, at: datetime) -> None:
        """Record that a number became public."""
        numbers.publication(self._book, number, at)

    def published(self, state: str | None = None) -> Iterator[Publication]:
        """What was ever public, in order of number; `state`: published or withdrawn."""
        return numbers.every(self._book, state)

    def assign_places(self, lists: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
        """List → number → permanent place from 1; newcomers in the order given."""
        return places.assign(self._book, lists)

    def place(self, list_name: str, number: str) -> int:
        return places.assign(self._book, {list_name: [number]})[list_name][number]

    def slugs(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        """Key → slug, issued once; kinds: topic, unit, dossier, policy, call, survey."""
        return slugs.assign(self._book, kind, keys)

    def frozen(self, name: str, digest: str, made_on: date) -> frozen.Frozen:
        """What was told first of a month's figures, by digest and day; this, where nothing was yet."""
        return frozen.first(self._book, name, digest, made_on)

    def slug(self, kind: str, key: str) -> str:
        return slugs.assign(self._book, kind, [key])[key]

    def withdraw(
        self, number: str, reason: str, user: str | None, urgent: bool = False, due: date | None = None
    ) -> None:
        """Take a number back for good: privacy, error, court, consent, superseded, expired. `user` None: the
        run acts; `urgent`: a second officer is asked, until the day `due`."""
        withdrawals.withdraw(self._book, number, reason, user, urgent, due)

    # --- proof ------------------------------------------------------------------------------------

    def head(self) -> str:
        """Hash of the last chain row: published elsewhere, it fixes all that was recorded before."""
        with self._book.database.read() as conn:
            return chain.head(conn)[1]

    def backup(self, file: Path) -> Copied:
        """Copy the whole ledger into one file that verifies. LEDGER-080, -081."""
        return backup(self._book, file)

    def verify(self) -> Iterator[Issue]:
        """Every row against the chain, every word against its digest; the first broken row first. Then
        whether the file of terms can be read."""
        yield from verify.verify(self._book.database, self._book.keys)
        yield from terms.verify(self._book)


def _keys(database: Database, seed: str | None) -> Keys:
    with database.read() as conn:
        kept = _kept(conn)
    if not kept:
        with database.write() as conn:
            if not _kept(conn):
                rows = {**secret.initial(seed), **dict.fromkeys(("head", "touch", "journaled"), "0")}
                conn.execute(schema.secrets.insert(), [{"name": n, "value": v} for n, v in rows.items()])
            kept = _kept(conn)
    return Keys(bytes.fromhex(kept["source"]), bytes.fromhex(kept["chain"]))


def _kept(conn: Connection) -> dict[str, str]:
    return {row.name: row.value for row in conn.execute(select(schema.secrets))}
