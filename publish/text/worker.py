"""One process that `crew.py` hands pieces to.

It has a pipe for pieces and a pipe for answers, which no other process holds: whenever it is killed, the
answers end, and nothing that others wait for is lost with it.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from publish.text.forked import forked

A = TypeVar("A")
B = TypeVar("B")

ROOM = 1 << 20  # bytes of answers that may lie ready before it waits for somebody to take them
NOTHING_MORE = b""


class Task(Generic[A, B]):
    """A piece; `begun`: somebody has it. `losses`: how often that process was killed at it."""

    def __init__(self, item: A) -> None:
        self.item = item
        self.begun, self.done = False, False
        self.losses = 0
        self._error: BaseException | None = None
        self._value: B

    def keep(self, value: B) -> None:
        self._value, self.done = value, True

    def fail(self, error: BaseException) -> None:
        self._error, self.done = error, True

    def result(self) -> B:
        """What the work made of it, or raises what it raised."""
        if self._error:
            raise self._error
        return self._value


class Worker(Generic[A, B]):
    """A forked process and the pieces it has, in their order. `others`: those forked before it."""

    def __init__(self, work: Callable[[A], B], others: Iterable[Worker[A, B]]) -> None:
        self.doing: deque[Task[A, B]] = deque()
        pieces, self._pieces = Pipe(duplex=False)
        self.answers, answers = Pipe(duplex=False)
        _widen(answers)
        ends = [end for each in (self, *others) for end in (each._pieces, each.answers)]

        def child() -> None:
            for end in ends:  # held open here, they would never end for those they belong to
                end.close()
            _serve(work, pieces, answers)

        self._process = forked(child)
        pieces.close()
        answers.close()

    def begin(self, task: Task[A, B]) -> None:
        """Hand it a piece. One that is gone already shows at its answers."""
        said = pickle.dumps(task.item, pickle.HIGHEST_PROTOCOL)
        task.begun = True
        self.doing.append(task)
        with suppress(OSError):
            self._pieces.send_bytes(said)

    def take(self) -> None:
        """Take one answer. Raises `OSError` or `EOFError` where the process is gone."""
        good, answer = pickle.loads(self.answers.recv_bytes())
        task = self.doing.popleft()
        if good:
            task.keep(answer)
        else:
            task.fail(answer)

    def end(self) -> None:
        """It goes when it has done what it has."""
        with suppress(OSError):
            self._pieces.send_bytes(NOTHING_MORE)
        self._reap()

    def kill(self) -> None:
        """It goes at once."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
        self._reap()

    def _reap(self) -> None:
        process, self._process = self._process, 0
        if process:
            os.waitpid(process, 0)
        self._pieces.close()
        self.answers.close()


def _widen(pipe: Connection) -> None:
    with suppress(OSError):  # more than this machine allows
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, ROOM)


def _serve(work: Callable[[Any], Any], pieces: Connection, answers: Connection) -> None:
    """Pieces are taken in as they come, or its parent would wait here while it waits for its parent."""
    waiting: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(pieces, waiting), daemon=True).start()
    while said := waiting.get():
        answers.send_bytes(_answer(work, said))


def _listen(pieces: Connection, waiting: SimpleQueue[bytes]) -> None:
    try:
        while True:
            waiting.put(pieces.recv_bytes())
    except (OSError, EOFError):  # its parent is gone
        os._exit(1)


def _answer(work: Callable[[Any], Any], said: bytes) -> bytes:
    try:
        return pickle.dumps((True, work(pickle.loads(said))), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # raised by those who wait for it, whatever it is
        error.add_note("".join(traceback.format_tb(error.__traceback__)))
        return _failed(error)


def _failed(error: BaseException) -> bytes:
    try:
        said = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(said)
    except Exception:  # an error of a kind that can't be sent
        said = pickle.dumps((False, RuntimeError(type(error).__name__)), pickle.HIGHEST_PROTOCOL)
    return said
