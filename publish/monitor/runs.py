"""Each verb's last run, one small file a verb: when it began and ended, and how."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from publish.text import files


class Run(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`ended` None: it goes on, or was cut short (then no process bears `pid`). `done`: when it last ended
    with exit code 0."""

    stage: str
    pid: int
    began: datetime
    ended: datetime | None = None
    exit: int | None = None
    seconds: float | None = None
    counts: dict[str, int] = {}
    codes: dict[str, int] = {}
    done: datetime | None = None

    @property
    def cut_short(self) -> bool:
        """It never ended, and nobody is at it."""
        return self.ended is None and not _alive(self.pid)


def put(folder: Path, run: Run) -> None:
    """Keep it as its verb's last run. Where that can't be written, nothing is."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        files.write(_place(folder, run.stage), msgspec.json.encode(run))
    except OSError:
        return


def of(folder: Path, stage: str) -> Run | None:
    """The verb's last run, where one is known."""
    try:
        return msgspec.json.decode(_place(folder, stage).read_bytes(), type=Run)
    except (OSError, msgspec.MsgspecError):
        return None


def every(folder: Path) -> Iterator[Run]:
    """The last runs of all verbs, by name."""
    for path in sorted(folder.glob("*.run.json")):
        run = of(folder, path.name.removesuffix(".run.json").replace("-", " "))
        if run:
            yield run


def _place(folder: Path, stage: str) -> Path:
    return folder / f"{stage.replace(' ', '-')}.run.json"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
