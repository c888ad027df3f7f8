"""How far the published matters have come: which there are, which were corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Stand(msgspec.Struct, frozen=True):
    """The first `count` matters are public, less those `gone`; `mended`: corrected, by which write.

    `writes`: how often content/ was written since it was made; each run has a time of its own.
    """

    count: int
    gone: frozenset[int] = frozenset()
    mended: Mapping[int, int] = {}
    writes: int = 0

    def shows(self, index: int) -> bool:
        return index < self.count and index not in self.gone

    def look(self, index: int) -> tuple[bool, int | None]:
        """Whether a matter is shown, and as which correction left it."""
        return self.shows(index), self.mended.get(index)

    def added(self) -> Stand:
        return msgspec.structs.replace(self, count=self.count + 1, writes=self.writes + 1)

    def corrected(self, index: int) -> Stand:
        writes = self.writes + 1
        return msgspec.structs.replace(self, mended={**self.mended, index: writes}, writes=writes)

    def withdrawn(self, index: int) -> Stand:
        return msgspec.structs.replace(self, gone=self.gone | {index}, writes=self.writes + 1)
