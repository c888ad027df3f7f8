"""Writing the proof of a release beside the one it is built upon: what is the same is linked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from publish.text import files


class Out:
    """Where the proof is written, beside what it is carried over from."""

    def __init__(self, target: Path, before: Path | None) -> None:
        self.target = target
        self.before = before
        self.written: list[str] = []
        self._folders: set[str] = set()

    def write(self, place: str, data: bytes) -> None:
        """The same file as before, or a new one."""
        if self.before and _holds(self.before / place, data):
            self.carry(place)
            return
        self._folder(place)
        files.write(self.target / place, data)
        self.written.append(place)

    def carry(self, place: str) -> None:
        """One file as it was before."""
        assert self.before  # nothing is carried from nowhere
        self._folder(place)
        _link(f"{self.before}/{place}", f"{self.target}/{place}")

    def carry_all(self, folder: str) -> None:
        """All tiles below a folder as they were before."""
        if self.before:
            for path in sorted((self.before / folder / "tile").rglob("*")):
                if path.is_file():
                    self.carry(path.relative_to(self.before).as_posix())

    def tidy(self, folder: str) -> None:
        """Partial tiles go where the full one is there."""
        for part in sorted((self.target / folder / "tile").rglob("*.p")):
            if part.with_suffix("").is_file():
                shutil.rmtree(part)

    def _folder(self, place: str) -> None:
        folder = place.rpartition("/")[0]
        if folder not in self._folders:
            (self.target / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _link(source: str, target: str) -> None:
    """A hard link, or a copy where the file system has none; what is there already stays."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        shutil.copy2(source, target)
