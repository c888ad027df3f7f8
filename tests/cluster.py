"""A real Dask scheduler and its workers on loopback, each a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUIET = ("--no-dashboard",)


class Cluster:
    """A scheduler at `address`, workers that can be added and killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, _free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port))
        self.workers: list[subprocess.Popen[bytes]] = []
        _await_port(self.port)

    def add_worker(self, threads: int = 1) -> subprocess.Popen[bytes]:
        name = f"worker-{len(self.workers)}"
        worker = self._start(
            "dask_worker", self.address, "--name", name, "--nthreads", str(threads), "--no-nanny",
            "--local-directory", str(self.folder / name),
        )  # fmt: skip
        self.workers.append(worker)
        return worker

    def await_workers(self) -> None:
        """Until each has told the scheduler that it is there."""
        for _ in range(600):
            if self.said().count("Registered to:") >= len(self.workers):
                return
            time.sleep(0.1)
        raise TimeoutError("workers that don't come")

    def said(self) -> str:
        """Everything the cluster's processes logged."""
        return "".join(path.read_text("utf-8", "replace") for path in sorted(self.folder.glob("*.log")))

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        log = self.folder / f"{module}-{time.monotonic_ns()}.log"
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, *QUIET]
        with log.open("wb") as file:
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
            return subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file, env=environment)


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A scheduler and `workers` workers, gone at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Cluster(folder)
    try:
        for _ in range(workers):
            made.add_worker()
        made.await_workers()
        yield made
    finally:
        made.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_port(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no scheduler at {port}")
