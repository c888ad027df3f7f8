"""An end that is asked for by SIGTERM or Ctrl-C and obeyed where nothing is half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stop:
    """Whether an end was asked for."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ask(self) -> None:
        self._event.set()

    @property
    def asked(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> None:
        """Until so long has passed, or an end is asked for."""
        self._event.wait(max(0.0, seconds))


@contextmanager
def stopping() -> Iterator[Stop]:
    """The first signal asks; a second one of its kind does what it always did. Only in the main thread."""
    stop = Stop()
    before = {number: signal.getsignal(number) for number in SIGNALS}

    def asked(number: int, _frame: object) -> None:
        stop.ask()
        signal.signal(number, before[signal.Signals(number)])

    for number in SIGNALS:
        signal.signal(number, asked)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
