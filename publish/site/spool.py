"""Fragments that one process rendered and all of them join: on disk, so that no memory grows with them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

Place = tuple[int, int, int]
"""The process that wrote a fragment, where it begins in that process's file, and its bytes."""
FRAGMENT = msgspec.msgpack.Decoder(tuple[str, tuple[str, ...]])


class Spool:
    """Fragments by key, each with the names it was made of. Written before a fork, read after the next."""

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="publish-rows-")
        self._folder = Path(self._temporary.name)
        self._places: dict[str, Place] = {}
        self._open: dict[int, int] = {}

    def put(self, html: str, names: Iterable[str]) -> Place:
        """Keep a fragment in this process's file."""
        process = os.getpid()
        if process not in self._open:
            path = self._folder / str(process)
            self._open[process] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        data = msgspec.msgpack.encode((str(html), tuple(names)))
        start = os.fstat(self._open[process]).st_size
        os.write(self._open[process], data)
        return process, start, len(data)

    def learn(self, places: Iterable[tuple[str, Place]]) -> None:
        """Where processes kept fragments."""
        self._places.update(places)

    def get(self, key: str) -> tuple[str, tuple[str, ...]] | None:
        """A fragment and the names it was made of; None where nobody kept it."""
        place = self._places.get(key)
        if place is None:
            return None
        process, start, size = place
        if process not in self._open:
            self._open[process] = os.open(self._folder / str(process), os.O_RDONLY)
        return FRAGMENT.decode(os.pread(self._open[process], size, start))

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        self._temporary.cleanup()
