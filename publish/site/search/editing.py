"""A segment in which a case came, went or changed, made of what the last build left: its files are the same
but for the terms of that case, which its old texts and its new ones tell.

Making 8,192 cases anew takes a second, and reading them another half; this takes some hundredths.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from publish.site.casebook import Moved
from publish.site.manifest import Manifest
from publish.site.search import entries, shard
from publish.site.search.entries import Entry
from publish.site.search.facets import refaceted
from publish.site.search.folding import folded
from publish.site.search.layout import (
    Segment,
    block_file,
    block_of,
    facets_file,
    folder_of,
    number_term,
    segments,
    shard_file,
    shard_of,
)
from publish.site.search.shard import Edit, StrangeError

Made = dict[str, bytes]


class Left(msgspec.Struct, frozen=True):
    """What the last build left in `output`, by the SHA-256 of its files, and the places where a case moved
    since."""

    output: Path
    digests: dict[str, str]
    places: frozenset[int]

    def read(self, path: str) -> bytes:
        """A file as it was left. Raises `StrangeError` where it is not that any more."""
        try:
            data = (self.output / path).read_bytes()
        except OSError:
            raise StrangeError from None
        if hashlib.sha256(data).hexdigest() != self.digests.get(path):
            raise StrangeError
        return data


def left(output: Path, manifest: Manifest, moved: Moved, newest: int) -> Left:
    """What a build can go on from; `newest`: the newest place among all cases."""
    keys = (key for pair in moved.values() for key in pair if key)
    places = frozenset(key.places["all"] for key in keys if "all" in key.places)
    folders = [folder_of(each) for each in segments(newest) if not places.isdisjoint(each.places)]
    digests = {path: digest for folder in folders for path, digest in manifest.digests(folder)}
    texts = (manifest.get(block_file(block_of(place))) for place in places)
    return Left(output, digests | {each.path: each.sha256 for each in texts if each}, places)


def edited(segment: Segment, before: Left, now: Sequence[Entry]) -> Made | None:
    """The files of a segment; `now`: the cases that stand at its places where one moved. None where what the
    last build left can't be gone on from."""
    places = sorted(before.places.intersection(segment.places))
    try:
        return _edited(segment, before, places, now)
    except StrangeError:
        return None


def _edited(segment: Segment, before: Left, places: Sequence[int], now: Sequence[Entry]) -> Made:
    edits = _edits(segment, _old(before, places), now)
    made = {}
    for nth in range(segment.shards):
        path = shard_file(segment, nth)
        data = before.read(path)
        made[path] = shard.edited(data, segment.size, edits[nth]) if nth in edits else data
    path = facets_file(segment)
    return made | {path: refaceted(segment, before.read(path), places, now)}


def _old(before: Left, places: Iterable[int]) -> list[Entry]:
    """The cases that stood there, as the last build's texts tell them."""
    blocks = sorted({block_of(place) for place in places})
    found = [entries.read(line) for block in blocks for line in before.read(block_file(block)).splitlines()]
    return [each for each in found if each.place in before.places]


def _edits(
    segment: Segment, old: Iterable[Entry], now: Iterable[Entry]
) -> defaultdict[int, defaultdict[str, Edit]]:
    """Shard → term → what becomes of its cases."""
    found: defaultdict[int, defaultdict[str, Edit]] = defaultdict(lambda: defaultdict(Edit))
    for each in old:
        for term in _terms(each):
            found[shard_of(term, segment)][term].gone.add(each.place - segment.first)
    for each in now:
        for term, titled in _terms(each).items():
            found[shard_of(term, segment)][term].came[each.place - segment.first] = titled
    return found


def _terms(each: Entry) -> dict[str, bool]:
    """The terms of a case, and whether each stands in its title."""
    body = (term for text in (*each.texts, number_term(each.number)) for term in _pairs(text))
    return dict.fromkeys(body, False) | dict.fromkeys(_pairs(each.title), True)


def _pairs(text: str) -> Iterable[str]:
    level = folded(text)
    return (one + two for one, two in pairwise(level) if one > " " and two > " ")
