"""Streams lines through a command and watches what it and its workers take."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from bench import watched

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


class Streamed(msgspec.Struct, frozen=True):
    """What a run took and gave. `worker_*_mb`: the peak of the largest single process; `all_pss_mb`: of
    all processes together. `in_order`: the ids that went in came out, in their order. `digest_at_mark`:
    of the first lines alone."""

    seconds: float
    processor_seconds: float
    worker_rss_mb: int
    worker_pss_mb: int
    all_pss_mb: int
    lines: int
    in_order: bool
    digest: str
    digest_at_mark: str
    exit_code: int


class Watch(threading.Thread):
    """Looks at a process, its children and `also` twice a second."""

    def __init__(self, root: int, also: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self._root, self._also, self._over = root, also, threading.Event()
        self.rss = self.pss = self.all_pss = 0
        self._before = sum(map(_ticks, also))

    def run(self) -> None:
        while not self._over.wait(watched.EVERY):
            sizes = [_sizes(pid) for pid in (*watched.family(self._root), *self._also)]
            self.rss = max(self.rss, *(rss for rss, _ in sizes))
            self.pss = max(self.pss, *(pss for _, pss in sizes))
            self.all_pss = max(self.all_pss, sum(pss for _, pss in sizes))

    def end(self) -> float:
        """Stops looking; processor seconds of `also` meanwhile."""
        self._over.set()
        self.join()
        return (sum(map(_ticks, self._also)) - self._before) / TICKS


def run(
    command: Sequence[str], given: Iterable[bytes] = (), mark: int = 0, also: Sequence[int] = ()
) -> Streamed:
    """Run `command`, lines whose ids count from 0 into it; a digest of what comes out, and of the first
    `mark` lines of it. `also`: processes elsewhere that work for it."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    watch = Watch(process.pid, also)
    watch.start()
    threading.Thread(target=_feed, args=(process, given), daemon=True).start()
    assert process.stdout
    digest, at_mark, lines, in_order = hashlib.sha256(), "", 0, True
    for line in process.stdout:
        in_order = in_order and line.startswith(b'{"id":%d,' % lines)
        digest.update(line)
        lines += 1
        at_mark = digest.hexdigest() if lines == mark else at_mark
    code, elsewhere = process.wait(), watch.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Streamed(
        time.monotonic() - start, used + elsewhere, watch.rss // 1024, watch.pss // 1024,
        watch.all_pss // 1024, lines, in_order, digest.hexdigest(), at_mark, code,
    )  # fmt: skip


def _feed(process: subprocess.Popen[bytes], given: Iterable[bytes]) -> None:
    assert process.stdin
    with process.stdin as stdin:
        for line in given:
            stdin.write(line)


def _sizes(pid: int) -> tuple[int, int]:
    """Resident and proportional set size in kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    found = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return found.get("Rss", 0), found.get("Pss", 0)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
