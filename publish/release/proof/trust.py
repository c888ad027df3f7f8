"""Whom a verifier believes: the keys that follow from the one he has, and whether one of them signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

import msgspec

from publish.errors import Issue, issue
from publish.release.proof import keylist, note
from publish.release.proof.keylist import Held
from publish.release.proof.note import Key, MalformedError, Note


class Trust(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of the list as far as they are believed; `given`: the verifier brought one himself."""

    origin: str
    held: tuple[Held, ...]
    given: bool
    listed: bytes

    def signed(self, found: Note, at: datetime, place: str) -> Issue | None:
        """What speaks against a note that claims to be of that time; None where nothing does."""
        known = [(number, one) for number, one in enumerate(self.held) if self._claims(found, one.key)]
        if not known:
            return issue("PROOF-010", place, key=_ids(found))
        number, one = known[-1]
        if not found.signed_by(one.key):
            return issue("PROOF-012", place, key=one.key.id.hex())
        if not one.counts(at):
            return issue(
                "PROOF-013", place, key=one.key.id.hex(), since=one.revoked, reason=words(one.reason)
            )
        later = self.held[number + 1 :]
        if at < one.at or (later and at > later[0].at):
            return issue("PROOF-014", place, key=one.key.id.hex())
        return None

    def _claims(self, found: Note, key: Key) -> bool:
        return any(each.of(key) for each in found.signatures)


def trust(listed: bytes, origin: str, given: Key | None) -> tuple[Trust, list[Issue]]:
    """What follows from the key given, else from the list itself; and what speaks against the list."""
    place = "transparency/keys"
    try:
        held = keylist.read(listed, origin)
    except MalformedError:
        own = (Held(key=given, at=datetime.min.replace(tzinfo=UTC)),) if given else ()
        return Trust(origin=origin, held=own, given=bool(given), listed=listed), [issue("PROOF-011", place)]
    believed, faults = _followed(held, given, place) if given else (held, [])
    return Trust(origin=origin, held=believed, given=bool(given), listed=listed), faults


def _followed(held: Sequence[Held], given: Key, place: str) -> tuple[tuple[Held, ...], list[Issue]]:
    """From the given key on, as long as each one named the next while it still counted."""
    known = [one.key for one in held]
    if given not in known:
        return (), [issue("PROOF-010", place, key=given.id.hex())]
    followed = list(held[known.index(given) :])
    for number, (one, following) in enumerate(pairwise(followed), 1):
        if not one.counts(following.at):
            fault = issue(
                "PROOF-013", place, key=one.key.id.hex(), since=one.revoked, reason=words(one.reason)
            )
            return tuple(followed[:number]), [fault]
    return tuple(followed), []


def words(reason: str) -> str:
    """Why a key was revoked, for people."""
    return {"lost": "遗失", "leaked": "泄露", "retired": "停用"}.get(reason, "未说明")


def _ids(found: note.Note) -> str:
    return "、".join(sorted({each.id.hex() for each in found.signatures}))
