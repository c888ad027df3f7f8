"""The terms of a segment: every two characters that stand side by side in a text of a case, and the last part
of its number as two signs of private use. A term tells which cases have it, and which have it in the title.

All of a segment is a few sorts of numbers (numpy): a dict of lists takes five times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from publish.site.search import shard
from publish.site.search.entries import Entry
from publish.site.search.folding import TABLE
from publish.site.search.layout import MIX, Segment, number_term
from publish.site.search.lists import Lists
from publish.text.spread import batches

Array = NDArray[Any]
CHAR, CASE = np.uint64(21), np.uint64(13)
"""Bits of a code point, and of a case's place in its segment."""
ONE = np.uint64(1)
GROUP = CHAR + CHAR + CASE + ONE
"""Bits of a term in a case, below the number of its group."""
AT_ONCE, TEXTS_AT_ONCE = 32, 128
"""Shards, and texts, that are in hand at once: all of them would take three times the memory."""
NOWHERE = 0xFFFF
LEVEL = np.arange(0x110000, dtype=np.uint32)
LEVEL[list(TABLE)] = [ord(sign) for sign in TABLE.values()]


class Signs(NamedTuple):
    """Texts of a segment, sign by sign: its level, its case, whether it is of the text (not the title),
    and the shard of the term it begins (`NOWHERE`: it begins none)."""

    levels: Array
    cases: Array
    body: Array
    shards: Array


def shards(segment: Segment, entries: Iterable[Entry], share: range) -> list[bytes]:
    """These shards of a segment, in order; `entries` are all its cases, of which few are held at a time."""
    groups = [share[first : first + AT_ONCE] for first in range(0, len(share), AT_ONCE)]
    found: list[list[Array]] = [[] for _ in groups]
    for some in batches(entries, TEXTS_AT_ONCE):
        for kept, keys in zip(found, _keys(_signs(segment, some), share), strict=True):
            kept.append(keys)
    return [made for group, keys in zip(groups, found, strict=True) for made in _group(segment, keys, group)]


def _group(segment: Segment, found: list[Array], group: range) -> list[bytes]:
    keys = np.concatenate(found or [np.empty(0, np.uint64)])
    found.clear()
    keys.sort(kind="stable")  # it merges: each batch is in order
    terms = keys >> (CASE + ONE)
    starts = _first_of_each(terms)
    own = terms[starts]
    order, places = _by_shard(segment, own, group)
    cases = ((keys >> ONE) & np.uint64((1 << int(CASE)) - 1)).astype(np.int32)
    lists = Lists(segment.size, cases, (keys & ONE) == 0, starts)
    names = [chr(term >> 21) + chr(term & 0x1FFFFF) for term in own.tolist()]
    return [
        shard.packed([(names[term], lists.of(term)) for term in order[start:end].tolist()])
        for start, end in pairwise(places.tolist())
    ]


def _signs(segment: Segment, entries: Sequence[Entry]) -> Signs:
    texts = ["\n".join(_fields(each)) for each in entries]
    levels = LEVEL[np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)]
    places = np.array([each.place - segment.first for each in entries], np.uint16)
    cases = np.repeat(places, [len(text) for text in texts])
    body = np.repeat(np.tile([False, True], len(entries)), list(_lengths(entries, texts)))
    return Signs(levels, cases, body, _begun(segment, levels))


def _begun(segment: Segment, levels: Array) -> Array:
    """The shard of the term that each sign begins with the next."""
    found = np.full(len(levels), NOWHERE, np.uint16)
    found[:-1] = _shards(segment, levels[:-1], levels[1:])
    found[:-1][(levels[:-1] <= 32) | (levels[1:] <= 32)] = NOWHERE
    return found


def _keys(signs: Signs, share: range) -> list[Array]:
    """Term, case, and 0 for the title, in one number, in order, of the terms of these shards, a group by
    itself; each term once a case, in the title if it is there at all."""
    there = np.flatnonzero((signs.shards >= share.start) & (signs.shards < share.stop))
    keys = (signs.shards[there] - np.uint16(share.start)).astype(np.uint64) // np.uint64(AT_ONCE)
    for sign in (signs.levels[there], signs.levels[there + 1]):
        keys <<= CHAR
        keys |= sign
    keys <<= CASE + ONE
    keys |= signs.cases[there].astype(np.uint32) << np.uint32(1) | signs.body[there]
    keys.sort()
    keys = keys[_first_of_each(keys >> ONE)]
    bounds = np.arange(1, -(-len(share) // AT_ONCE), dtype=np.uint64) << GROUP
    return [group & ((ONE << GROUP) - ONE) for group in np.split(keys, np.searchsorted(keys, bounds))]


def _fields(each: Entry) -> Iterator[str]:
    """The title first; what stands in two fields is not read as one."""
    yield each.title
    yield from each.texts
    yield number_term(each.number)
    yield ""


def _lengths(entries: Sequence[Entry], texts: Sequence[str]) -> Iterator[int]:
    """The signs of the title, then those of the rest, of every case."""
    for each, text in zip(entries, texts, strict=True):
        yield len(each.title)
        yield len(text) - len(each.title)


def _first_of_each(ordered: Array) -> Array:
    """Where each run of equal values begins."""
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))[: len(ordered)]


def _by_shard(segment: Segment, terms: Array, group: range) -> tuple[Array, Array]:
    """The terms by their places, in order of shard and then of their signs; where each shard begins."""
    second = (terms & np.uint64((1 << int(CHAR)) - 1)).astype(np.uint32)
    found = _shards(segment, (terms >> CHAR).astype(np.uint32), second)
    order = np.argsort(found, kind="stable")
    return order, np.searchsorted(found[order], np.arange(group.start, group.stop + 1))


def _shards(segment: Segment, first: Array, second: Array) -> Array:
    """The shards of terms, by their signs."""
    mixed = first * np.uint32(MIX[0])
    mixed ^= second * np.uint32(MIX[1])
    mixed >>= np.uint32(33 - segment.shards.bit_length())
    return mixed.astype(np.uint16)
