"""The proof of a release: stamping all of it, stamping what changed, verifying the whole and one page.

    python -m bench proof [--files 17000,170000] [--changed 40]

Pages are made up, about 3 kB each, a third of them with twenty sources, as lists have. Seconds are of the
wall clock and of the processor, the best of three where a release is built upon another; the limit is the
wall clock's.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench import report
from publish.release import tree
from publish.release.manifest import Entry, Manifest
from publish.release.proof import keys, stamp
from publish.release.proof.keys import Signer
from publish.release.proof.reader import Folder
from publish.release.proof.stamp import Stamped
from publish.release.proof.statement import About
from publish.release.proof.verify import verify
from publish.release.tree import Base

NAME = "proof"
ORIGIN = "echo.example.cn/transparency/log"
AT = datetime(2022, 7, 28, 18, tzinfo=timezone(timedelta(hours=8)))
LIMITS = {17_000: 0.4, 170_000: 2.0}
"""Files of a release → seconds that stamping what changed may take."""
ROUNDS = 3
T = TypeVar("T")
Seconds = tuple[float, float]
"""Of the wall clock, of the processor."""


class Counted(Folder):
    """A folder that counts what is read of it."""

    read_bytes = 0

    def read(self, path: str, limit: int) -> bytes:
        data = super().read(path, limit)
        self.read_bytes += len(data)
        return data


class Made:
    """A made-up site and its releases."""

    def __init__(self, folder: Path, files: int) -> None:
        self._folder = folder
        self._random = random.Random(20221123)
        self._known = {path: self._page(path) for path in map(_path, range(files))}
        keys.make(folder / "keys", ORIGIN, AT, b"bench")
        self._signer: Signer = keys.signer(folder / "keys", ORIGIN)
        self.key = self._signer.key
        self._number = 0
        self.newest: Path | None = None
        self._stood: tree.Known = {}

    def release(self, changed: int | None = None) -> tuple[Stamped, Seconds]:
        """Stamp the next release; `changed`: how many pages are other than before, None: all are new."""
        paths = sorted(self._known) if changed is None else self._random.sample(sorted(self._known), changed)
        self._number += 1
        target = self._folder / f"{self._number:06d}"
        for path in paths:
            self._known[path] = self._page(f"{path} {self._number}")
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(self._known[path])
        manifest, about = Manifest("", tuple(self._entries())), About(number=self._number, at=AT)
        newest, self.newest = self.newest, target
        before = Base(newest, self._stood) if newest else None
        self._stood = tree.known(manifest.entries)
        return timed(lambda: stamp.stamp(target, before, manifest, about, self._signer, b"k" * 32))

    def _page(self, words: str) -> bytes:
        return f"{words}\n".encode() * self._random.randint(50, 150)

    def _entries(self) -> Iterator[Entry]:
        for path, data in sorted(self._known.items()):
            number = int(hashlib.sha256(path.encode()).hexdigest()[:6], 16)
            sources = [
                f"DC-2022-{(number + each) % 1_000_000:06d}" for each in range(1 if number % 3 else 20)
            ]
            yield Entry(path, len(data), hashlib.sha256(data).hexdigest(), tuple(sources))


def run(arguments: Sequence[str]) -> int:
    """Measure and write the section; 1 where a limit was passed."""
    parser = argparse.ArgumentParser(prog="bench proof")
    parser.add_argument("--files", default="17000,170000")
    parser.add_argument("--changed", type=int, default=40)
    given = parser.parse_args(arguments)
    rows, good = list[tuple[str, ...]](), True
    for files in map(int, given.files.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            found, held = _measured(Path(folder), files, given.changed)
        rows += found
        good = good and held
    command = f"python -m bench proof --files {given.files} --changed {given.changed}"
    report.put(
        "Proof of a release", command, ("files", "what", "wall, s", "CPU, s", "limit", "files, bytes"), rows
    )
    return int(not good)


def _measured(folder: Path, files: int, changed: int) -> tuple[list[tuple[str, ...]], bool]:
    made, limit = Made(folder, files), LIMITS.get(files)
    first, seconds = made.release()
    rows = [_row(files, "all stamped", seconds, None, len(first.written), _size(made.newest, first.written))]
    rounds = [made.release(changed) for _ in range(ROUNDS)]
    best = min(seconds for _, seconds in rounds)
    last, _ = rounds[-1]
    written = _size(made.newest, last.written)
    rows.append(_row(files, f"{changed} changed, stamped", best, limit, len(last.written), written))
    rows += _verified(folder, made, files)
    return rows, limit is None or best[0] <= limit


def _verified(folder: Path, made: Made, files: int) -> list[tuple[str, ...]]:
    """The whole and one page of a release in which every file is there."""
    assert made.newest
    whole = folder / "whole"
    for number in sorted(folder.glob("0*")):
        shutil.copytree(number, whole, dirs_exist_ok=True, copy_function=_link)
        if number != made.newest:
            shutil.rmtree(whole / "transparency")
    rows = []
    for what, page in (("verified, a folder", None), ("one page verified", _path(7))):
        reader = Counted(whole)
        found, seconds = timed(partial(verify, reader, made.key, None, page))
        assert not found.issues, found.issues[:3]
        rows.append(_row(files, what, seconds, None, 1 if page else files, reader.read_bytes))
    return rows


def _link(source: str, target: str) -> None:
    Path(target).unlink(missing_ok=True)
    Path(target).hardlink_to(source)


def _path(number: int) -> str:
    return (
        f"cases/DC-2022-{number:06d}.html" if number % 2 else f"topics/t-{number % 97:02d}/page-{number}.html"
    )


def _row(
    files: int, what: str, seconds: Seconds, limit: float | None, count: int, size: int
) -> tuple[str, ...]:
    return (
        f"{files:,}",
        what,
        *(f"{each:.2f}" for each in seconds),
        f"{limit}" if limit else "",
        f"{count:,}, {size:,}",
    )


def _size(release: Path | None, paths: Sequence[str]) -> int:
    return sum((release / path).stat().st_size for path in paths) if release else 0


def timed(act: Callable[[], T]) -> tuple[T, Seconds]:
    """What an act gives, and its seconds."""
    begun, worked = time.perf_counter(), time.process_time()
    return act(), (time.perf_counter() - begun, time.process_time() - worked)
