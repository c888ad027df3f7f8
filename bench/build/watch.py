"""Runs one command as a process of its own: wall, processor, memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from bench import watched

FIRST_LOOK = 0.05  # seconds after the start; a look takes some milliseconds of a core
LOOKS = 0.04  # of the time passed lie between two looks: many at a short run, few at a long one
SELDOM = 0.5


class Taken(msgspec.Struct, frozen=True):
    """`cpu`: user and system seconds with those of its children; `memory_mb`: the highest sum of PSS."""

    seconds: float
    cpu: float
    memory_mb: float


class FailedError(Exception):
    """The command ended with something else than 0; its last words."""


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> Taken:
    """Run `command` to its end; what it says is kept for `FailedError` alone."""
    os.sync()  # what others wrote before is not written at this one's expense
    with (cwd / ".bench-log").open("w+b") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **environment}, stdout=log, stderr=log
        )
        eye = Eye(process.pid)
        eye.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = eye.end()
        if process.returncode:
            log.seek(0)
            said = log.read()[-4000:].decode("utf-8", "replace")
            raise FailedError(f"{' '.join(command)}: {process.returncode}\n{said}")
    return Taken(seconds, used.ru_utime + used.ru_stime, peak / 1024)


class Eye(threading.Thread):
    """Looks at a process and all below it now and then."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self._over, self._peak = root, threading.Event(), 0

    def run(self) -> None:
        start, pause = time.perf_counter(), FIRST_LOOK
        while not self._over.wait(pause):
            self._peak = max(self._peak, watched.memory_kb(self._root))
            pause = min(SELDOM, max(FIRST_LOOK, LOOKS * (time.perf_counter() - start)))

    def end(self) -> int:
        """Stops looking; the highest sum in kB."""
        self._over.set()
        self.join()
        return self._peak
