"""Processes forked from this one, so that Ctrl-C finds none half begun."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

ANSWERED_HERE = (signal.SIGINT, signal.SIGTERM)
"""They reach every process of a terminal or a service; the one that talks to people answers them."""


def forked(child: Callable[[], object]) -> int:
    """The number of a process that runs `child` and ends with it: by 0, or by 1 where that raised.

    Nothing its parent would do last is done there, and no signal that its parent answers ends it: to go with
    its parent it has to watch for that."""
    with undisturbed():
        number = os.fork()
        if number:
            return number
        status = 1
        try:
            for each in ANSWERED_HERE:
                signal.signal(each, signal.SIG_IGN)
            child()
            status = 0
        finally:
            os._exit(status)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C is heard when the block is over. Within a fork Python would lose it, or a process that nobody
    has noted yet would stay."""
    hear = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(hear):
        yield
        return
    heard: list[tuple[int, object]] = []
    signal.signal(signal.SIGINT, lambda *given: heard.append(given))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, hear)
        if heard:
            hear(signal.SIGINT, None)
