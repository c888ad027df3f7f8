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
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from publish.errors import PublishError

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 3  # pieces under way for each worker
ATTEMPTS = 3  # how often a piece may lose its processes before it is held to be the cause


class Task(Generic[A, B]):
    """A piece; `future` None: nobody has it yet."""

    def __init__(self, item: A) -> None:
        self.item = item
        self.future: Future[B] | None = None

    @property
    def under_way(self) -> bool:
        return self.future is not None and not self.future.done()


class Crew(Generic[A, B]):
    """Processes that are started anew when one of them is killed; no piece is lost. `here`: this process does
    pieces that none of them has, instead of waiting; so they are handed out late."""

    def __init__(self, work: Callable[[A], B], count: int, here: bool = False) -> None:
        self._work, self._count, self._here = work, count, here
        self._pool = self._started()

    def run(self, items: Iterable[A]) -> Iterator[B]:
        waiting: deque[Task[A, B]] = deque()
        for item in items:
            waiting.append(Task(item))
            self._hand_out(waiting)
            if len(waiting) >= (self._count + self._here) * AHEAD:
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

    def _hand_out(self, waiting: deque[Task[A, B]]) -> None:
        """Pieces to the processes, the first first; where this one works, too, two for each at a time."""
        free = 2 * self._count - sum(task.under_way for task in waiting) if self._here else len(waiting)
        unbegun = (task for task in waiting if task.future is None)
        for task in islice(unbegun, max(0, free)):
            task.future = self._submit(task.item)

    def _submit(self, item: A) -> Future[B]:
        try:
            return self._pool.submit(_do, item)
        except BrokenProcessPool as error:
            lost: Future[B] = Future()
            lost.set_exception(error)
            return lost

    def _next(self, waiting: deque[Task[A, B]]) -> B:
        for _ in range(ATTEMPTS):
            try:
                while waiting[0].under_way and self._lend_a_hand(waiting):
                    self._hand_out(waiting)
                done = self._of(waiting[0])
                waiting.popleft()
                return done
            except BrokenProcessPool:
                self._begin_again(waiting)
        raise PublishError("LINE-002", "spread")

    def _of(self, task: Task[A, B]) -> B:
        if task.future is None:
            return self._work(task.item)
        return task.future.result()

    def _lend_a_hand(self, waiting: deque[Task[A, B]]) -> bool:
        """Do the last piece that nobody has; False where there is none."""
        task = next((task for task in reversed(waiting) if task.future is None), None)
        if task is None:
            return False
        task.future = Future()
        task.future.set_result(self._work(task.item))
        return True

    def _begin_again(self, waiting: deque[Task[A, B]]) -> None:
        """New processes for everything that was handed out and has no result yet."""
        self.stop()
        self._pool = self._started()
        for task in waiting:
            future = task.future
            if future and (not future.done() or future.cancelled() or future.exception()):
                task.future = self._submit(task.item)


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
