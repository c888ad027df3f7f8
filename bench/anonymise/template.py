"""A frame with {slots} becomes a text with true marks."""

from __future__ import annotations

import re
from collections.abc import Callable

from bench.anonymise.model import Piece, join

_SLOT = re.compile(r"\{([a-z_]+)([0-9]?)\}")


def render(frame: str, fill: Callable[[str], Piece]) -> Piece:
    """The frame with every slot filled by `fill`; a digit behind a slot makes later uses say the same."""
    said: dict[str, Piece] = {}
    pieces: list[Piece | str] = []
    at = 0
    for match in _SLOT.finditer(frame):
        slot, which = match.groups()
        made = said[match[0]] if match[0] in said else fill(slot)
        if which:
            said[match[0]] = made
        pieces += [frame[at : match.start()], made]
        at = match.end()
    return join(*pieces, frame[at:])
