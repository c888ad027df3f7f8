"""Names of estates, villages, roads, schools: told by how they end, cut to what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from publish.anonymise.combination import words

LONGEST, SHORTEST = 4, 3
"""Characters of a name before its end at most, and with its end at least."""


class Ends(msgspec.Struct, frozen=True):
    """words.yaml, made ready."""

    regex: re.Pattern[str]
    instead: dict[str, str]
    plain: frozenset[str]
    edge: re.Pattern[str]
    joints: str


def found(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches that are names of places below a town, and what is left of each."""
    known = _ends()
    for match in known.regex.finditer(text):
        start = _begins(text, match.start(), known)
        named = match.end() - start >= SHORTEST and text[start : match.start()].strip(known.joints)
        if named and not _plain(text, start, match, known):
            yield start, match.end(), known.instead[match["last"]]


def town(name: str) -> str:
    """某镇 for 石板镇."""
    known = words.load()
    return known.by_end(name, known.towns)


def _begins(text: str, end: int, known: Ends) -> int:
    """Where a name that ends at `end` begins: behind an edge, or a word that may stand before it."""
    low = max(0, end - LONGEST)
    for match in known.edge.finditer(text, low, end):
        low = match.end()
    for at in range(low, end - 2):
        low = at + 1 if text[at] in known.joints else low
    return low


def _plain(text: str, start: int, match: re.Match[str], known: Ends) -> bool:
    """道路, 全村: a word that ends so and names nothing."""
    first = match.start()
    return any(text[at : match.end()] in known.plain for at in range(start, first))


@cache
def _ends() -> Ends:
    given = words.load()
    instead = words.split(given.ends)
    ends = sorted(instead, key=lambda end: (-len(end), end))
    choice = "|".join(end + (f"(?![{given.after[end]}])" if end in given.after else "") for end in ends)
    heads = "".join(sorted({end[0] for end in ends}))
    return Ends(
        regex=re.compile(rf"(?=[{heads}])(?:(?:{choice})(?=(?:{choice}))){{0,2}}(?P<last>{choice})"),
        instead=instead,
        plain=frozenset(given.plain.split()),
        joints=given.joints,
        edge=re.compile(rf"{'|'.join(given.openers.split())}|[{given.edges}]|[^一-鿿]"),
    )
