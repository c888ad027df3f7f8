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


@contextmanager
def alone(
    given: str | Path | None = None, patience: float = 0, waiting: Callable[[], None] = lambda: None
) -> Iterator[Settings]:
    """The settings, while no other process writes by them. Raises `PublishError` LINE-001 where one does, at
    once or after so many seconds of `patience`: two runs would take each other's half-made output for
    their own. `waiting` is called when it has to be waited."""
    settings = load(given)
    with (settings.file.parent / LOCK).open("w") as file:
        if not _taken(file) and not (patience and _queued(file, patience, waiting)):
            raise PublishError("LINE-001", str(settings.file))
        yield settings


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _queued(file: IO[str], seconds: float, waiting: Callable[[], None]) -> bool:
    """Stand in the system's queue, so that whoever gives the lock back between two stages gives it to us and
    can't take it again. A queue that was left keeps its thread until the process ends, which it then does."""
    waiting()
    got = threading.Event()

    def stand() -> None:
        with suppress(OSError, ValueError):
            fcntl.flock(file, fcntl.LOCK_EX)
            got.set()

    threading.Thread(target=stand, daemon=True).start()
    return got.wait(seconds)
