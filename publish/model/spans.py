"""Where something private stands in a text, and what to do about it."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "PERSON", "PERSON_PARTIAL", "PERSON_OFFICIAL", "OFFICIAL_PARTIAL", "NICKNAME",
    "PHONE", "PHONE_PUBLIC", "ID_NUMBER", "PASSPORT", "BANK_CARD", "PLATE", "ACCOUNT",
    "EMAIL", "SOCIAL", "SOCIAL_PUBLIC", "URL",
    "ADDRESS_DOOR", "ADDRESS_COMMUNITY", "ORG_PRIVATE",
    "BIRTH_OR_AGE", "HEALTH", "MINOR", "PREMASKED", "PUBLIC_BODY", "PUBLIC_PLACE", "DATE",
    "EDITED",
]  # fmt: skip
"""EDITED: a reviewer rewrote the stretch; no recognizer claims it."""


class Span(msgspec.Struct, frozen=True):
    """One masked stretch: code points [start, end) of the original and what stands there now."""

    start: int
    end: int
    kind: Kind
    replacement: str
    score: float
    recognizer: str


class Flag(msgspec.Struct, frozen=True):
    """One doubt for a person to settle: code points [start, end) of the original."""

    start: int
    end: int
    reason: str
    kind: Kind = "PERSON"


class Decision(msgspec.Struct, frozen=True):
    """A reviewer's word on a stretch of one field of a record.

    `mask` covers the stretch as `kind`; `keep` leaves it; `clear` says the whole field was read
    and whatever is still flagged in it may stay (start and end are ignored).
    """

    action: Literal["mask", "keep", "clear"]
    start: int = 0
    end: int = 0
    kind: Kind = "PERSON"
