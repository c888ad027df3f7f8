"""From a reader's strokes to the ledger: checked once more, then all in one transaction or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.desk import checks, words
from publish.desk.checks import Doubt
from publish.desk.matter import Matter
from publish.desk.office import Office
from publish.desk.ops import Op, Place
from publish.errors import GateError, Issue, issue
from publish.ledger.decisions import Assessment, Deed
from publish.ledger.desk import Desk
from publish.ledger.users import User
from publish.ledger.vault import Line
from publish.model.records import Facts
from publish.model.texts import RedactedText

ACTIONS = {
    "mask": "mask", "rekind": "rekind", "word": "rename", "edit": "retext", "clear": "clear",
    "identify": "identifies", "generalise": "generalise", "vouch": "keep",
}  # fmt: skip
"""Stroke → how the ledger calls it; `accept` is what a signature says anyway."""


class UnsafeError(GateError):
    """Something private stands in the words to be signed. `doubts`: where."""

    def __init__(self, name: str, doubts: list[Doubt]) -> None:
        known = any(doubt.known for doubt in doubts)
        kinds = "、".join(dict.fromkeys(words.KINDS[doubt.kind] for doubt in doubts))
        super().__init__("DESK-031" if known else "DESK-030", name, kinds=kinds, count=len(doubts))
        self.doubts = doubts


class Done(msgspec.Struct, frozen=True):
    """What signing did: `state` as the ledger has it, or "settled" where the words go round again."""

    state: str
    version: int | None = None


def mine(matter: Matter, user: User) -> bool:
    """Whether it is this reader's turn to sign."""
    signed = {mark.user for mark in matter.candidate.signatures}
    return matter.row.turn in user.roles and user.name not in signed


def begins_again(matter: Matter) -> bool:
    """Whether the words were changed behind a signature: everybody then signs anew, from the first."""
    return matter.moved and matter.row.signed > 0


def sign(office: Office, desk: Desk, matter: Matter, user: User, assessment: Assessment) -> Done:
    """Sign what the reader left. Raises `UnsafeError`, and `PublishError` in the ledger's words."""
    ready(office, matter)
    changed, facts, deeds, lines = _outcome(matter)
    name, version = matter.candidate.id, matter.candidate.version
    if begins_again(matter):
        return Done("settled", settle(desk, matter, user))
    state = desk.sign_with(
        name, user.name, version, texts=changed, deeds=deeds, assessment=assessment, lines=lines, facts=facts
    )
    return Done(state)


def settle(desk: Desk, matter: Matter, user: User) -> int:
    """File what the reader left as new words, without a signature; gives their version."""
    changed, facts, deeds, lines = _outcome(matter)
    name, version = matter.candidate.id, matter.candidate.version
    return desk.settle_with(name, user.name, version, changed, deeds, lines=lines, facts=facts)


def ready(office: Office, matter: Matter) -> None:
    """Raises `GateError` where nothing may be signed, `UnsafeError` where the words give somebody away."""
    if matter.problem:
        raise GateError(matter.problem.code, matter.problem.place)
    if not matter.original or not matter.moved:
        return
    draft = matter.original.draft
    found = checks.doubts(office.tools, draft.texts, matter.reading, draft.parties, draft.linked)
    if found:
        raise UnsafeError(matter.candidate.id, found)


def _deeds(matter: Matter) -> Iterator[Deed]:
    """The strokes as the ledger keeps them: no word of the text, notes apart."""
    for op in matter.page.sheet().done:
        if op.act == "generalise":
            yield Deed(field="title", action="generalise", note=f"{op.level}")
        for place in op.places if op.act in (*ACTIONS, "keep") else ():
            yield _deed(matter, op, place)


def _deed(matter: Matter, op: Op, place: Place) -> Deed:
    text = matter.base.texts.get(place.field)
    span = next((span for span in text.spans if place.meets(span.start, span.end)), None) if text else None
    action = ("unmask" if span else "keep") if op.act == "keep" else ACTIONS[op.act]
    kind = op.kind if op.act in ("mask", "rekind", "identify") else span.kind if span else ""
    return Deed(
        field=place.field,
        action=action,
        start=place.start,
        end=place.end,
        kind=kind,
        recognizer=span.recognizer if span else "",
        note=op.note,
    )


def _outcome(
    matter: Matter,
) -> tuple[dict[str, RedactedText], Facts | None, list[Deed], list[Line]]:
    changed = {name: matter.reading.texts[name] for name, moved in matter.changed.items() if moved}
    facts = matter.reading.facts if matter.reading.facts != matter.base.facts else None
    return changed, facts, list(_deeds(matter)), list(_lines(matter, changed))


def _lines(matter: Matter, changed: Iterable[str]) -> Iterator[Line]:
    """What a correction teaches: the original, and what the reader left masked in it."""
    for name in changed:
        if matter.original:
            spans = tuple((one.start, one.end, one.kind) for one in matter.reading.texts[name].spans)
            yield Line(field=name, text=matter.original.draft.texts[name], spans=spans)


def obstacles(matter: Matter) -> list[Issue]:
    """What is in the way of every signature: gates with their ground, open doubts."""
    name = matter.candidate.id
    found = [issue(gate, name) for gate in matter.row.gates]
    if matter.reading.flags and "FLAGS" not in matter.row.overridden:
        found.append(issue("LEDGER-023", name, count=matter.reading.flags))
    return found
