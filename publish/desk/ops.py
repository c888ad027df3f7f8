"""What a reader does to a matter, as a list with a cursor: undone and redone without limit.

Kept in the ledger's erasable drafts. No operation holds a word of the original: stretches are places in
it, words are words that shall be public.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from publish.model.spans import Kind

Act = Literal["accept", "keep", "mask", "rekind", "word", "edit", "clear", "identify", "generalise", "vouch"]
Reach = Literal["one", "here", "linked"]
"""This place, all like it in this matter, and in the linked matters too."""


class Place(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Code points [start, end) of one field's original."""

    field: str
    start: int = 0
    end: int = 0

    def meets(self, start: int, end: int) -> bool:
        """Whether the stretch [start, end) of the same field overlaps this one."""
        return self.start < end and start < self.end


class Op(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One stroke of a reader: all of it is done and undone together.

    `words`: of a `word` the new wording, of an `edit` one a place. `reach`: it also went to the linked
    matters. `origin` ("C-000012/5"): it came here from one of those.
    """

    id: str
    act: Act
    user: str
    at: str
    places: tuple[Place, ...] = ()
    kind: Kind = "PERSON"
    words: tuple[str, ...] = ()
    note: str = ""
    level: int = 0
    reach: Reach = "one"
    origin: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The strokes on one version of a matter; those behind the cursor are undone and may come back."""

    ops: tuple[Op, ...] = ()
    cursor: int = 0
    next: int = 1

    @property
    def done(self) -> tuple[Op, ...]:
        """What counts now."""
        return self.ops[: self.cursor]

    @property
    def undone(self) -> tuple[Op, ...]:
        """What `redo` brings back, next one first."""
        return self.ops[self.cursor :]


def add(sheet: Sheet, op: Op) -> Sheet:
    """The sheet with one more stroke; what was undone before is forgotten."""
    ops = (*sheet.done, op)
    return Sheet(ops=ops, cursor=len(ops), next=sheet.next + 1)


def undo(sheet: Sheet) -> Sheet:
    """One stroke back; the same sheet where there is none."""
    return msgspec.structs.replace(sheet, cursor=max(0, sheet.cursor - 1))


def redo(sheet: Sheet) -> Sheet:
    """One stroke forward again; the same sheet where none was undone."""
    return msgspec.structs.replace(sheet, cursor=min(len(sheet.ops), sheet.cursor + 1))


def receive(sheet: Sheet, op: Op) -> Sheet:
    """The sheet with a stroke that comes from a linked matter; what was undone here may still come back."""
    if any(one.origin == op.origin for one in sheet.done):
        return sheet
    ops = (*sheet.done, op, *sheet.undone)
    return Sheet(ops=ops, cursor=sheet.cursor + 1, next=sheet.next + 1)


def give_back(sheet: Sheet, origins: Iterable[str]) -> Sheet:
    """The sheet without the strokes of these origins: they were undone where they were made."""
    gone = frozenset(origins)
    done = tuple(op for op in sheet.done if op.origin not in gone)
    undone = tuple(op for op in sheet.undone if op.origin not in gone)
    return Sheet(ops=(*done, *undone), cursor=len(done), next=sheet.next)


def encode(sheet: Sheet) -> bytes:
    return msgspec.json.encode(sheet)


def decode(body: bytes | None) -> Sheet:
    """The sheet behind `encode`; an empty one for None."""
    return msgspec.json.decode(body, type=Sheet) if body else Sheet()
