"""Work done by a process beside this one, for which a crew would take longer to start than it saves."""

from __future__ import annotations

import os
import pickle
import select
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from publish.text.forked import forked

T = TypeVar("T")


class Aside(Generic[T]):
    """Work in a forked process. With this process that one ends, too."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._reader, writer = os.pipe()
        watched, self._alive = os.pipe()  # nothing is ever written to it: it ends with this process

        def child() -> None:
            os.close(self._alive)
            threading.Thread(target=_leave, args=(watched,), daemon=True).start()
            _report(work, writer)

        self._process = forked(child)
        os.close(writer)
        os.close(watched)

    @property
    def over(self) -> bool:
        """Whether its result is there, or it is gone."""
        return bool(select.select([self._reader], [], [], 0)[0])

    def __call__(self) -> T:
        """Wait for its result, once. Where it was killed or the work raised there, the work is done here."""
        with open(self._reader, "rb") as pipe:  # noqa: PTH123 - a descriptor
            said = pipe.read()
        _, status = os.waitpid(self._process, 0)
        os.close(self._alive)
        made: T = pickle.loads(said) if status == 0 else self._work()
        return made


def aside(work: Callable[[], T]) -> Aside[T]:
    """Begin `work` in a forked process; what is returned waits for its result when it is called."""
    return Aside(work)


def _leave(watched: int) -> None:
    os.read(watched, 1)
    os._exit(1)


def _report(work: Callable[[], object], writer: int) -> None:
    with open(writer, "wb") as pipe:
        pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
