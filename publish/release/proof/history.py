"""The log, verified: that it is what its checkpoint says, ends with the statement, and only ever grew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from publish.errors import Issue, issue
from publish.release.proof import merkle, note, statement, tiles
from publish.release.proof.note import MalformedError
from publish.release.proof.reader import Reader
from publish.release.proof.statement import LOG, Checkpoint, Statement

LONGEST_BUNDLE = tiles.WIDTH * (tiles.LONGEST + 2)
PLACE = f"{LOG}/checkpoint"
MOST = 1 << 24
"""Entries of the longest log that is read."""


class History:
    """The log of a site under one checkpoint."""

    def __init__(self, reader: Reader, checkpoint: Checkpoint) -> None:
        self._reader = reader
        self.checkpoint = checkpoint
        self.tree = tiles.Tree(checkpoint.size, self._tile)

    def holds(self) -> Iterator[Issue]:
        """Whether the tiles are those of the checkpoint. `MalformedError`: longer than any log is."""
        if self.checkpoint.size > MOST:
            raise MalformedError(PLACE)
        if self.tree.root() != self.checkpoint.root:
            yield issue("PROOF-020", LOG)

    def ends_with(self, entry: bytes) -> Iterator[Issue]:
        """Whether this is the last entry, with its inclusion proof."""
        size, leaf = self.checkpoint.size, merkle.leaf_hash(entry)
        if not size:
            yield issue("PROOF-021", PLACE)
            return
        path = merkle.inclusion(size - 1, size, self.tree.subtree)
        if not merkle.includes(leaf, size - 1, size, path, self.checkpoint.root):
            old = leaf in self.tree.leaves()
            yield issue("PROOF-022" if old else "PROOF-021", "transparency/release")

    def extends(self, saved: Checkpoint) -> Iterator[Issue]:
        """Whether it grew out of the log that was seen before."""
        now = self.checkpoint
        if saved.origin != now.origin:
            yield issue("PROOF-025", PLACE)
        elif saved.size > now.size:
            yield issue("PROOF-023", PLACE, saved=saved.size, size=now.size)
        else:
            path = merkle.consistency(saved.size, now.size, self.tree.subtree)
            if not merkle.extends(saved.size, saved.root, now.size, now.root, path):
                yield issue("PROOF-024", PLACE, saved=saved.size)

    def entries(self) -> Iterator[bytes]:
        """Every entry. Raises `MalformedError` where one is not that of the tree."""
        number = 0
        for index, width in tiles.widths(0, self.checkpoint.size):
            path = tiles.path(tiles.ENTRIES, index, width)
            found = tiles.unbundle(self._reader.read(f"{LOG}/{path}", LONGEST_BUNDLE))
            leaves = [self.tree.leaf(number + each) for each in range(width)]
            if [merkle.leaf_hash(entry) for entry in found] != leaves:
                raise MalformedError(path)
            yield from found
            number += width

    def told(self, listed: bytes) -> Iterator[Issue]:
        """Whether the entries are statements in order, and the list of keys only grew."""
        try:
            said = [_said(entry, self.checkpoint.origin) for entry in self.entries()]
        except MalformedError:
            yield issue("PROOF-020", f"{LOG}/tile/{tiles.ENTRIES}")
            return
        if not _in_order(said):
            yield issue("PROOF-026", LOG)
        for each in said:
            if statement.stated(listed[: each.keys[0]]) != each.keys:
                yield issue("PROOF-011", "transparency/keys")
                return

    def _tile(self, path: str) -> bytes:
        return self._reader.read(f"{LOG}/{path}", tiles.WIDTH * tiles.HASH)


def _said(entry: bytes, origin: str) -> Statement:
    return statement.read(note.parse(entry).text, origin)


def _in_order(said: Sequence[Statement]) -> bool:
    return all(one.number < other.number and one.at <= other.at for one, other in pairwise(said))
