"""Lines of a file in bounded memory, in batches that depend on the lines alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

LONGEST = 2 * 1024 * 1024
"""Bytes of the longest line that is read: 700,000 characters of a text, which take 340 MB."""
LINES = 100
BYTES = 128 * 1024


class Batch(msgspec.Struct):
    """Lines from number `first` on; None where one is too long. `size`: bytes read for them."""

    first: int
    lines: list[bytes | None]
    size: int

    def __repr__(self) -> str:
        """Without what is in it: a cluster's log shows what its tasks were given."""
        return f"Batch({self.first}, {len(self.lines)} lines)"


def batches(source: BinaryIO) -> Iterator[Batch]:
    """The lines of `source` in their order. The same lines make the same batches, whoever does them."""
    batch = Batch(1, [], 0)
    for line, size in _lines(source):
        batch.lines.append(line)
        batch.size += size
        if len(batch.lines) >= LINES or batch.size >= BYTES:
            yield batch
            batch = Batch(batch.first + len(batch.lines), [], 0)
    if batch.lines:
        yield batch


def _lines(source: BinaryIO) -> Iterator[tuple[bytes | None, int]]:
    while line := source.readline(LONGEST + 1):
        if len(line) <= LONGEST or line.endswith(b"\n"):
            yield line, len(line)
        else:
            yield None, len(line) + _skip(source)


def _skip(source: BinaryIO) -> int:
    """Leaves the rest of a line unread; its size."""
    size = 0
    while rest := source.readline(LONGEST):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size
