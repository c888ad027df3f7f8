"""Several hits on one stretch become one; nothing that was claimed is let go."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from publish.anonymise.base import Hit, Rank

_PERSONAL = frozenset(("PERSON", "PERSON_PARTIAL", "PERSON_OFFICIAL"))


def resolve(hits: Iterable[Hit]) -> list[Hit]:
    """Hits sorted and free of overlaps, covering all that they covered before."""
    resolved: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.rank, hit)):
        if resolved and hit.start < resolved[-1].end:
            resolved[-1:] = _merged(resolved[-1], hit)
        else:
            resolved.append(hit)
    return resolved


def _merged(first: Hit, second: Hit) -> list[Hit]:
    if _rivals(first, second):
        return [max(first, second, key=lambda hit: hit.rank)]
    winner = max(first, second, key=_strength)
    return [msgspec.structs.replace(winner, start=first.start, end=max(first.end, second.end))]


def _rivals(first: Hit, second: Hit) -> bool:
    """A name the store knows against a guess where it begins and ends: the store is right."""
    ranks = {first.rank, second.rank}
    alike = {first.kind, second.kind} <= _PERSONAL or first.kind == second.kind == "ORG_PRIVATE"
    return alike and Rank.KNOWN in ranks and len(ranks) > 1


def _strength(hit: Hit) -> tuple[bool, int, int, bool, float, str]:
    """A child's name is one before it is anybody's: its surname goes."""
    return hit.rank > Rank.SOFT, hit.end - hit.start, hit.rank, hit.kind == "MINOR", hit.score, hit.kind
