"""`python -m bench.anonymise.speed MODE TEXTS COUNT SEED`: speed and peak memory, in a process of its own.

Modes: `rules` (without the statistical names), `names` (with them), `all` (with them, LAC reading the
sentences, too, that cutword has ruled names out of). Texts: `written` (complaints and replies as they were
written), `filled` (the same, with far more private data in each than anybody writes).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from bench.anonymise import carriers, engines, fill
from bench.anonymise.carriers import Carrier
from bench.anonymise.measure import characters, timed
from bench.anonymise.model import Piece, Sample

MODES = {
    "rules": "without the statistical names",
    "names": "with the statistical names",
    "all": "with the statistical names, no sentence passed over",
}
TEXTS = {
    "written": "complaints and replies as they were written",
    "filled": "the same with invented data written in",
}
ROOT = Path(__file__).parents[2]


class Taken(msgspec.Struct, frozen=True):
    """Characters a second of processor time on one core; megabytes at the peak of the whole process."""

    rate: float
    peak_mb: int
    characters: int


def taken(mode: str, texts: str, count: int, seed: int) -> Taken:
    """Measured in a fresh process. CalledProcessError where that fails."""
    command = [sys.executable, "-m", "bench.anonymise.speed", mode, texts, str(count), str(seed)]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(ran.stdout, type=Taken)


def main(mode: str, texts: str, count: int, seed: int) -> None:
    """Print a Taken as JSON."""
    samples = fill.samples(count, seed) if texts == "filled" else _written(count)
    _, seconds = timed(samples, engines.ours(mode))
    read = characters(samples)
    print(msgspec.json.encode(Taken(read / seconds, _peak_mb(), read)).decode())


def _written(count: int) -> list[Sample]:
    """Carriers as they are, the plain ones first; again from the first where there are too few."""
    found = sorted(carriers.load(), key=lambda one: one.annotated)
    chosen = [found[at % len(found)] for at in range(count)] if found else []
    return [Sample(id=str(at), texts=_texts(one)) for at, one in enumerate(chosen)]


def _texts(carrier: Carrier) -> dict[str, Piece]:
    return {"appeal": carrier.appeal} | ({"reply": carrier.reply} if carrier.reply else {})


def _peak_mb() -> int:
    """From /proc: the peak that getrusage tells is that of the parent, where it was higher."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
