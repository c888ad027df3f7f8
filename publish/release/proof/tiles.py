"""Tiles of C2SP (c2sp.org/tlog-tiles): a Merkle tree as files of 256 hashes, and bundles of entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from publish.release.proof import merkle
from publish.release.proof.note import MalformedError

HEIGHT = 8
WIDTH = 1 << HEIGHT
HASH = 32
ENTRIES = "entries"
LONGEST = 0xFFFF
"""Bytes of the longest entry."""
Fetch = Callable[[str], bytes]
"""The bytes of a tile by its path below the tree; what it raises is passed on."""


def path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Where a tile lies below its tree: `tile/<L>/<N>[.p/<W>]`; level "entries" for a bundle."""
    digits = f"{index % 1000:03d}"
    while index := index // 1000:
        digits = f"x{index % 1000:03d}/{digits}"
    return f"tile/{level}/{digits}" + (f".p/{width}" if width < WIDTH else "")


def widths(level: int, size: int) -> Iterator[tuple[int, int]]:
    """Index and width of every tile of a level in a tree of `size` leaves."""
    hashes = size >> HEIGHT * level
    yield from ((index, min(WIDTH, hashes - index * WIDTH)) for index in range(-(-hashes // WIDTH)))


def of(hashes: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Every tile of the tree over these leaf hashes: path and bytes."""
    level, row = 0, list(hashes)
    while row:
        for index, width in widths(0, len(row)):
            yield path(level, index, width), b"".join(row[index * WIDTH : index * WIDTH + width])
        full = len(row) // WIDTH
        row = [merkle.root(row[index * WIDTH : (index + 1) * WIDTH]) for index in range(full)]
        level += 1


class Tree:
    """A tree of `size` leaves, read from tiles as they are needed."""

    def __init__(self, size: int, fetch: Fetch) -> None:
        self.size = size
        self._tile = cache(lambda level, index: self._fetched(fetch, level, index))

    def leaf(self, index: int) -> bytes:
        """The hash of a leaf."""
        return self._hash(0, index)

    def leaves(self) -> list[bytes]:
        """All leaf hashes."""
        return [each for index, _ in widths(0, self.size) for each in self._tile(0, index)]

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, else all."""
        size = self.size if size is None else size
        return self.subtree(0, size) if size else merkle.EMPTY

    def subtree(self, start: int, end: int) -> bytes:
        """The root over some leaves, from the highest tiles that have it."""
        size = end - start
        if size & (size - 1) == 0 and start % size == 0:
            return self._perfect(start, size.bit_length() - 1)
        middle = start + merkle.split(size)
        return merkle.node_hash(self.subtree(start, middle), self.subtree(middle, end))

    def _perfect(self, start: int, height: int) -> bytes:
        level = height // HEIGHT
        first = start >> HEIGHT * level
        return merkle.root([self._hash(level, first + each) for each in range(1 << height % HEIGHT)])

    def _hash(self, level: int, index: int) -> bytes:
        found: bytes = self._tile(level, index // WIDTH)[index % WIDTH]
        return found

    def _fetched(self, fetch: Fetch, level: int, index: int) -> list[bytes]:
        width = min(WIDTH, (self.size >> HEIGHT * level) - index * WIDTH)
        where = path(level, index, width)
        data = fetch(where)
        if len(data) != width * HASH:
            raise MalformedError(where)
        return [data[at : at + HASH] for at in range(0, len(data), HASH)]


def bundle(entries: Sequence[bytes]) -> bytes:
    """Entries, each behind its length in two bytes. Raises `MalformedError` where one is too long."""
    if any(len(entry) > LONGEST for entry in entries):
        raise MalformedError(ENTRIES)
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundle(data: bytes) -> list[bytes]:
    """The entries of a bundle. Raises `MalformedError`."""
    found, at = list[bytes](), 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data) or at + 2 > len(data):
            raise MalformedError(ENTRIES)
        found.append(data[at + 2 : end])
        at = end
    return found
