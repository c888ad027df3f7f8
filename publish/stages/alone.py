"""One line at a time over one set of folders; the lock goes with the process that holds it."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from publish.errors import PublishError
from publish.settings import Settings, load

LOCK = ".publish.lock"
NEXT = ".publish.next"


@contextmanager
def alone(
    given: str | Path | None = None, patience: float = 0, waiting: Callable[[], None] = lambda: None
) -> Iterator[Settings]:
    """The settings, while no other process writes by them. Raises `PublishError` LINE-001 where one does, at
    once or after so many seconds of `patience`: two runs would take each other's half-made output for
    their own. `waiting` is called when it has to be waited.

    Who comes holds NEXT until it has LOCK. So whoever gives LOCK back between two stages finds NEXT held by
    the one that waits, and can't take LOCK again before it."""
    settings = load(given)
    folder = settings.file.parent
    with (folder / LOCK).open("w") as line, (folder / NEXT).open("w") as turn:
        if not _entered(turn, line) and not (patience and _queued(turn, line, patience, waiting)):
            raise PublishError("LINE-001", str(settings.file))
        fcntl.flock(turn, fcntl.LOCK_UN)
        yield settings


def _entered(turn: IO[str], line: IO[str]) -> bool:
    """Whether both were free. What was taken of one alone is kept: its holder is the next."""
    try:
        for file in (turn, line):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _queued(turn: IO[str], line: IO[str], seconds: float, waiting: Callable[[], None]) -> bool:
    """Stand in the system's queues. One that was left keeps its thread until the process ends, which it then
    does."""
    waiting()
    got = threading.Event()

    def stand() -> None:
        with suppress(OSError, ValueError):
            for file in (turn, line):
                fcntl.flock(file, fcntl.LOCK_EX)
            got.set()

    threading.Thread(target=stand, daemon=True).start()
    return got.wait(seconds)
