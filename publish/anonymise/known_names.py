"""Names found anywhere in a record are looked for everywhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from publish.anonymise import name_ends, names
from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.known.book import Book
from publish.anonymise.known.needles import Needle, find
from publish.text import fold

_NAMED = frozenset(("PERSON", "PERSON_OFFICIAL", "MINOR"))
_BLANK = re.compile(r"[\s*_\-]")
SURE = 0.8
LABELLED = 0.9
"""Scores from which a name found in one place is looked for in the others: with a given "
    "name's characters, without."""


def named(hit: Hit, source: Source) -> Hit:
    """The hit with the name it claims, where it claims one: a person's, or a firm's."""
    if hit.kind in _NAMED and hit.rank is not Rank.KNOWN:
        hit = _settled(hit, source)
    if hit.who or not (hit.kind in _NAMED or hit.kind == "ORG_PRIVATE"):
        return hit
    return msgspec.structs.replace(hit, who=_BLANK.sub("", source.folded[hit.start : hit.end]))


def _settled(hit: Hit, source: Source) -> Hit:
    """The hit from where its name begins to where it ends by the words around it."""
    start = name_ends.begun(source.folded, hit.start, hit.end)
    end = name_ends.settled(source.folded, start, hit.end)
    if (start, end) == (hit.start, hit.end):
        return hit
    return msgspec.structs.replace(hit, start=start, end=end, who="")


def spread(hits: Mapping[str, list[Hit]], sources: Mapping[str, Source], known: Book) -> dict[str, list[Hit]]:
    """`hits` with every further place where a name among them stands."""
    skip = {person.name for person in known.persons}
    found = sorted({hit.who for some in hits.values() for hit in some if _spreads(hit)} - skip)
    needles = [Needle(fold.bare(who), "PERSON", "name", who) for who in found]
    return {name: some + list(_found(needles, sources[name])) for name, some in hits.items()}


def _spreads(hit: Hit) -> bool:
    """Names beyond doubt: by their label, or by a frequent surname and a given name of two."""
    if hit.kind not in _NAMED or hit.rank is Rank.KNOWN or hit.score < SURE or not names.plain(hit.who, 0):
        return False
    return names.likely(hit.who) or (hit.score >= LABELLED and names.whole(hit.who) and len(hit.who) > 2)


def _found(needles: list[Needle], source: Source) -> Iterator[Hit]:
    for needle in needles:
        for hit in find(needle, source, source.skeleton):
            yield msgspec.structs.replace(hit, recognizer="spread", rank=Rank.STRUCTURED, score=0.85)
