"""Several hits on one stretch become one; nothing that was claimed for sure is let go.

Hits of one family (two readings of a number, two ends of a name) become one stretch. Hits of
different families share the text: the surer has all that it claims, and what is left of the other
keeps its own kind, so that neither is widened by its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

import msgspec

from publish.anonymise import firm_words, firms
from publish.anonymise.base import Hit, Rank

_PERSONAL = frozenset(("PERSON", "PERSON_PARTIAL", "PERSON_OFFICIAL"))
_FAMILIES = (
    _PERSONAL | {"MINOR", "NICKNAME", "OFFICIAL_PARTIAL"},
    frozenset(("PHONE", "ID_NUMBER", "PASSPORT", "BANK_CARD", "ACCOUNT", "EMAIL", "SOCIAL", "URL")),
    frozenset(("ADDRESS_DOOR", "ADDRESS_COMMUNITY")),
)
_FAMILY = {kind: f"{number}" for number, kinds in enumerate(_FAMILIES) for kind in kinds}
_MARKS = r"\s,。;:、!?()\"“”"
_SAID = re.compile(rf"[^{_MARKS}](?:.*[^{_MARKS}])?", re.DOTALL)
_NOTHING = re.compile(r"[^0-9A-Za-z]")
"""One character says nothing: 车, where 车渝 was taken for a name before a plate."""
_Key = tuple[int, int, int, Hit]


def resolve(hits: Iterable[Hit], folded: str = "") -> list[Hit]:
    """Hits sorted and free of overlaps, covering all that they covered before but for what says nothing:
    marks, the last character of a name, the form of a firm. `folded` is the text they are in."""
    waiting = [_key(hit) for hit in hits]
    heapify(waiting)
    resolved: list[Hit] = []
    while waiting:
        hit = heappop(waiting)[-1]
        if resolved and hit.start < resolved[-1].end:
            for one in _settled(resolved.pop(), hit, folded):
                heappush(waiting, _key(one))
        else:
            resolved.append(hit)
    return resolved


def _key(hit: Hit) -> _Key:
    return hit.start, -hit.end, -hit.rank, hit


def _settled(first: Hit, second: Hit, folded: str) -> Iterator[Hit]:
    """Two hits that overlap, as hits that don't."""
    if _family(first) == _family(second):
        yield _one(first, second)
        return
    winner, loser = sorted((first, second), key=_claim, reverse=True)
    if _within(winner, loser) and _holds(loser, winner):
        winner, loser = loser, winner
    yield winner
    for start, end in ((loser.start, winner.start), (winner.end, loser.end)):
        if start < end:
            yield from _left(loser, start, end, folded)


def _family(hit: Hit) -> str:
    return _FAMILY.get(hit.kind, hit.kind)


def _one(first: Hit, second: Hit) -> Hit:
    if _rivals(first, second):
        return max(first, second, key=lambda hit: hit.rank)
    winner = max(first, second, key=_strength)
    start, end = min(first.start, second.start), max(first.end, second.end)
    return msgspec.structs.replace(winner, start=start, end=end)


def _rivals(first: Hit, second: Hit) -> bool:
    """A name the store knows against a guess where it begins and ends: the store is right."""
    ranks = {first.rank, second.rank}
    alike = {first.kind, second.kind} <= _PERSONAL or first.kind == second.kind == "ORG_PRIVATE"
    return alike and Rank.KNOWN in ranks and len(ranks) > 1


def _strength(hit: Hit) -> tuple[bool, int, int, bool, float, str]:
    """A child's name is one before it is anybody's: its surname goes."""
    return hit.rank > Rank.SOFT, hit.end - hit.start, hit.rank, hit.kind == "MINOR", hit.score, hit.kind


def _claim(hit: Hit) -> tuple[int, int, float, str]:
    return hit.rank, hit.end - hit.start, hit.score, hit.kind


def _within(inner: Hit, outer: Hit) -> bool:
    """Whether a claim is a part of a longer one."""
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _holds(outer: Hit, inner: Hit) -> bool:
    """Whether what stands in a longer claim belongs to it: a date in a number, a name in a firm's."""
    if outer.rank > Rank.SOFT:
        return True
    return outer.kind == "ORG_PRIVATE" and inner.rank is not Rank.KNOWN and _family(inner) == "0"


def _left(loser: Hit, start: int, end: int, folded: str) -> Iterator[Hit]:
    """What is left of a claim, if it says anything by itself."""
    if not folded:
        yield msgspec.structs.replace(loser, start=start, end=end)
        return
    said = _SAID.search(folded, start, end)
    if not said or _NOTHING.fullmatch(said[0]):
        return
    if loser.kind == "ORG_PRIVATE":
        if _form(said[0]):
            return
        yield msgspec.structs.replace(loser, start=said.start(), end=said.end())
    else:
        yield msgspec.structs.replace(loser, start=said.start(), end=said.end(), who="")


def _form(written: str) -> bool:
    """Whether what is left of a firm's name is only what it is: 火锅店 of 王芳火锅店."""
    telling = firms.identity(written)
    return len(telling) < 2 or telling.endswith("公司") or telling in firm_words.WORDS | firm_words.TRADES
