"""What one process made of a case beside its page, for all of them to join: on disk, so that no memory grows
with it.

It lies beside output/ (`.publish-<name of the folder>.rows`) while a build is under way; what a killed one
left there the next takes away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from struct import Struct

KINDS = ("row", "data", "search", "entry")
"""What is kept of a case: its row in lists, its lines of the data, its line of the search, its entry in
feeds."""

Keep = Callable[[str], bytes]
"""Makes what is kept of a case."""
Place = int
"""Where what is kept of a case begins in the file of a process, and above `FILE` which process that is."""

FILE = 48  # bits: files of 256 TiB
ENDS = Struct(f"<{len(KINDS)}I")
"""Before the parts of a case: where each ends, counted from the first."""


class Spool:
    """Parts of cases. Written before a fork, read after the next."""

    def __init__(self, output: Path) -> None:
        self._folder = output.parent / f".publish-{output.name}.rows"
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._places: dict[str, Place] = {}
        self._open: dict[int, int] = {}

    def keep(self, keeps: Mapping[str, Keep], numbers: Sequence[str]) -> list[Place]:
        """Make what is to be kept of these cases, and keep it in this process's file; where it is of each."""
        process = os.getpid()
        if process not in self._open:
            path = self._folder / str(process)
            self._open[process] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        start = os.fstat(self._open[process]).st_size
        places, held = [], []
        for number in numbers:
            places.append(process << FILE | start)
            held.append(_packed([keeps[kind](number) if kind in keeps else b"" for kind in KINDS]))
            start += len(held[-1])
        os.write(self._open[process], b"".join(held))
        return places

    def learn(self, places: Iterable[tuple[str, Place]]) -> None:
        """Where processes kept cases."""
        self._places.update(places)

    def part(self, kind: str, number: str) -> bytes | None:
        """What is kept of a case; None where nobody kept it."""
        place = self._places.get(number)
        if place is None:
            return None
        file, start = self._file(place >> FILE), place & ((1 << FILE) - 1)
        bounds = (0, *ENDS.unpack(os.pread(file, ENDS.size, start)))
        nth = KINDS.index(kind)
        first, end = bounds[nth], bounds[nth + 1]
        return os.pread(file, end - first, start + ENDS.size + first) if end > first else None

    def _file(self, process: int) -> int:
        if process not in self._open:
            self._open[process] = os.open(self._folder / str(process), os.O_RDONLY)
        return self._open[process]

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        shutil.rmtree(self._folder, ignore_errors=True)


def _packed(parts: Sequence[bytes]) -> bytes:
    ends, end = [], 0
    for part in parts:
        end += len(part)
        ends.append(end)
    return ENDS.pack(*ends) + b"".join(parts)
