"""`python -m bench.anonymise.speed MODE COUNT SEED`: speed and peak memory, in a process of its own.

Modes: `rules` (without the statistical names), `names` (with them), `ungated` (with them and without
the gate that passes over sentences that can hold no name, where the engine has one).
"""

from __future__ import annotations

import inspect
import resource
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
ROOT = Path(__file__).parents[2]


class Taken(msgspec.Struct, frozen=True):
    """Characters a second of processor time on one core; megabytes at the peak of the whole process."""

    rate: float
    peak_mb: int
    characters: int


def taken(mode: str, count: int, seed: int) -> Taken | None:
    """Measured in a fresh process; None where the engine has no such mode."""
    command = [sys.executable, "-m", "bench.anonymise.speed", mode, str(count), str(seed)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return msgspec.json.decode(ran.stdout, type=Taken) if ran.returncode == 0 else None


def _loader(mode: str) -> Any:
    from publish.anonymise import statistical

    if mode == "rules":
        return None
    if mode == "names":
        return statistical.load
    if "gate" not in inspect.signature(statistical.load).parameters:
        sys.exit(3)
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
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(msgspec.json.encode(Taken(characters / seconds, peak, characters)).decode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
