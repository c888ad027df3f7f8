"""Raw, redacted and public text are three types, so that one can't be used for another."""

from __future__ import annotations

from typing import NewType

import msgspec

from publish.model.spans import Flag, Span

RawText = NewType("RawText", str)
"""Text as the store gives it. Never written anywhere by this product."""

PublicText = NewType("PublicText", str)
"""Text that a person approved for publication. Made in one place: `publish.ledger.review`."""


class RedactedText(msgspec.Struct, frozen=True):
    """Text after the anonymiser, before a person approved it.

    `spans` and `flags` are offsets into the original, sorted and free of overlaps; `text` is the
    original with every span replaced.
    """

    text: str
    spans: tuple[Span, ...] = ()
    flags: tuple[Flag, ...] = ()
