"""Work done by a process beside this one, for which a pool would take longer to start than it saves."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin `work` in a forked process; what is returned waits for its result. Where that process is
    killed or `work` raises there, it is done here. With this process that one ends, too."""
    reader, writer = os.pipe()
    watched, alive = os.pipe()  # nothing is ever written to it: it ends with this process
    process = os.fork()
    if process == 0:
        os.close(alive)
        threading.Thread(target=_leave, args=(watched,), daemon=True).start()
        _report(work, writer)
    os.close(writer)
    os.close(watched)

    def result() -> T:
        with open(reader, "rb") as pipe:  # noqa: PTH123 - a descriptor
            said = pipe.read()
        _, status = os.waitpid(process, 0)
        os.close(alive)
        made: T = pickle.loads(said) if status == 0 else work()
        return made

    return result


def _leave(watched: int) -> None:
    os.read(watched, 1)
    os._exit(1)


def _report(work: Callable[[], object], writer: int) -> None:
    """Writes the result and ends this process, whatever happens, without what its parent would do last."""
    status = 1
    try:
        with open(writer, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
