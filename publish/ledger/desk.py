"""What the review desk does at the ledger: who comes in, who holds what, what waits, what is decided.

    desk = ledger.desk(now)                       # one a request; `now` is the time of its facts
    session = desk.sign_in("chen", password)
    for row in desk.queue(Filter(turn="first")).rows: …
    desk.hold("C-000001", "chen")                 # nobody else edits it meanwhile
    desk.save_draft("C-000001", version, "chen", body, revision)
    desk.sign_with("C-000001", "chen", version, texts, deeds, assessment)

Sessions, lock-outs, holds and drafts run by wall time and lie beside the chain. Everything else is a
fact. Errors are `LedgerError` LEDGER-…; safe to use from many threads and processes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from publish.ledger import (
    accounts,
    amendments,
    blind,
    corrections,
    decisions,
    drafts,
    grounds,
    history,
    holds,
    matters,
    queue,
    record,
    tallies,
    terms,
    users,
)
from publish.ledger.accounts import Account, Session
from publish.ledger.blind import Disagreement, Mark
from publish.ledger.corrections import Correction
from publish.ledger.decisions import Assessment, Deed, Work
from publish.ledger.drafts import Draft
from publish.ledger.history import Entry
from publish.ledger.holds import Hold
from publish.ledger.pen import Book
from publish.ledger.queue import Filter, Page, Row
from publish.ledger.record import AnnualCounts, ReleaseRecord
from publish.ledger.standing import State
from publish.ledger.tallies import Counts, Progress
from publish.ledger.terms import Term
from publish.ledger.users import User
from publish.ledger.vault import Line
from publish.ledger.view import View
from publish.model.records import Facts, Redacted, SourceKey
from publish.model.texts import RedactedText


class Desk:
    """One open ledger as the readers use it; see the module's overview."""

    def __init__(self, book: Book, view: View) -> None:
        self._book = book
        self._view = view

    # --- who comes in -----------------------------------------------------------------------------

    def users(self) -> tuple[User, ...]:
        """All users by name."""
        with self._book.database.read() as conn:
            return tuple(users.everyone(conn).values())

    def user(self, name: str) -> User:
        """LEDGER-020: no such user."""
        with self._book.database.read() as conn:
            return users.find(conn, name)

    def accounts(self) -> tuple[Account, ...]:
        """Who has a password, and whether it lets them in."""
        return accounts.every(self._book)

    def sign_in(self, name: str, password: str) -> Session:
        """A new session with a new token. LEDGER-050: wrong; LEDGER-051: locked out."""
        return accounts.sign_in(self._book, name, password)

    def session(self, token: str) -> Session | None:
        """Who a token stands for; None when it is unknown, ended, or idle too long."""
        return accounts.session(self._book, token)

    def sign_out(self, token: str) -> None:
        accounts.sign_out(self._book, token)

    def change_password(self, name: str, old: str, new: str) -> None:
        """Ends every session of the user. LEDGER-050, -051, -052: too short or too plain."""
        accounts.change_password(self._book, name, old, new)

    def set_password(self, name: str, new: str) -> None:
        """An administrator's word. LEDGER-020, -052."""
        accounts.set_password(self._book, name, new)

    def disable(self, name: str) -> None:
        """No role, no sign-in, no session. LEDGER-020."""
        accounts.disable(self._book, name)

    # --- who works on what ------------------------------------------------------------------------

    def hold(self, candidate: str, user: str) -> Hold:
        """Take a matter or keep it. LEDGER-054: somebody else holds it."""
        return holds.hold(self._book, candidate, user)

    def take_over(self, candidate: str, user: str) -> Hold:
        """Take a matter, whoever holds it; a fact of its own."""
        return holds.take_over(self._book, candidate, user)

    def release(self, candidate: str, user: str) -> None:
        """Give a matter back; nothing happens where the user does not hold it."""
        holds.release(self._book, candidate, user)

    def holds(self) -> dict[str, Hold]:
        """What is held now, by candidate."""
        return holds.every(self._book)

    def draft(self, candidate: str, version: int) -> Draft | None:
        """What somebody is in the midst of, with these words of a matter."""
        return drafts.of(self._book, candidate, version)

    def save_draft(self, candidate: str, version: int, user: str, body: bytes, revision: int) -> Draft:
        """Keep a draft in place of the one of that revision (0: none). LEDGER-012, -054, -055."""
        return drafts.save(self._book, candidate, version, user, body, revision)

    # --- what waits -------------------------------------------------------------------------------

    def queue(self, wanted: Filter, page: int = 1, size: int = 50) -> Page:
        """By due day, what is overdue on top, then in order of filing."""
        return queue.page(self._book, self._view, wanted, page, size)

    def counts(self) -> Counts:
        """How much waits, by turn, column and district."""
        return tallies.counts(self._book, self._view)

    def progress(self, day: date, user: str | None = None) -> Progress:
        """What was done in a day, by one user or by all."""
        return tallies.progress(self._book, self._view, day, user)

    def find(self, text: str) -> Row | None:
        """A candidate by its id, a public number, or the store's own key of a matter."""
        return queue.find(self._book, text)

    def row(self, candidate: str) -> Row:
        """LEDGER-010: no such candidate."""
        return queue.row(self._book, candidate)

    # --- one matter -------------------------------------------------------------------------------

    def history(self, candidate: str) -> tuple[Entry, ...]:
        """Everything that happened to it, oldest first. LEDGER-010."""
        return history.of(self._book, candidate)

    def correction(self, candidate: str) -> tuple[str, str] | None:
        """Kind and reason of the correction of what is public that its readers are asked for, if there is."""
        return amendments.waiting(self._book, candidate)

    def approved_text(self, candidate: str) -> Redacted[Facts] | None:
        """The record last approved, also when that approval lapsed; None: never, or erased."""
        return matters.approved(self._book, candidate)

    def filed_text(self, candidate: str) -> Redacted[Facts] | None:
        """What the anonymiser made of it last, before anybody settled anything; None: erased."""
        return matters.filed(self._book, candidate)

    def records(self, versions: Sequence[int]) -> dict[int, Redacted[Facts]]:
        """The records of these versions, in one read; erased ones are left out."""
        return matters.records(self._book, versions)

    def by_source(self, sources: Sequence[SourceKey]) -> dict[SourceKey, str]:
        """The candidates of these sources, at most 500, that are not withdrawn."""
        return matters.by_source(self._book, sources)

    def source_hash(self, candidate: str) -> str:
        """The fingerprint of the store's row; the row is the same while `masked` gives this."""
        return matters.source_hash(self._book, candidate)

    def masked(self, source_hash: str) -> str:
        """A draft's `source_hash` under the ledger's secret."""
        return matters.masked(self._book.keys, source_hash)

    def number_of(self, source: SourceKey) -> str | None:
        """The public number a source bears now."""
        return matters.number(self._book, source)

    def slugs_known(self, kind: str, keys: Sequence[str]) -> dict[str, str]:
        """Slugs that were issued, without issuing any; at most 500 keys."""
        return matters.slugs(self._book, kind, keys)

    # --- what is decided --------------------------------------------------------------------------

    def sign_with(
        self,
        candidate: str,
        user: str,
        version: int,
        texts: Mapping[str, RedactedText],
        deeds: Sequence[Deed] = (),
        assessment: Assessment | None = None,
        facts: Facts | None = None,
        lines: Sequence[Line] = (),
    ) -> State:
        """Settle the fields that changed, keep the deeds as facts and sign, all of it or nothing.

        Words that changed begin a new round, so that only who reads first can change and sign in one:
        a later reader settles (`settle_with`) and the first one signs again. `facts`: coarser facts;
        `lines`: what it teaches the evaluation set.
        LEDGER-012: the words changed meanwhile; -013: no such field or action; -021: not the user's
        turn; -022: signed already; -023: open flags; GATE-…: a closed gate; -025: not in this state;
        -054: somebody else holds it; -062: a problem was raised; -064: not everything vouched for.
        """
        work = Work(texts=texts, deeds=deeds, facts=facts, lines=lines)
        return decisions.sign_with(self._book, candidate, user, version, work, assessment)

    def settle_with(
        self,
        candidate: str,
        user: str,
        version: int,
        texts: Mapping[str, RedactedText],
        deeds: Sequence[Deed] = (),
        facts: Facts | None = None,
        lines: Sequence[Line] = (),
    ) -> int:
        """The same without a signature; gives the version that is current then."""
        work = Work(texts=texts, deeds=deeds, facts=facts, lines=lines)
        return decisions.settle_with(self._book, candidate, user, version, work)

    def refuse(self, candidate: str, user: str, reason: str, version: int | None = None) -> None:
        """Send back. LEDGER-012, -021, -025, -035: public already; -054, -061: no reason written."""
        decisions.refuse(self._book, candidate, user, reason, version)

    def override(self, candidate: str, user: str, gate: str, ground: str) -> None:
        """Let a closed gate ("FLAGS": open flags) be passed, until the store or a gate moves.

        LEDGER-021: not the final reader; -060: not closed; -061: no ground of ten characters;
        -063: this gate nobody overrides.
        """
        grounds.override(self._book, candidate, user, gate, ground)

    def object(self, candidate: str, user: str, problem: str) -> None:
        """A problem that blocks: nobody signs until it is lifted. LEDGER-060, -061."""
        grounds.raise_problem(self._book, candidate, user, problem)

    def lift(self, candidate: str, user: str, ground: str) -> None:
        """The problem is none any more. LEDGER-060: there is none; -061."""
        grounds.lift_problem(self._book, candidate, user, ground)

    # --- read twice -------------------------------------------------------------------------------

    def blind_due(self, candidate: str, user: str) -> bool:
        """Whether this user should now read a matter without seeing what was masked."""
        return blind.due(self._book, candidate, user)

    def blind(
        self, candidate: str, user: str, version: int, marks: Mapping[str, Sequence[Mark]]
    ) -> tuple[Disagreement, ...]:
        """Compare a blind pass with what stands and keep the counts. LEDGER-012, -022, -025."""
        return blind.keep(self._book, candidate, user, version, marks)

    def blind_counts(self) -> tuple[Disagreement, ...]:
        """Sums of all blind passes by kind."""
        return blind.counts(self._book)

    # --- the record -------------------------------------------------------------------------------

    def release_record(self, candidate: str) -> ReleaseRecord:
        """The record (审查单) of a matter: names, times, assessments, grounds. LEDGER-010."""
        return record.of(self._book, candidate)

    def annual_counts(self, year: int) -> AnnualCounts:
        """What the annual report on disclosure asks for."""
        return record.annual(self._book, year)

    # --- what is learnt ---------------------------------------------------------------------------

    def propose_term(
        self,
        user: str,
        action: str,
        words: str,
        kind: str,
        scope: str,
        candidate: str | None = None,
        unit: str | None = None,
    ) -> Term:
        """A term to mask "always" or "never" in this "matter", for this "unit" or "everywhere"; in force
        when a second reader agrees. LEDGER-065, -072."""
        return terms.propose(self._book, user, action, words, kind, scope, candidate, unit)

    def agree_term(self, term: str, user: str) -> Term:
        """LEDGER-066: the same reader; LEDGER-067: no such term."""
        return terms.agree(self._book, term, user)

    def drop_term(self, term: str, user: str) -> None:
        """LEDGER-067: no such term."""
        terms.drop(self._book, term, user)

    def corrections(self) -> tuple[Correction, ...]:
        """What readers did to what the machine had masked, by kind."""
        return corrections.by_kind(self._book)

    def terms(self) -> tuple[Term, ...]:
        """Terms proposed and in force (`agreed_by`), in the order they were proposed."""
        return terms.every(self._book)
