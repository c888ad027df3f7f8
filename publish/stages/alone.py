"""One line at a time over one set of folders; the lock goes with the process that holds it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publish.errors import PublishError
from publish.settings import Settings, load

LOCK = ".publish.lock"


@contextmanager
def alone(given: str | Path | None = None) -> Iterator[Settings]:
    """The settings, while no other process writes by them. Raises `PublishError` LINE-001 at once
    where one does: two runs would take each other's half-made output for their own."""
    settings = load(given)
    with (settings.file.parent / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PublishError("LINE-001", str(settings.file)) from None
        yield settings
