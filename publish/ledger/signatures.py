"""Signing and refusing: roles in order, nobody twice in one round, no open flag, no closed gate."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publish.errors import Issue, LedgerError, issue
from publish.ledger import candidates, schema, standing, users
from publish.ledger.candidates import Signature
from publish.ledger.chain import Facts
from publish.ledger.pen import Book, Pen
from publish.ledger.standing import Standing, State, label, state_row
from publish.ledger.users import User

SIGNABLE: tuple[State, ...] = ("open", "signed")


class SignedAll(msgspec.Struct, frozen=True, kw_only=True):
    """What signing everything did. `left` names each candidate that waits for a person and why;
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
        given = candidates.signatures(pen.conn, [before]).get(before.candidate, ())
        found = _turn(pen, before, given, who) or _obstacle(before)
        if found:
            raise LedgerError(found[0], label(before.candidate), **found[1])
        return _sign(pen, before, who)


def sign_all(book: Book, user: str) -> SignedAll:
    """Sign whatever is this user's turn and has nothing in its way, in batches."""
    signed = approved = waiting = after = 0
    left: list[Issue] = []
    while True:
        with book.write() as pen:
            who = users.find(pen.conn, user)
            found = standing.page(pen.conn, after, SIGNABLE)
            given = candidates.signatures(pen.conn, found)
            for before in found:
                if _turn(pen, before, given.get(before.candidate, ()), who):
                    waiting += 1
                elif obstacle := _obstacle(before):
                    left.append(issue(obstacle[0], label(before.candidate), **obstacle[1]))
                else:
                    signed += 1
                    approved += _sign(pen, before, who) == "approved"
        if not found:
            return SignedAll(signed=signed, approved=approved, waiting=waiting, left=tuple(left))
        after = found[-1].candidate


def refuse(book: Book, name: str, user: str, reason: str) -> None:
    """Send a candidate back with a reason; signatures lapse. The words of the reason are erasable."""
    with book.write() as pen:
        who = users.find(pen.conn, user)
        before = standing.find(pen.conn, standing.parse(name))
        if before.state not in (*SIGNABLE, "approved"):
            raise LedgerError("LEDGER-025", label(before.candidate), state=before.state)
        if not set(who.roles) & set(pen.readers):
            raise LedgerError("LEDGER-021", label(before.candidate), user=user, role=pen.readers[-1])
        note = pen.note(before.candidate, reason)
        row = state_row(before.candidate, "refused", before.version, None, note)
        pen.record("refused", label(before.candidate), [(schema.states, row)], user)
        pen.move(msgspec.structs.replace(before, state="refused", signed=0))


Obstacle = tuple[str, dict[str, object]]


def _turn(pen: Pen, before: Standing, given: Sequence[Signature], who: User) -> Obstacle | None:
    """Why it is not this user's turn."""
    if before.state not in SIGNABLE:
        return "LEDGER-025", {"state": before.state}
    if who.name in {mark.user for mark in given}:
        return "LEDGER-022", {"user": who.name}
    role = pen.readers[before.signed]
    return None if role in who.roles else ("LEDGER-021", {"user": who.name, "role": role})


def _obstacle(before: Standing) -> Obstacle | None:
    """Why nobody may sign."""
    if before.gates:
        return "LEDGER-024", {"gates": before.gates.replace(",", "、")}
    return ("LEDGER-023", {"count": before.flags}) if before.flags else None


def _sign(pen: Pen, before: Standing, who: User) -> State:
    role, last = pen.readers[before.signed], before.signed + 1 == len(pen.readers)
    state: State = "approved" if last else "signed"
    mark = {"candidate": before.candidate, "opened": before.opened, "version": before.version}
    facts: Facts = [
        (schema.signatures, {**mark, "user": who.name, "role": role}),
        (schema.states, state_row(before.candidate, state, before.version)),
    ]
    pen.record("signed", label(before.candidate), facts, who.name)
    after = msgspec.structs.replace(before, state=state, signed=before.signed + 1)
    if last:
        after = msgspec.structs.replace(after, approved=before.version, approved_at=pen.at)
    pen.move(after)
    return state
