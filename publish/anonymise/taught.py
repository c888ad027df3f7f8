"""What reviewers taught about a record: words always masked, and words never.

What is always masked counts like an identifier the store knows. What is never masked spares whatever
lies within it, but for identifiers the store knows and other taught words: those two win.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.known.needles import Needle, find
from publish.model.spans import Kind
from publish.text import fold

RECOGNIZER = "taught"
_NAMED = frozenset(("PERSON", "PERSON_OFFICIAL", "MINOR", "ORG_PRIVATE"))
_WORDY = _NAMED | {"PERSON_PARTIAL", "NICKNAME", "ADDRESS_DOOR", "ADDRESS_COMMUNITY"}


class Taught(msgspec.Struct, frozen=True):
    """`always`: words and what they are; `never`: words that stay."""

    always: tuple[tuple[str, Kind], ...] = ()
    never: tuple[str, ...] = ()

    def hits(self, source: Source) -> Iterator[Hit]:
        """Every place where a word stands that is always masked."""
        for words, kind in self.always:
            needle = _needle(words, kind)
            for hit in find(needle, source, source.skeleton) if needle.text else ():
                yield msgspec.structs.replace(hit, recognizer=RECOGNIZER)

    def spares(self, hit: Hit, source: Source) -> bool:
        """Whether a hit lies within words that stay."""
        if not self.never or hit.rank is Rank.KNOWN:
            return False
        return any(start <= hit.start and hit.end <= end for start, end in self._stays(source))

    def _stays(self, source: Source) -> Iterator[tuple[int, int]]:
        for words in self.never:
            for match in re.finditer(re.escape(fold.fold(words)), source.folded):
                yield match.span()


NOTHING = Taught()


def _needle(words: str, kind: Kind) -> Needle:
    """Names are found with blanks and dots in them, numbers however they are broken up."""
    who = "".join(fold.fold(words).split()) if kind in _NAMED else ""
    bare = fold.bare(words)
    alone = bare.isascii() and bare.isalnum()
    return Needle(bare, kind, "name" if kind in _WORDY else "number", who, alone)
