"""Which files the index has, by the places of cases in the list of all (rule 5: places are permanent).

Texts lie in blocks of 4 places. Terms lie in segments: from the oldest place on, as many of the largest size
as are full, then of the next smaller, down to 32; the places behind the last full segment are the tail,
which has no terms: a browser reads its texts. So a new case changes its block alone, a segment is written
once when it is full, and again only when one of its own cases changes or goes.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

SEARCH = "search/"
FRONT = "search/index.html"
HEAD = "search/index.json"
TEXTS = "text"
BLOCK = 4
SIZES = {8192: 1024, 2048: 512, 512: 256, 128: 128, 32: 32}
"""Places of a segment → its shards: each is a file of some 2 to 4 kB."""


SHARE = 512
"""Shards of a segment that are made at once: half of a large segment takes as long as all others do."""
MIX = (0x9E3779B1, 0x85EBCA77)
"""By what the two signs of a term are multiplied to tell its shard."""
HIGH, LOW, NARROW = 0xF0000, 0x100000, 4096
"""Where the two signs for a number's last part begin, and how many there are of each."""


class Segment(msgspec.Struct, frozen=True, order=True, gc=False):
    """The places from `first` on, `size` of them."""

    first: int
    size: int

    @property
    def name(self) -> str:
        return f"{self.first}-{self.size}"

    @property
    def shards(self) -> int:
        return SIZES[self.size]

    @property
    def shares(self) -> list[range]:
        """The shards, as many of them together as are made at once."""
        return [range(first, min(first + SHARE, self.shards)) for first in range(0, self.shards, SHARE)]

    @property
    def places(self) -> range:
        return range(self.first, self.first + self.size)

    @property
    def last(self) -> int:
        return self.first + self.size - 1


def segments(last: int) -> list[Segment]:
    """The segments where `last` is the newest place, oldest first."""
    found, first = list[Segment](), 1
    for size in SIZES:
        while first + size - 1 <= last:
            found.append(Segment(first, size))
            first += size
    return found


def block_of(place: int) -> int:
    """The block of texts in which a place lies, from 1."""
    return (place - 1) // BLOCK + 1


def places_of(block: int) -> tuple[int, int]:
    """The first and the last place of a block."""
    return (block - 1) * BLOCK + 1, block * BLOCK


def blocks(last: int) -> range:
    """All blocks, oldest first."""
    return range(1, (block_of(last) if last else 0) + 1)


def tail(last: int) -> range:
    """The blocks of the places that are in no segment."""
    covered = sum(each.size for each in segments(last))
    return range(covered // BLOCK + 1, blocks(last).stop)


def block_name(block: int) -> str:
    return f"{TEXTS}/{block}"


def parts_of(place: int) -> Iterator[str]:
    """The names of the block and of every segment that a place may lie in, whatever the newest place is: a
    segment begins behind larger ones, so at a multiple of its own size."""
    yield block_name(block_of(place))
    yield from (Segment((place - 1) // size * size + 1, size).name for size in SIZES)


def part_of(path: str) -> str | None:
    """The block or the segment that a file belongs to: "search/8193-512/7.grams" → "8193-512",
    "search/text/12.jsonl" → "text/12"."""
    if not path.startswith(SEARCH):
        return None
    folder, between, name = path.removeprefix(SEARCH).partition("/")
    if not between:
        return None
    return f"{TEXTS}/{name.partition('.')[0]}" if folder == TEXTS else folder


def segment_of(path: str) -> str | None:
    """The segment that a file belongs to."""
    part = part_of(path)
    return part if part and not part.startswith(TEXTS) else None


def share_of(path: str) -> tuple[str, int] | None:
    """The segment that a file belongs to, and with which of its shares it is made."""
    segment, shard = segment_of(path), path.rpartition("/")[2].partition(".")[0]
    return (segment, int(shard) // SHARE if shard.isdecimal() else 0) if segment else None


def block_file(block: int) -> str:
    return f"{SEARCH}{block_name(block)}.jsonl"


def folder_of(segment: Segment) -> str:
    return f"{SEARCH}{segment.name}"


def shard_file(segment: Segment, shard: int) -> str:
    return f"{folder_of(segment)}/{shard}.grams"


def facets_file(segment: Segment) -> str:
    return f"{folder_of(segment)}/facets.json"


def number_term(number: str) -> str:
    """ "DC-2022-000139" → the term of every case whose number ends in 139."""
    last = int(number.rpartition("-")[2])
    return chr(HIGH + last // NARROW % NARROW) + chr(LOW + last % NARROW)


def shard_of(term: str, segment: Segment) -> int:
    """The shard in which a term of two signs stands."""
    first, second = ((ord(sign) * factor) & 0xFFFFFFFF for sign, factor in zip(term, MIX, strict=True))
    return (first ^ second) >> (33 - segment.shards.bit_length())
