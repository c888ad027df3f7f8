"""A frame with {slots} becomes a text with true marks."""

from __future__ import annotations

import re
from random import Random

from bench.anonymise.makers import SLOTS
from bench.anonymise.model import Piece, join

_SLOT = re.compile(r"\{([a-z_]+)([0-9]?)\}")


def render(frame: str, rng: Random) -> Piece:
    """The frame with every slot filled. KeyError for a slot nobody fills."""
    said: dict[str, Piece] = {}
    pieces: list[Piece | str] = []
    at = 0
    for match in _SLOT.finditer(frame):
        pieces += [frame[at : match.start()], _filled(match, said, rng)]
        at = match.end()
    return join(*pieces, frame[at:])


def _filled(match: re.Match[str], said: dict[str, Piece], rng: Random) -> Piece:
    slot, which = match.groups()
    if not which:
        return SLOTS[slot](rng)
    if match[0] not in said:
        said[match[0]] = SLOTS[slot](rng)
    return said[match[0]]
