"""`python -m bench.anonymise.speed MODE COUNT SEED`: speed and peak memory, in a process of its own.

Modes: `rules` (without the statistical names), `names` (with them), `ungated` (with them and without
the gate that passes over sentences that can hold no name, where the engine has one).
"""

from __future__ import annotations

import inspect
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from bench.anonymise import fill

MODES = {
    "rules": "without the statistical names",
    "names": "with the statistical names",
    "ungated": "with the statistical names, no sentence passed over",
}
_NO_SUCH_MODE = 3
ROOT = Path(__file__).parents[2]


class Taken(msgspec.Struct, frozen=True):
    """Characters a second of processor time on one core; megabytes at the peak of the whole process."""

    rate: float
    peak_mb: int
    characters: int


def taken(mode: str, count: int, seed: int) -> Taken | None:
    """Measured in a fresh process; None where the engine has no such mode."""
    command = [sys.executable, "-m", "bench.anonymise.speed", mode, str(count), str(seed)]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if ran.returncode not in (0, _NO_SUCH_MODE):
        raise RuntimeError(f"{' '.join(command)}: {ran.returncode}")
    return msgspec.json.decode(ran.stdout, type=Taken) if ran.returncode == 0 else None


def _loader(mode: str) -> Any:
    from publish.anonymise import statistical

    if mode == "rules":
        return None
    if mode == "names":
        return statistical.load
    if "gate" not in inspect.signature(statistical.load).parameters:
        sys.exit(_NO_SUCH_MODE)
    ungated: Any = statistical.load
    return lambda: ungated(gate=False)


def main(mode: str, count: int, seed: int) -> None:
    """Print a Taken as JSON."""
    from bench.anonymise import engines
    from bench.anonymise.measure import BATCH

    samples = fill.samples(count, seed)
    read = engines.built(_loader(mode))
    read(samples[:1])
    started = time.process_time()
    for at in range(0, len(samples), BATCH):
        read(samples[at : at + BATCH])
    seconds = time.process_time() - started
    characters = sum(len(piece.text) for sample in samples for piece in sample.texts.values())
    print(msgspec.json.encode(Taken(characters / seconds, _peak_mb(), characters)).decode())


def _peak_mb() -> int:
    """From /proc: the peak that getrusage tells is that of the parent, where it was higher."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
