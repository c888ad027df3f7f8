"""Names found anywhere in a record are looked for everywhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from publish.anonymise import name_ends, names
from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.known.book import Book
from publish.anonymise.known.names import Person
from publish.anonymise.known.names import needles as forms
from publish.anonymise.known.needles import Needle, find
from publish.anonymise.lexicon import GIVEN
from publish.anonymise.name_forms import ORDINARY

_NAMED = frozenset(("PERSON", "PERSON_OFFICIAL", "MINOR"))
_BLANK = re.compile(r"[\s*_\-]")
_PLATED = re.compile(r"[一-鿿][A-Za-z][A-Za-z0-9]{5,6}")
SURE = 0.8
LABELLED = 0.9
CERTAIN = 0.95
"""Scores from which a name found in one place is looked for in the others: with a given name's characters,
without them behind a label, whatever it is made of where the networks found it."""
SPREAD = 0.99
"""Score of a name found again: over a guess at the same place whose name it is."""


def named(hit: Hit, source: Source) -> Hit:
    """The hit with the name it claims, where it claims one: a person's, or a firm's."""
    if hit.kind in _NAMED and hit.rank is not Rank.KNOWN:
        hit = _settled(hit, source)
        written = source.folded[hit.start : hit.end]
        if _nicked(written):
            return msgspec.structs.replace(hit, kind="PERSON_PARTIAL", who="")
        if _PLATED.fullmatch(written):
            return msgspec.structs.replace(hit, kind="PLATE", who="")
    if hit.who or not (hit.kind in _NAMED or hit.kind == "ORG_PRIVATE"):
        return hit
    return msgspec.structs.replace(hit, who=_BLANK.sub("", source.folded[hit.start : hit.end]))


def _nicked(written: str) -> bool:
    """老王, 小李: a surname alone, whoever claims it as a name."""
    return len(written) == 2 and written[0] in "老小阿" and bool(names.begins(written, 1))


def _settled(hit: Hit, source: Source) -> Hit:
    """The hit from where its name begins to where it ends by the words around it."""
    start = name_ends.begun(source.folded, hit.start, hit.end)
    end = name_ends.settled(source.folded, start, hit.end)
    if (start, end) == (hit.start, hit.end):
        return hit
    return msgspec.structs.replace(hit, start=start, end=end, who="")


def spread(hits: Mapping[str, list[Hit]], sources: Mapping[str, Source], known: Book) -> dict[str, list[Hit]]:
    """`hits` with every further place where a name among them stands, whole or given alone beside kin."""
    skip = {person.name for person in known.persons}
    found = sorted({hit.who for some in hits.values() for hit in some if _spreads(hit)} - skip)
    needles = [needle for who in found for needle in forms(Person(who)) if needle.gap == "name"]
    return {name: some + list(_found(needles, sources[name])) for name, some in hits.items()}


def _spreads(hit: Hit) -> bool:
    """Names beyond doubt: by label, by a frequent surname with a given name of two, or by the networks."""
    if hit.kind not in _NAMED or hit.rank is Rank.KNOWN or hit.score < SURE:
        return False
    if hit.recognizer == "statistical" and hit.score >= CERTAIN and len(hit.who) > 2:
        return True
    if not names.plain(hit.who, 0):
        return False
    if names.likely(hit.who) or _begins_like_a_word(hit):
        return True
    return hit.score >= LABELLED and names.whole(hit.who) and len(hit.who) > 2


def _begins_like_a_word(hit: Hit) -> bool:
    """唐朝碧 beside a telephone: three characters that are no word, though the first two are one."""
    sure = hit.rank is Rank.STRUCTURED and len(hit.who) == 3
    return sure and set(hit.who[1:]) <= GIVEN and hit.who not in ORDINARY


def _found(needles: list[Needle], source: Source) -> Iterator[Hit]:
    for needle in needles:
        for hit in find(needle, source, source.skeleton):
            yield msgspec.structs.replace(hit, recognizer="spread", rank=Rank.STRUCTURED, score=SPREAD)
