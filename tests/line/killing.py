"""Work in a process of its own that is ended by kill -9 at its n-th change to files, links, folders, sockets.

Audit hooks tell of every such change before Python makes it (PEP 578), so a trial hits points between any two
of them and not only those where much time is spent.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

CHANGES = (
    "os.link", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.utime", "shutil.rmtree",
    "subprocess.Popen", "socket.connect", "sqlite3.connect",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Counter:
    """Counts changes of this process; at the `last` one it is no more."""

    def __init__(self, last: int | None, whole_group: bool) -> None:
        self.seen, self._last, self._group, self._mine = 0, last, whole_group, os.getpid()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if os.getpid() == self._mine and (event in CHANGES or (event == "open" and _writes(arguments))):
            self.seen += 1
            if self.seen == self._last:
                end = os.killpg if self._group else os.kill
                end(self._mine, signal.SIGKILL)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & WRITING)


def run(
    work: Callable[[], None], last: int | None = None, whole_group: bool = True
) -> tuple[int | None, int]:
    """Do `work` in a fork: its exit code, None where it was killed, and the changes it made until then."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, last, whole_group, write)
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    killed = os.WIFSIGNALED(status)
    return (None if killed else os.WEXITSTATUS(status)), int(told or b"0")


def _work(work: Callable[[], None], last: int | None, whole_group: bool, pipe: int) -> None:
    code = 1
    try:
        os.setsid()
        counter = Counter(last, whole_group)
        sys.addaudithook(counter)
        work()
        code = 0
        os.write(pipe, str(counter.seen).encode())
    except BaseException as error:  # a fork never returns to pytest
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)
