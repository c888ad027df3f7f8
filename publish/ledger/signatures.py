"""Signing and refusing: roles in order, nobody twice in one round, no open flag, no closed gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from publish.errors import Issue, LedgerError, issue
from publish.ledger import amendments, candidates, holds, numbers, schema, standing, users
from publish.ledger.candidates import Signature
from publish.ledger.chain import Facts
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing, State, label
from publish.ledger.users import User

Obstacle = tuple[str, dict[str, object]]
FLAGS = "FLAGS"
"""Open flags, as the final reader may override them."""
SIGNABLE: tuple[State, ...] = ("open", "signed")


class SignedAll(msgspec.Struct, frozen=True, kw_only=True):
    """What signing everything did. `left` names each candidate that nobody may sign and why;
    `waiting` counts those that are at another reader's turn."""

    signed: int
    approved: int
    waiting: int
    left: tuple[Issue, ...]


def sign(book: Book, name: str, user: str, version: int | None = None) -> State:
    """Sign one candidate; the last role's signature approves it. Raises `LedgerError`."""
    with book.write() as pen:
        who = users.find(pen.conn, user)
        before = standing.find(pen.conn, standing.parse(name))
        candidates.check_version(before, version)
        holds.check(pen.conn, before.candidate, user, book)
        return sign_now(pen, before, who)


def sign_now(pen: Pen, before: Standing, who: User, with_it: Facts = ()) -> State:
    """Sign inside a transaction that is open; `with_it` are facts of the same chain row."""
    given = candidates.signatures(pen.conn, [before]).get(before.candidate, ())
    turn = _turn(pen, before, given, who)
    for code, context in [turn] if turn else _obstacles(before):
        raise LedgerError(code, label(before.candidate), **context)
    return _sign(pen, before, who, with_it)


def sign_all(book: Book, user: str) -> SignedAll:
    """Sign whatever is this user's turn, has nothing in its way and is held by nobody else, in batches."""
    tally: Counter[str] = Counter()
    left: list[Issue] = []
    for outcome in _sign_pages(book, user):
        if isinstance(outcome, Issue):
            left.append(outcome)
        else:
            tally[outcome] += 1
    approved = tally["approved"]
    return SignedAll(
        signed=tally["signed"] + approved, approved=approved, waiting=tally["waiting"], left=tuple(left)
    )


def _sign_pages(book: Book, user: str) -> Iterator[Issue | str]:
    after = 0
    while True:
        with book.write() as pen:
            who = users.find(pen.conn, user)
            found = standing.page(pen.conn, after, SIGNABLE)
            taken = holds.of_others(pen.conn, book, user)
            free = [one for one in found if one.candidate not in taken]
            held = [taken[one.candidate] for one in found if one.candidate in taken]
            outcomes = [*held, *_sign_page(pen, free, who)]
        if not found:
            return
        after = found[-1].candidate
        yield from outcomes


def _sign_page(pen: Pen, found: Sequence[Standing], who: User) -> Iterator[Issue | str]:
    given = candidates.signatures(pen.conn, found)
    for before in found:
        if obstacles := _obstacles(before):
            yield from (issue(code, label(before.candidate), **context) for code, context in obstacles)
        elif _turn(pen, before, given.get(before.candidate, ()), who):
            yield "waiting"
        else:
            yield _sign(pen, before, who)


def refuse(book: Book, name: str, user: str, reason: str) -> None:
    """Send a candidate back with a reason; signatures lapse, and an approval not yet used.

    The words of the reason are erasable. What is public already leaves by `withdraw` alone.
    """
    with book.write() as pen:
        refuse_now(pen, standing.find(pen.conn, standing.parse(name)), users.find(pen.conn, user), reason)


def refuse_now(pen: Pen, before: Standing, who: User, reason: str) -> None:
    """Send back inside a transaction that is open."""
    found = _unrefusable(pen, before, who)
    if found:
        raise LedgerError(found[0], label(before.candidate), **found[1])
    _refuse(pen, before, who.name, reason)


def _refuse(pen: Pen, before: Standing, user: str, reason: str) -> None:
    after = msgspec.structs.replace(before, state="refused", signed=0)
    if before.state == "approved":
        after = msgspec.structs.replace(after, approved=None, approved_at=None)
    note = pen.note(before.candidate, reason)
    pen.record("refused", label(before.candidate), [(schema.states, standing.state_row(after, note))], user)
    pen.move(after)


def _unrefusable(pen: Pen, before: Standing, who: User) -> Obstacle | None:
    if before.state not in (*SIGNABLE, "approved"):
        return "LEDGER-025", {"state": before.state}
    if not set(who.roles) & set(pen.readers):
        return "LEDGER-021", {"user": who.name, "role": users.TITLES[pen.readers[-1]]}
    public = before.state == "approved" and numbers.live(pen.conn, [before.source])
    return ("LEDGER-035", {"number": public[before.source]}) if public else None


def _turn(pen: Pen, before: Standing, given: Sequence[Signature], who: User) -> Obstacle | None:
    """Why it is not this user's turn."""
    if before.state not in SIGNABLE:
        return "LEDGER-025", {"state": before.state}
    if who.name in {mark.user for mark in given}:
        return "LEDGER-022", {"user": who.name}
    role = role_of(pen, before)
    return None if role in who.roles else ("LEDGER-021", {"user": who.name, "role": users.TITLES[role]})


def role_of(pen: Pen, before: Standing) -> str:
    """The role whose turn it is; settings may name fewer readers than when the round began."""
    return pen.readers[min(before.signed, len(pen.readers) - 1)]


def _obstacles(before: Standing) -> list[Obstacle]:
    """Why nobody may sign: every closed gate in its own words, a problem somebody raised, open flags."""
    found: list[Obstacle] = [(gate, {}) for gate in before.closed()]
    if before.blocked:
        found.append(("LEDGER-062", {}))
    if before.flags and FLAGS not in before.overridden.split(","):
        found.append(("LEDGER-023", {"count": before.flags}))
    return found


def _sign(pen: Pen, before: Standing, who: User, with_it: Facts = ()) -> State:
    role, last = role_of(pen, before), before.signed + 1 >= len(pen.readers)
    state: State = "approved" if last else "signed"
    after = msgspec.structs.replace(before, state=state, signed=before.signed + 1)
    if last:
        after = msgspec.structs.replace(after, approved=before.version, approved_at=pen.at)
    mark = {"candidate": before.candidate, "opened": before.opened, "version": before.version}
    facts: Facts = [
        (schema.signatures, {**mark, "user": who.name, "role": role}),
        (schema.states, standing.state_row(after)),
        *with_it,
    ]
    pen.record("signed", label(before.candidate), facts, who.name)
    pen.move(after)
    if last:
        amendments.settle(pen, before, after, who.name)
    return state
