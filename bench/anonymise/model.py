"""What is measured: texts whose private and public stretches are known, and who they are about."""

from __future__ import annotations

import msgspec

from publish.model.contract import Party

STRUCTURED = frozenset(
    ("PHONE", "ID_NUMBER", "PASSPORT", "BANK_CARD", "PLATE", "ACCOUNT", "EMAIL", "SOCIAL", "URL")
)
"""Kinds that are told by their form or their label."""

MASK = STRUCTURED | {
    "PERSON", "PERSON_OFFICIAL", "NICKNAME", "ADDRESS_DOOR", "ORG_PRIVATE", "BIRTH_OR_AGE",
}  # fmt: skip
"""Kinds that must be covered."""

KEEP = frozenset(
    (
        "PHONE_PUBLIC", "SOCIAL_PUBLIC", "PUBLIC_BODY", "PUBLIC_PLACE", "PREMASKED", "OFFICIAL_PARTIAL",
        "PUBLIC",
    )
)  # fmt: skip
"""Kinds that must stay. PUBLIC: every other fact, told apart by `shape` (amount, date, statute…)."""

NEUTRAL = frozenset(("PERSON_PARTIAL", "ADDRESS_COMMUNITY", "HEALTH", "MINOR"))
"""Policy decides: counted, and neither a miss nor an over-masking."""


class Mark(msgspec.Struct, frozen=True, order=True):
    """Code points [start, end) of a text, what stands there and how it is written.

    `shape` names the way of writing; `mangled` ways are reported apart from well-formed ones.
    """

    start: int
    end: int
    kind: str
    shape: str = ""
    mangled: bool = False
    known: bool = False
    scored: bool = True  # false for what a carrier already said


class Piece(msgspec.Struct, frozen=True):
    """A text and what stands where in it."""

    text: str
    marks: tuple[Mark, ...] = ()


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One record. Every unmarked character counts as public, or only those
    of `counted` (the rest is a real text that nobody annotated). `claims`: the kinds whose claims can
    be over-masking, where not every kind was annotated."""

    id: str
    family: str = ""
    texts: dict[str, Piece]
    parties: tuple[Party, ...] = ()
    counted: dict[str, tuple[tuple[int, int], ...]] | None = None
    claims: frozenset[str] | None = None


def whole(text: str, kind: str, shape: str = "", mangled: bool = False) -> Piece:
    """A piece that is one mark from end to end."""
    return Piece(text, (Mark(0, len(text), kind, shape, mangled),))


def quiet(text: str) -> Piece:
    """Words that may go together with what they stand beside: neither a miss nor over-masking."""
    return Piece(text, (Mark(0, len(text), "QUIET", scored=False),))


def join(*pieces: Piece | str) -> Piece:
    """Pieces one after another, marks moved along."""
    words: list[str] = []
    marks: list[Mark] = []
    at = 0
    for piece in pieces:
        text, inner = (piece, ()) if isinstance(piece, str) else (piece.text, piece.marks)
        marks += [moved(mark, at) for mark in inner]
        words.append(text)
        at += len(text)
    return Piece("".join(words), tuple(marks))


def moved(mark: Mark, by: int) -> Mark:
    """The mark `by` characters further on."""
    return msgspec.structs.replace(mark, start=mark.start + by, end=mark.end + by)
