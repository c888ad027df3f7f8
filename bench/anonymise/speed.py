"""`python -m bench.anonymise.speed MODE COUNT SEED`: speed and peak memory, in a process of its own.

Modes: `rules` (without the statistical names), `names` (with them).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from bench.anonymise import engines, fill
from bench.anonymise.measure import characters, timed

MODES = {
    "rules": "without the statistical names",
    "names": "with the statistical names",
}
ROOT = Path(__file__).parents[2]


class Taken(msgspec.Struct, frozen=True):
    """Characters a second of processor time on one core; megabytes at the peak of the whole process."""

    rate: float
    peak_mb: int
    characters: int


def taken(mode: str, count: int, seed: int) -> Taken:
    """Measured in a fresh process. CalledProcessError where that fails."""
    command = [sys.executable, "-m", "bench.anonymise.speed", mode, str(count), str(seed)]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(ran.stdout, type=Taken)


def main(mode: str, count: int, seed: int) -> None:
    """Print a Taken as JSON."""
    samples = fill.samples(count, seed)
    _, seconds = timed(samples, engines.ours(statistics=mode == "names"))
    read = characters(samples)
    print(msgspec.json.encode(Taken(read / seconds, _peak_mb(), read)).decode())


def _peak_mb() -> int:
    """From /proc: the peak that getrusage tells is that of the parent, where it was higher."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
