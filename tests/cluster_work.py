"""What the tests let a cluster's workers do; a module of its own, so that workers can import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def slow(item: int) -> tuple[int, int]:
    time.sleep(0.02)
    return item, os.getpid()


def deadly(item: tuple[int, str]) -> int:
    """Ends its worker at the seventh item, once."""
    number, mark = item
    if number == 7 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_deadly(item: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return item
