"""Work spread over a Dask cluster, results in order: `spread.in_order` where one machine is outgrown.

`distributed` comes with the extra `cluster` and is imported here alone. A piece whose worker dies
is done by another, until the scheduler's `allowed-failures` (3) is reached.
"""

from __future__ import annotations

import logging
import pickle
import re
import socket
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from queue import Empty, Queue
from threading import Thread
from typing import Any, TypeVar
from uuid import uuid4

from publish.errors import PublishError, UsageError

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 3  # pieces under way for each thread of the cluster
PATIENCE = 10.0  # seconds until an address that does not answer is given up
ALONE = 60.0  # seconds without any worker until what is left is given up
LOOK = 5.0  # seconds between two looks at how many workers there are

_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?P<host>\[[0-9a-fA-F:.%]+\]|[^\s:/\[\]]+):(?P<port>[0-9]{1,5})")


def in_order(
    work: Callable[[A], B], items: Iterable[A], address: str, patience: float = PATIENCE, alone: float = ALONE
) -> Generator[B, None, None]:
    """`work` over items by the workers of the scheduler at `address`; results in order.

    Workers may come and go. Items are taken no faster than results are. `work` is opened once
    in each worker process. Raises `UsageError` CLUSTER-001 without the library,
    `PublishError` CLUSTER-002 where nobody answers within `patience` seconds, CLUSTER-003 without
    workers, CLUSTER-004 when the scheduler is lost, CLUSTER-005 for a piece that ends its workers.
    """
    with _client(address, patience) as client:
        yield from _Window(client, address, alone).run(work, items)


@contextmanager
def _client(address: str, patience: float) -> Iterator[Any]:
    distributed = _library(address)
    _knock(address, patience)
    _hush()
    client = _connected(distributed, address, patience)
    try:
        _await_workers(client, address, patience)
        yield client
    finally:
        client.close(timeout=2)


def _hush() -> None:
    """What is wrong is said once, by us: not by the library, each of whose parts has a logger of its own."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _connected(distributed: Any, address: str, patience: float) -> Any:
    """A client; somebody who listens and says nothing is waited for no longer than anybody else."""
    found: Queue[Any] = Queue()

    def connect() -> None:
        try:
            found.put(distributed.Client(address, timeout=patience, set_as_default=False))
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            found.put(error)

    Thread(target=connect, daemon=True).start()
    try:
        client = found.get(timeout=patience)
    except Empty:
        raise PublishError("CLUSTER-002", address, detail="timed out") from None
    if isinstance(client, Exception):
        raise PublishError("CLUSTER-002", address, detail=type(client).__name__)
    return client


def _knock(address: str, patience: float) -> None:
    """Whether anybody listens there; the library itself takes longer to say so, and more words."""
    at = _ADDRESS.fullmatch(address)
    if not at:
        raise UsageError("CLUSTER-008", address)
    try:
        socket.create_connection((at["host"].strip("[]"), int(at["port"])), timeout=patience).close()
    except OSError as error:
        raise PublishError("CLUSTER-002", address, detail=error.strerror or "timed out") from None


def _library(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise UsageError("CLUSTER-001", address) from None
    return distributed


def _await_workers(client: Any, address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except (TimeoutError, OSError):
        raise PublishError("CLUSTER-003", address) from None


class Sealed:
    """Something on its way: opened by who does the work, shown by nobody's log, unknown to the scheduler."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __repr__(self) -> str:
        return "Sealed()"


def _sealed(value: Any) -> Sealed:
    return Sealed(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def _do(work: Sealed, item: Sealed) -> Sealed:
    return _sealed(_opened(work.data)(pickle.loads(item.data)))


@lru_cache(maxsize=2)
def _opened(work: bytes) -> Callable[[Any], Any]:
    """Opened once in a process, with all that it makes on first use."""
    opened: Callable[[Any], Any] = pickle.loads(work)
    return opened


class _Window:
    """Pieces under way: as many as keep every thread of the cluster busy, however many there are."""

    def __init__(self, client: Any, address: str, alone: float) -> None:
        self._client, self._address, self._alone = client, address, alone
        self._run, self._numbers = uuid4().hex, count()
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()

    def run(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        waiting: deque[Any] = deque()
        sealed = _sealed(work)
        for item in items:
            waiting.append(self._submit(sealed, item))
            while len(waiting) >= self._width():
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _submit(self, work: Sealed, item: Any) -> Any:
        """A name of its own for each piece: equal pieces of one run are still two."""
        key = f"huisheng-{self._run}-{next(self._numbers)}"
        with self._answered():
            return self._client.submit(_do, work, _sealed(item), key=key)

    def _width(self) -> int:
        if time.monotonic() - self._looked > LOOK:
            self._look()
        return max(1, self._threads) * AHEAD

    def _look(self) -> None:
        with self._answered():
            self._threads = sum(self._client.nthreads().values())
        self._looked = time.monotonic()
        if self._threads:
            self._seen = self._looked
        elif self._looked - self._seen > self._alone:
            raise PublishError("CLUSTER-003", self._address)

    def _next(self, waiting: deque[Any]) -> Any:
        future = waiting.popleft()
        while True:
            with self._answered():
                try:
                    return pickle.loads(future.result(timeout=LOOK).data)
                except TimeoutError:
                    pass
            self._look()

    @contextmanager
    def _answered(self) -> Iterator[None]:
        """What may go wrong with the cluster, in our words."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            yield
        except KilledWorker:
            raise PublishError("CLUSTER-005", self._address) from None
        except (ImportError, AttributeError) as error:
            raise PublishError("CLUSTER-006", self._address, detail=str(error)) from None
        except (CancelledError, OSError, RuntimeError) as error:
            if "deserialization" in str(error):
                raise PublishError("CLUSTER-006", self._address, detail="deserialization") from None
            raise PublishError("CLUSTER-004", self._address, detail=type(error).__name__) from None
        except PublishError:
            raise
        except Exception as error:  # what can't be opened there; its words might hold some of ours
            raise PublishError("CLUSTER-006", self._address, detail=type(error).__name__) from None
