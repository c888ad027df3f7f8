"""What readers decide at the desk: each act one transaction with everything that goes with it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Table

from publish.errors import LedgerError
from publish.ledger import candidates, drafts, filing, holds, schema, signatures, standing, terms, users
from publish.ledger.chain import Facts, Row
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing, State, label
from publish.ledger.users import User
from publish.ledger.vault import Line
from publish.model.records import Facts as RecordFacts
from publish.model.records import Redacted
from publish.model.texts import RedactedText

ACTIONS = (
    "mask", "keep", "unmask", "rekind", "retext", "clear", "generalise", "identifies", "rename",
)  # fmt: skip
SHORTEST = 2
LARGEST = 2**31 - 1


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a reader did to one field: where (code points of the original), as what kind, over whose
    span (`recognizer`, "" where the machine saw nothing). `note` is a reason in free words."""

    field: str
    action: str
    start: int = 0
    end: int = 0
    kind: str = ""
    recognizer: str = ""
    note: str = ""


class Assessment(msgspec.Struct, frozen=True):
    """What a reader vouches for with a signature: lawful, accurate, fit for disclosure, no secret in it."""

    legality: bool
    accuracy: bool
    fitness: bool
    confidentiality: bool


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader made of a candidate: the fields that changed, coarser facts, and how it came about."""

    texts: Mapping[str, RedactedText] = {}
    deeds: Sequence[Deed] = ()
    facts: RecordFacts | None = None
    lines: Sequence[Line] = ()


def sign_with(
    book: Book, name: str, user: str, version: int, work: Work, assessment: Assessment | None
) -> State:
    """Settle, keep the deeds and sign; see `Desk.sign_with`."""
    with book.write() as pen:
        who, before = _begin(pen, book, name, user, version)
        after = _settle(pen, book, before, work, user)
        marks: Facts = [] if assessment is None else [_assessed(pen, after, who, assessment)]
        state = signatures.sign_now(pen, after, who, marks)
        _done(pen, book, before, user)
    return state


def settle_with(book: Book, name: str, user: str, version: int, work: Work) -> int:
    """Settle and keep the deeds, without a signature; the version that is current then."""
    with book.write() as pen:
        _, before = _begin(pen, book, name, user, version)
        after = _settle(pen, book, before, work, user)
        _done(pen, book, before, user)
    return after.version


def refuse(book: Book, name: str, user: str, reason: str, version: int | None) -> None:
    """Send back with a reason. LEDGER-061: no reason."""
    _long_enough(name, reason, SHORTEST)
    with book.write() as pen:
        who, before = _begin(pen, book, name, user, version)
        signatures.refuse_now(pen, before, who, reason)
        _done(pen, book, before, user)


def _begin(pen: Pen, book: Book, name: str, user: str, version: int | None) -> tuple[User, Standing]:
    who = users.find(pen.conn, user)
    before = standing.find(pen.conn, standing.parse(name))
    candidates.check_version(before, version)
    holds.check(pen.conn, before.candidate, user, book)
    return who, before


def _done(pen: Pen, book: Book, before: Standing, user: str) -> None:
    drafts.erase(pen.conn, before.candidate)
    holds.give_back(pen, book, before.candidate, user)


def _settle(pen: Pen, book: Book, before: Standing, work: Work, user: str) -> Standing:
    """Where the candidate stands with the work done; the deeds are about those words."""
    if before.state in ("approved", "withdrawn"):
        raise LedgerError("LEDGER-025", label(before.candidate), state=before.state)
    record = candidates.merged(pen, before, {})
    made = _made(before, record, work)
    after = before
    if made != record or before.state == "refused":
        after = filing.renew(pen, before, made, "settled", user)
    _keep(pen, after, made, work.deeds, user)
    terms.learn(book, pen, after, work.lines, user)
    return after


def _made(before: Standing, record: Redacted[RecordFacts], work: Work) -> Redacted[RecordFacts]:
    unknown = sorted(set(work.texts) - set(record.texts))
    if unknown or (work.facts is not None and type(work.facts) is not type(record.facts)):
        raise LedgerError("LEDGER-013", label(before.candidate), field=unknown[0] if unknown else "facts")
    made = msgspec.structs.replace(record, texts={**record.texts, **work.texts})
    return made if work.facts is None else msgspec.structs.replace(made, facts=work.facts)


def _keep(pen: Pen, after: Standing, record: Redacted[RecordFacts], deeds: Iterable[Deed], user: str) -> None:
    """Facts of the deeds: one chain row for all, and one for each that has words of its own."""
    rows = list(_rows(after, record, deeds))
    plain: Facts = [(schema.decisions, row) for deed, row in rows if not deed.note]
    if plain:
        pen.record("decided", label(after.candidate), plain, user)
    for deed, row in rows:
        if deed.note:
            noted = {**row, "note": pen.note(after.candidate, deed.note)}
            pen.record("decided", label(after.candidate), [(schema.decisions, noted)], user)


def _rows(
    after: Standing, record: Redacted[RecordFacts], deeds: Iterable[Deed]
) -> Iterator[tuple[Deed, Row]]:
    for ordinal, deed in enumerate(deeds):
        if deed.action not in ACTIONS or (deed.field and deed.field not in record.texts):
            raise LedgerError("LEDGER-013", label(after.candidate), field=deed.field[:40])
        row: Row = msgspec.structs.asdict(deed) | {"note": None, "ordinal": ordinal}
        row |= {name: min(max(0, row[name]), LARGEST) for name in ("start", "end")}
        yield deed, {**row, "candidate": after.candidate, "version": after.version}


def _assessed(pen: Pen, after: Standing, who: User, given: Assessment) -> tuple[Table, Row]:
    """LEDGER-064: who does not vouch for all of it sends it back instead."""
    marks = {name: int(value) for name, value in msgspec.structs.asdict(given).items()}
    if not all(marks.values()):
        raise LedgerError("LEDGER-064", label(after.candidate))
    where = {"candidate": after.candidate, "opened": after.opened}
    return schema.assessments, {**where, "user": who.name, "role": signatures.role_of(pen, after), **marks}


def _long_enough(name: str, words: str, length: int) -> None:
    if len("".join(words.split())) < length:
        raise LedgerError("LEDGER-061", name[:20], length=length)
