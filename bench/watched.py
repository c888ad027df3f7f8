"""Runs a command and watches what it and its children take: time, processor, memory."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

EVERY = 0.5  # seconds between two looks


class Taken(msgspec.Struct, frozen=True):
    """What a command took. `memory_mb` is the highest sum over all its processes at one moment."""

    seconds: float
    processor_seconds: float
    memory_mb: int
    exit_code: int


def run(command: Sequence[str], cwd: Path) -> Taken:
    """Run `command` to its end. Memory is the proportional set size, shared pages counted once."""
    before, start, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0
    process = subprocess.Popen(command, cwd=cwd)
    while process.poll() is None:
        peak = max(peak, memory_kb(process.pid))
        time.sleep(EVERY)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.monotonic() - start, used, peak // 1024, process.returncode)


def memory_kb(root: int) -> int:
    """Proportional set size of `root` and all below it."""
    return sum(_pss_kb(pid) for pid in family(root))


def family(root: int) -> set[int]:
    """`root` and everything below it, by the parents that /proc tells."""
    parents = {pid: parent for pid in _pids() if (parent := _parent(pid)) is not None}
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
