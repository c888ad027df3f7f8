"""The filter at scale: one worker against two, and what a worker takes.

    python -m bench anonymise-scale [--sample 10000]

Letters of the demonstration's generator, title and appeal of each matter with its parties, are
streamed through `publish anonymise`, by one worker process and by two. Writes its section of
docs/reference/benchmarks.md; exits 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import letters, report, streamed
from bench.streamed import Streamed

NAME = "anonymise-scale"
RATIO, RATE = 1.8, 25_000


def run(arguments: Sequence[str]) -> int:
    """Measure; 0 when every limit is kept."""
    parser = argparse.ArgumentParser(
        prog=f"python -m bench {NAME}", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=10_000, help="matters")
    parser.add_argument("--rounds", type=int, default=2, help="how often each; the fastest counts")
    given = parser.parse_args(arguments)
    return _pair(given.sample, given.rounds)


def _pair(sample: int, rounds: int) -> int:
    """One worker and two, in turns, on the same file of letters."""
    with tempfile.TemporaryDirectory(prefix="huisheng-bench-") as folder:
        file, given = Path(folder) / "letters.jsonl", letters.Letters(sample, sample)
        file.write_bytes(b"".join(given))
        runs: dict[int, list[Streamed]] = {1: [], 2: []}
        for _ in range(rounds):
            for workers, done in runs.items():
                done.append(streamed.run([*letters.FILTER, "--workers", str(workers), str(file)]))
    one, two = (min(runs[workers], key=lambda run: run.seconds) for workers in (1, 2))
    ratio, same = one.seconds / two.seconds, len({run.digest for done in runs.values() for run in done}) == 1
    said = f"two to one: {ratio:.2f} by the clock (limit {RATIO}); same bytes: {letters.yes(same)}"
    rows = [
        letters.row(f"{sample:,}, 1 worker", one, given.characters),
        letters.row(f"{sample:,}, 2 workers", two, given.characters),
        letters.remark(f"{said}; {letters.load()}"),
    ]
    report.put("Anonymiser: one worker and two", f"python -m bench {NAME}", letters.COLUMNS, rows)
    slow = given.characters / one.processor_seconds < RATE
    large = max(one.worker_rss_mb, two.worker_rss_mb) > letters.MEMORY_MB
    return int(ratio < RATIO or large or slow or not same)
