"""The processes that `spread.py` hands its work to."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from publish.errors import PublishError

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 3  # pieces under way for each worker
ATTEMPTS = 3  # how often a piece may lose its processes before it is held to be the cause


class Crew(Generic[A, B]):
    """Processes that are started anew when one of them is killed; no piece is lost."""

    def __init__(self, work: Callable[[A], B], count: int) -> None:
        self._work, self._count = work, count
        self._pool = self._started()

    def run(self, items: Iterable[A]) -> Iterator[B]:
        waiting: deque[tuple[A, Future[B]]] = deque()
        for item in items:
            waiting.append((item, self._submit(item)))
            if len(waiting) >= self._count * AHEAD:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def close(self) -> None:
        """Ends the processes, which have nothing left to do."""
        self._pool.shutdown()

    def stop(self) -> None:
        """Ends the processes, at once where they are still at work."""
        running = list((getattr(self._pool, "_processes", None) or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in running:
            process.terminate()

    def _started(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(self._count, context, initializer=_enter, initargs=(self._work,))

    def _submit(self, item: A) -> Future[B]:
        try:
            return self._pool.submit(_do, item)
        except BrokenProcessPool as error:
            lost: Future[B] = Future()
            lost.set_exception(error)
            return lost

    def _next(self, waiting: deque[tuple[A, Future[B]]]) -> B:
        for _ in range(ATTEMPTS):
            try:
                done = waiting[0][1].result()
                waiting.popleft()
                return done
            except BrokenProcessPool:
                self._begin_again(waiting)
        raise PublishError("LINE-002", "spread")

    def _begin_again(self, waiting: deque[tuple[A, Future[B]]]) -> None:
        """New processes for everything that has no result yet."""
        self.stop()
        self._pool = self._started()
        for at, (item, future) in enumerate(waiting):
            if not future.done() or future.cancelled() or future.exception():
                waiting[at] = item, self._submit(item)


_work: Callable[[Any], Any]


def _enter(work: Callable[[Any], Any]) -> None:
    """A process of ours: Ctrl-C goes to every process of a terminal and the one that talks to people
    answers it; and where that one is gone, this one goes too."""
    global _work  # noqa: PLW0603 - what the fork handed over
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _do(item: Any) -> Any:
    return _work(item)
