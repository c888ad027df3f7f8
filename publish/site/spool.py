"""Fragments that one process rendered and all of them join: on disk, so that no memory grows with them.

They lie beside output/ (`.publish-<name of the folder>.rows`) while a build is under way; what a killed one
left there the next takes away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

Place = tuple[int, int, int]
"""The process that wrote a fragment, where it begins in that process's file, and its bytes."""


class Fragment(msgspec.Struct, frozen=True, array_like=True):
    """A row as HTML, the title of what it shows, and the names it was made of."""

    html: str
    title: str
    names: tuple[str, ...]


_DECODER = msgspec.msgpack.Decoder(Fragment)


class Spool:
    """Fragments by key. Written before a fork, read after the next."""

    def __init__(self, output: Path) -> None:
        self._folder = output.parent / f".publish-{output.name}.rows"
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._places: dict[str, Place] = {}
        self._open: dict[int, int] = {}

    def put(self, fragments: Iterable[tuple[str, Fragment]]) -> list[tuple[str, Place]]:
        """Keep fragments in this process's file; where each is."""
        return self.keep((key, msgspec.msgpack.encode(fragment)) for key, fragment in fragments)

    def keep(self, held: Iterable[tuple[str, bytes]]) -> list[tuple[str, Place]]:
        """Keep bytes in this process's file; where each lies."""
        process = os.getpid()
        if process not in self._open:
            path = self._folder / str(process)
            self._open[process] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        start = os.fstat(self._open[process]).st_size
        places, kept = [], []
        for key, data in held:
            kept.append(data)
            places.append((key, (process, start, len(data))))
            start += len(data)
        os.write(self._open[process], b"".join(kept))
        return places

    def learn(self, places: Iterable[tuple[str, Place]]) -> None:
        """Where processes kept fragments."""
        self._places.update(places)

    def get(self, key: str) -> Fragment | None:
        """A fragment; None where nobody kept it."""
        held = self.bytes(key)
        return None if held is None else _DECODER.decode(held)

    def bytes(self, key: str) -> bytes | None:
        """Bytes that were kept; None where nobody did."""
        place = self._places.get(key)
        if place is None:
            return None
        process, start, size = place
        if process not in self._open:
            self._open[process] = os.open(self._folder / str(process), os.O_RDONLY)
        return os.pread(self._open[process], size, start)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        shutil.rmtree(self._folder, ignore_errors=True)
