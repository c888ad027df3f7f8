"""Work spread over processes, results in order, memory bounded by a window of pieces under way."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

BATCH = 100


def batches(items: Iterable[A], size: int = BATCH) -> Iterator[list[A]]:
    """Items in lists of `size`; the last may be shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0))


def spread(work: Callable[[A], B], items: Iterable[A], workers: int | None = None) -> Iterator[B]:
    """`work` over items in batches, by `workers` processes (all cores by default); results in order."""
    for done in in_order(partial(_each, work), batches(items), workers):
        yield from done


def in_order(
    work: Callable[[A], B], items: Iterable[A], workers: int | None = None, here: bool = False
) -> Generator[B, None, None]:
    """`work` over items, each one piece for a process; results in order. `here`: this process is one of the
    workers, and does a piece where it would wait for one.

    Items are taken no faster than results are: a slow reader holds back the source. A single item
    is done here: no process is worth starting for it. `work` and what it holds are handed over by
    fork, so what it makes on first use is made once in each process. Raises `PublishError` LINE-002
    when a piece ends its process again and again.
    """
    count = workers or cores()
    feed = iter(items)
    first = list(islice(feed, 2))
    if count == 1 or len(first) < 2:
        yield from map(work, chain(first, feed))
        return
    from publish.text.crew import Crew  # processes take long to import

    crew = Crew(work, count - here, here)
    try:
        yield from crew.run(chain(first, feed))
    except BaseException:  # also where nobody wants the rest
        crew.stop()
        raise
    crew.close()


def _each(work: Callable[[A], B], batch: list[A]) -> list[B]:
    return list(map(work, batch))
