"""The pages, verified: each against its line, each shard against the signed root."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import brotli

from publish.errors import Issue, issue
from publish.release.proof import merkle, shards, tiles
from publish.release.proof.note import MalformedError
from publish.release.proof.reader import MissingError, Reader, UnreadError
from publish.release.proof.shards import PAGES, Line
from publish.release.proof.statement import Statement

LONGEST_SHARD = 1 << 26
TWINS = (".gz", ".br")
OURS = re.compile(
    r"transparency/(release|keys|gaps|log/checkpoint|log/tile/[\w./]+|pages/tile/[\w./]+|pages/[0-9a-f]+\.json)"
)


class Listing:
    """The tree of pages that a statement is about."""

    def __init__(self, reader: Reader, said: Statement) -> None:
        self._reader = reader
        self.said = said
        self.tree = tiles.Tree(1 << said.bits, self._tile)

    def holds(self) -> Iterator[Issue]:
        """Whether the tiles are those of the statement."""
        if self.tree.root() != self.said.root:
            yield issue("PROOF-030", PAGES)

    def lines(self, shard: int) -> tuple[list[Line], list[Issue]]:
        """The lines of a shard, with the inclusion proof of the shard; and what speaks against them."""
        place = shards.place(shard, self.said.bits)
        try:
            lines = shards.decode(self._reader.read(place, LONGEST_SHARD))
        except MissingError:
            return [], [issue("PROOF-005", place)]
        except (MalformedError, UnicodeDecodeError):
            return [], [issue("PROOF-006", place)]
        if not all(map(shards.sound, lines)):
            return [], [issue("PROOF-006", place)]
        return lines, list(self._against(shard, lines, place))

    def _against(self, shard: int, lines: list[Line], place: str) -> Iterator[Issue]:
        size, leaf = 1 << self.said.bits, merkle.leaf_hash(shards.root(lines))
        path = merkle.inclusion(shard, size, self.tree.subtree)
        if not merkle.includes(leaf, shard, size, path, self.said.root):
            yield issue("PROOF-031", place)
        paths = [line.path for line in lines if line.path]
        if paths != sorted(set(paths)) or any(
            shards.shard_of(path, self.said.bits) != shard for path in paths
        ):
            yield issue("PROOF-032", place)

    def page(self, line: Line) -> Issue | None:
        """What speaks against a file."""
        try:
            data = self._reader.read(line.path, line.size or 0)
        except MissingError:
            return issue("PROOF-002", line.path)
        except UnreadError as error:
            return error.issue
        if len(data) != line.size or shards.sha256(data) != line.sha256:
            return issue("PROOF-001", line.path)
        if shards.leaf(bytes.fromhex(line.salt), line.path, data).hex() != line.leaf:
            return issue("PROOF-033", line.path)
        return None

    def pages(self, lines: list[Line]) -> Iterator[Issue]:
        """What speaks against many files, asked for at once as far as the place allows."""
        if self._reader.at_once == 1:
            yield from filter(None, map(self.page, lines))
            return
        with ThreadPoolExecutor(self._reader.at_once) as pool:
            yield from filter(None, pool.map(self.page, lines))

    def added(self, known: Mapping[str, Line]) -> Iterator[Issue]:
        """Files that nobody signed, and packed ones that are not what they say."""
        for path in sorted(self._reader.listing() or ()):
            plain, dot, _ = path.rpartition(".")
            twin = f"{dot}{path.rpartition('.')[2]}" in TWINS and path not in known
            if twin and (plain in known or OURS.fullmatch(plain)):
                if plain in known and not self._same(path, known[plain]):
                    yield issue("PROOF-004", path)
            elif path not in known and not OURS.fullmatch(path):
                yield issue("PROOF-003", path)

    def _same(self, path: str, line: Line) -> bool:
        size = line.size or 0
        try:
            data = unpacked(self._reader.read(path, size + (1 << 16)), path, size)
        except (MissingError, UnreadError, OSError, EOFError, zlib.error, brotli.error):
            return False
        return shards.sha256(data) == line.sha256

    def _tile(self, path: str) -> bytes:
        return self._reader.read(f"{PAGES}/{path}", tiles.WIDTH * tiles.HASH)


def unpacked(data: bytes, path: str, size: int) -> bytes:
    """The bytes of a packed file, not many more than it may have."""
    if path.endswith(".br"):
        return _brotli(data, size)
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
        return packed.read(size + 1)


def _brotli(data: bytes, size: int) -> bytes:
    opened = brotli.Decompressor()
    found = bytes(opened.process(data, output_buffer_limit=size + 1))
    while len(found) <= size and (piece := opened.process(b"", output_buffer_limit=size + 1)):
        found += piece
    return found
