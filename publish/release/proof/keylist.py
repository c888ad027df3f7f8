"""The list of keys: `transparency/keys`, signed notes one behind the other, only ever added to.

The first names the first key and is signed by it. A rotation names the next key and is signed by the one
before it and by the new one. A revocation names an older key, the day from which nothing it signed counts,
and why; the key in use signs it. Every note but the first holds the hash of all that stands before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

import msgspec

from publish.release.proof import note, statement
from publish.release.proof.note import Key, MalformedError

Act = Literal["make", "rotate", "revoke"]
ACTS: tuple[Act, ...] = ("make", "rotate", "revoke")
REASONS = ("lost", "leaked", "retired")


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One note of the list."""

    act: Act
    key: Key
    at: datetime
    since: date | None = None
    reason: str = ""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A key of the list; `revoked` from the beginning of that day."""

    key: Key
    at: datetime
    revoked: date | None = None
    reason: str = ""

    def counts(self, at: datetime) -> bool:
        """Whether what it signed at that time counts."""
        return self.revoked is None or at.date() < self.revoked


def text(event: Event, number: int, origin: str, before: bytes) -> str:
    """The text of an event that stands behind `before`."""
    lines = {"event": number, "time": event.at.isoformat(), event.act: event.key}
    if event.since:
        lines |= {"since": event.since.isoformat(), "reason": event.reason}
    if before:
        lines["before"] = hashlib.sha256(before).hexdigest()
    body = "".join(f"{name} {value}\n" for name, value in lines.items())
    return f"{statement.sibling(origin, 'keys')}\n{body}"


def joined(before: bytes, added: bytes) -> bytes:
    """The list with one more note."""
    return before + b"\n" + added if before else added


def read(data: bytes, origin: str) -> tuple[Held, ...]:
    """The keys of a list, in order; the last one is in use. Raises `MalformedError` where a signature, an
    order or a hash does not hold."""
    held: list[Held] = []
    for number, (before, found) in enumerate(_notes(data), 1):
        _take(held, *_event(found, number, origin, before))
    if not held:
        raise MalformedError("keys")
    return tuple(held)


def _take(held: list[Held], event: Event, found: note.Note) -> None:
    signers = {"make": [event.key], "rotate": [*_present(held), event.key], "revoke": _present(held)}[
        event.act
    ]
    known = [each.key for each in held]
    new = event.act != "revoke"
    if not signers or not all(map(found.signed_by, signers)) or (event.key in known) == new:
        raise MalformedError("keys")
    if (event.act == "make") == bool(held) or (held and event.at < held[-1].at):
        raise MalformedError("keys")
    if not new and event.key == known[-1]:
        raise MalformedError("keys")
    if new:
        held.append(Held(key=event.key, at=event.at))
    else:
        held[known.index(event.key)] = _revoked(held[known.index(event.key)], event)


def _present(held: list[Held]) -> list[Key]:
    return [held[-1].key] if held else []


def _revoked(held: Held, event: Event) -> Held:
    if held.revoked and event.since and held.revoked < event.since:
        return held  # a revocation is not taken back
    return msgspec.structs.replace(held, revoked=event.since, reason=event.reason)


def _notes(data: bytes) -> Iterator[tuple[bytes, note.Note]]:
    """Each note, and what stands before it."""
    parts = data.split(b"\n\n")
    if len(parts) % 2:
        raise MalformedError("keys")
    at = 0
    for head, tail in zip(parts[::2], parts[1::2], strict=True):
        whole = head + b"\n\n" + tail
        ending = b"" if data[at + len(whole) :] == b"" else b"\n"
        yield data[: max(0, at - 1)], note.parse(whole + ending)
        at += len(whole) + 2


def _event(found: note.Note, number: int, origin: str, before: bytes) -> tuple[Event, note.Note]:
    said = statement.fields(found.text, statement.sibling(origin, "keys"))
    acts = [act for act in ACTS if act in said]
    try:
        event = Event(
            act=acts[0],
            key=note.key(said[acts[0]]),
            at=datetime.fromisoformat(said["time"]),
            since=date.fromisoformat(said["since"]) if acts[0] == "revoke" else None,
            reason=said.get("reason", ""),
        )
    except (KeyError, ValueError, IndexError):
        raise MalformedError("keys") from None
    if event.key.name != origin or text(event, number, origin, before) != found.text:
        raise MalformedError("keys")
    return event, found
