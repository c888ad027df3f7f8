"""Work spread over processes, results in order, memory bounded by a window of batches."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

BATCH = 100
AHEAD = 3  # batches under way for each worker


def batches(items: Iterable[A], size: int = BATCH) -> Iterator[list[A]]:
    """Items in lists of `size`; the last may be shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def spread(work: Callable[[A], B], items: Iterable[A], workers: int | None = None) -> Iterator[B]:
    """`work` over items, by `workers` processes (all cores by default); results in order.

    A single batch is done here: no process is worth starting for it.
    """
    count = workers or os.cpu_count() or 1
    feed = batches(items)
    first = list(islice(feed, 2))
    if count == 1 or len(first) < 2:
        for batch in (*first, *feed):
            yield from map(work, batch)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_leave_interrupts) as pool:
        waiting: deque[Future[list[B]]] = deque(pool.submit(_each, work, batch) for batch in first)
        for batch in feed:
            waiting.append(pool.submit(_each, work, batch))
            if len(waiting) >= count * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _leave_interrupts() -> None:
    """Ctrl-C goes to every process of a terminal; the one that talks to people answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _each(work: Callable[[A], B], batch: list[A]) -> list[B]:
    return list(map(work, batch))
