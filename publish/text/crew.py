"""The processes that `spread.py` hands its work to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from publish.errors import PublishError
from publish.text.worker import Task, Worker

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 3  # pieces under way for each worker
AT_ONCE = 2  # of them a worker has: the one it does and the one it does next
ATTEMPTS = 3  # how often a piece may lose its process before it is held to be the cause


class Crew(Generic[A, B]):
    """Processes; one that is killed is replaced, and no piece is lost. `here`: this process does pieces that
    none of them has, instead of waiting.

    They are forked from a process without threads, and each is talked to by pipes of its own: a pool whose
    processes share a queue stands still for ever when one is killed while it holds that queue.
    """

    def __init__(self, work: Callable[[A], B], count: int, here: bool = False) -> None:
        self._work, self._here = work, here
        self._most = (count + here) * AHEAD
        self._workers: list[Worker[A, B]] = []
        for _ in range(count):
            self._workers.append(Worker(work, self._workers))

    def run(self, items: Iterable[A]) -> Iterator[B]:
        window: deque[Task[A, B]] = deque()
        for item in items:
            window.append(Task(item))
            self._hand_out(window)
            if len(window) >= self._most:
                yield self._next(window)
        while window:
            yield self._next(window)

    def close(self) -> None:
        """Ends the processes, which have nothing left to do."""
        for worker in self._workers:
            worker.end()

    def stop(self) -> None:
        """Ends the processes at once, whatever they are at."""
        for worker in self._workers:
            worker.kill()

    def _next(self, window: deque[Task[A, B]]) -> B:
        while not window[0].done:
            mine = next((task for task in reversed(window) if not task.begun), None) if self._here else None
            if mine:
                self._do(mine)
            else:
                self._collect(None)
            self._hand_out(window)
        return window.popleft().result()

    def _do(self, task: Task[A, B]) -> None:
        task.begun = True
        task.keep(self._work(task.item))

    def _hand_out(self, window: Iterable[Task[A, B]]) -> None:
        """Pieces to whoever has few of them, the first first."""
        self._collect(0)
        for task in window:
            least = min(self._workers, key=lambda worker: len(worker.doing))
            if len(least.doing) >= AT_ONCE:
                return
            if not task.begun:
                least.begin(task)

    def _collect(self, seconds: float | None) -> None:
        """Take the answers that are there, or that come within so long; None: wait for one."""
        ready = wait([worker.answers for worker in self._workers], seconds)
        for place, worker in enumerate(self._workers):
            if worker.answers in ready:
                try:
                    worker.take()
                except (OSError, EOFError):
                    self._replace(place)

    def _replace(self, place: int) -> None:
        """Another process for one that is gone; its pieces are free again."""
        gone = self._workers[place]
        gone.kill()
        for task in gone.doing:
            task.begun = False
        if gone.doing:
            self._blame(gone.doing[0])
        others = [worker for worker in self._workers if worker is not gone]
        self._workers[place] = Worker(self._work, others)

    def _blame(self, task: Task[A, B]) -> None:
        task.losses += 1
        if task.losses == ATTEMPTS:
            task.begun = True
            task.fail(PublishError("LINE-002", "spread"))
