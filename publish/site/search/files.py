"""The files of the index, planned and made. A case's line is made where its page is made and kept on disk for
its block and its segment; where nobody kept it, the case is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from publish.site.edition import Edition
from publish.site.page import Output
from publish.site.search import entries
from publish.site.search.editing import Left, Made, edited
from publish.site.search.entries import Entry
from publish.site.search.facets import facets
from publish.site.search.layout import (
    HEAD,
    TEXTS,
    Segment,
    block_file,
    block_name,
    blocks,
    facets_file,
    places_of,
    segments,
    shard_file,
    tail,
)
from publish.site.spool import Spool


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A case's line and the names it was made of."""

    line: bytes
    names: tuple[str, ...]


class Head(msgspec.Struct, frozen=True):
    """search/index.json: the newest place; the segments, newest first, as first place, size and shards; the
    blocks of the places that are in none of them."""

    format: int
    last: int
    segments: list[tuple[int, int, int]]
    tail: list[int]


_DECODER = msgspec.msgpack.Decoder(Line)
FORMAT = 1


class Search:
    """The index of one edition; `left`: what the last build left, where it can be gone on from."""

    def __init__(self, edition: Edition, spool: Spool, left: Left | None = None) -> None:
        self._edition, self._spool, self._left = edition, spool, left
        self._made: tuple[Segment, Made] | None = None

    def outputs(self, parts: frozenset[str] | None = None) -> Iterator[Output]:
        """The files of these blocks and segments, or of all; and the head."""
        last = self._edition.newest_place
        for segment in segments(last):
            if parts is None or segment.name in parts:
                yield from self._files(segment)
        for block in blocks(last) if parts is None else _named(parts, last):
            yield Output(path=block_file(block), body=partial(self._block, block))
        yield Output(path=HEAD, body=self._head)

    def _head(self) -> bytes:
        self._edition.listing("all")  # where a case comes or goes, the newest place may be another
        last = self._edition.newest_place
        found = [(each.first, each.size, each.shards) for each in reversed(segments(last))]
        return msgspec.json.encode(Head(FORMAT, last, found, list(tail(last)))) + b"\n"

    def _numbers(self, first: int, last: int) -> Sequence[str]:
        return self._edition.placed(first, last)

    # --- texts -------------------------------------------------------------------------------------

    def _block(self, block: int) -> bytes:
        self._edition.uses.note(f"search:{block_name(block)}")
        kept = [self._line(number) for number in self._numbers(*places_of(block))]
        self._edition.uses.note_all(name for each in kept for name in each.names)
        return b"".join(each.line for each in kept)

    def _line(self, number: str) -> Line:
        held = self._spool.part("search", number)
        return self._read(number) if held is None else _DECODER.decode(held)

    def _read(self, number: str) -> Line:
        made, names = self._edition.uses.noted(partial(self._entry, number))
        return Line(made, tuple(names))

    def _entry(self, number: str) -> bytes:
        return entries.line(entries.entry(self._edition.told(number), self._edition))

    def kept(self, number: str) -> bytes:
        """The line of a case, for the processes that make blocks and segments."""
        return msgspec.msgpack.encode(self._read(number))

    # --- terms -------------------------------------------------------------------------------------

    def _files(self, segment: Segment) -> Iterator[Output]:
        sources = (f"search:{segment.name}",)
        for share in segment.shares:
            names = [shard_file(segment, shard) for shard in share]
            names = names if share.start else [facets_file(segment), *names]
            for name in names:
                yield Output(path=name, body=partial(self._file, segment, share, name), sources=sources)

    def _file(self, segment: Segment, share: range, name: str) -> bytes:
        """Of one segment all files are edited, or those of a share made, when the first is asked for."""
        if self._made is None or self._made[0] != segment or name not in self._made[1]:
            self._made = segment, self._edited(segment) or self._anew(segment, share)
        return self._made[1][name]

    def _edited(self, segment: Segment) -> Made | None:
        if self._left is None:
            return None
        moved = sorted(self._left.places.intersection(segment.places))
        numbers = (number for place in moved for number in self._numbers(place, place))
        return edited(segment, self._left, [entries.read(self._line(number).line) for number in numbers])

    def _anew(self, segment: Segment, share: range) -> Made:
        from publish.site.search.grams import shards  # numpy is not loaded where no segment is made

        bare: list[Entry] = []
        made = zip(share, shards(segment, self._entries(segment, bare), share), strict=True)
        return {shard_file(segment, nth): data for nth, data in made} | {
            facets_file(segment): facets(segment, bare)
        }

    def _entries(self, segment: Segment, bare: list[Entry]) -> Iterator[Entry]:
        """The cases of a segment; what is left of each without its texts joins `bare`."""
        for number in self._numbers(segment.first, segment.last):
            found = entries.read(self._line(number).line)
            bare.append(entries.bare(found))
            yield found


def _named(parts: Iterable[str], last: int) -> list[int]:
    """The blocks among these parts that there are."""
    named = (int(part.partition("/")[2]) for part in parts if part.startswith(TEXTS))
    return sorted(block for block in named if block in blocks(last))
