"""What every generator is asked for: its own form of the records, and the command that builds them."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from bench.build.content import Change
from publish.model.published import Published
from publish.text import files

ROOT = Path(__file__).parents[2]
TRASH = ".trash"

Files = Iterable[tuple[str, bytes]]
"""Places below the source folder and what is to lie there."""


class Tool(Protocol):
    """One generator at work on one size. `name` heads its rows."""

    name: str
    source: Path
    output: Path

    def version(self) -> str:
        """Its name and version."""

    def prepare(self, records: Iterable[Published]) -> None:
        """Put the records where the generator reads them, in the form it reads."""

    def change(self, change: Change) -> None:
        """Put only what changed there."""

    def clear(self) -> None:
        """Leave nothing of an earlier build."""

    def command(self) -> Sequence[str]: ...
    def environment(self) -> Mapping[str, str]: ...


def put(folder: Path, made: Files) -> None:
    """Write files below `folder`, those that changed."""
    for place, data in made:
        files.write(folder / place, data)


def aside(folder: Path) -> None:
    """Put what an earlier build left out of the way. Removed at once, it would make the files of the next one
    dear: a file system that was told to forget much looks long for what it may use again."""
    if folder.exists():
        trash = folder.parent / TRASH
        trash.mkdir(exist_ok=True)
        folder.rename(trash / f"{folder.name}-{time.monotonic_ns()}")


def discard(folder: Path) -> None:
    """Remove what was put out of the way by the tools that work below `folder`."""
    for trash in (folder / TRASH, *folder.glob(f"*/{TRASH}")):
        shutil.rmtree(trash, ignore_errors=True)


def drop(folder: Path, places: Iterable[str]) -> None:
    for place in places:
        (folder / place).unlink(missing_ok=True)


def written(output: Path) -> dict[str, tuple[int, int]]:
    """Every file below `output` → its identity: a file written again has another."""
    found = {}
    for at, _, names in os.walk(output):
        below = os.path.relpath(at, output)
        for name in names:
            held = os.stat(f"{at}/{name}")  # noqa: PTH116  # a hundred thousand at a time
            found[os.path.normpath(f"{below}/{name}")] = (held.st_mtime_ns, held.st_ino)
    return found
