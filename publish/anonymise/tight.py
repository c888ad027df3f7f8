"""A text without what stands inside its numbers and words by accident: zero-width characters, and line
breaks, tabs and no-break spaces between two letters or digits. Offsets lead back into the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from publish.anonymise.base import Hit, Source

_SIGN = "[0-9A-Za-z０-９零〇一二三四五六七八九]"
# a line that begins with the number of a list's item is none
_ACCIDENT = re.compile(
    "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+"
    rf"|(?<={_SIGN})(?:[\t\u00a0\u2002-\u200a\u202f]"
    rf"|[ \t\u3000]{{0,4}}\r?\n[ \t\u3000]{{0,4}}(?!{_SIGN}{{1,2}}[、.．)）]))"
    rf"(?={_SIGN})"
)


class Tight(msgspec.Struct, frozen=True):
    """`source` is the text drawn together; `places` says where each of its characters came from."""

    source: Source
    places: list[int]

    def hits(self, found: Iterable[Hit]) -> Iterator[Hit]:
        """What was found in it, as stretches of the text itself."""
        for hit in found:
            start, end = self.places[hit.start], self.places[hit.end - 1] + 1
            yield msgspec.structs.replace(hit, start=start, end=end)


def of(text: str) -> Tight | None:
    """The text drawn together; None where there is nothing to draw together."""
    if not _ACCIDENT.search(text):
        return None
    places, at = list[int](), 0
    for found in _ACCIDENT.finditer(text):
        places += range(at, found.start())
        at = found.end()
    places += range(at, len(text))
    return Tight(Source("".join([text[place] for place in places])), places)
