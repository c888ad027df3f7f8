"""The filter at scale: one worker against two, what a worker takes, and the platform's first year.

    python -m bench anonymise-scale [--sample 3000] [--matters 510700] [--cluster-matters 51070]

Letters of the demonstration's generator, title and appeal of each matter with its parties, are
streamed through `publish anonymise`, by worker processes and by a Dask cluster of two workers on
loopback; `--matters 0` leaves the year out. Checks that order and ids are kept and that the bytes
are the same whoever did the work. Writes its sections of docs/reference/benchmarks.md; exits 1 where
a limit is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench import report, streamed
from bench.streamed import Streamed
from publish.demo import frames
from publish.demo.matter import Maker
from publish.demo.plan import YEAR, Plan
from tests.cluster import cluster

NAME = "anonymise-scale"
SEED = 2021
RATIO, MEMORY_MB, RATE = 1.8, 400, 25_000
FILTER = [sys.executable, "-m", "publish", "anonymise"]
COLUMNS = (
    "matters, by", "wall", "CPU", "characters a second of wall", "of CPU", "memory a worker: RSS / PSS",
    "all, PSS",
)  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    """Measure; 0 when every limit is kept."""
    given = _parsed(arguments)
    code = _pair(given.sample, given.rounds) if given.sample else 0
    if given.matters:
        code |= _year(given.matters, given.cluster_matters)
    return code


class Letters:
    """The first `count` letters of a year of `matters`; counts their characters as they go."""

    def __init__(self, matters: int, count: int) -> None:
        self._maker = Maker(Plan(matters, None, SEED), frames.load())
        self._count = count
        self.characters = 0

    def __iter__(self) -> Iterator[bytes]:
        for number in range(self._count):
            matter = self._maker.make(number)
            text = f"{matter.texts['title'].text}\n{matter.texts['appeal'].text}"
            self.characters += len(text)
            yield msgspec.json.encode({"id": number, "text": text, "known": matter.parties}) + b"\n"


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=f"python -m bench {NAME}", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=3000, help="matters for one worker against two")
    parser.add_argument("--rounds", type=int, default=3, help="how often each; the fastest counts")
    parser.add_argument("--matters", type=int, default=YEAR, help="matters of the year")
    parser.add_argument("--cluster-matters", type=int, default=YEAR // 10, help="of which by the cluster")
    return parser.parse_args(arguments)


def _pair(sample: int, rounds: int) -> int:
    """One worker and two, in turns, on the same file of letters."""
    with tempfile.TemporaryDirectory(prefix="huisheng-bench-") as folder:
        file, letters = Path(folder) / "letters.jsonl", Letters(sample, sample)
        file.write_bytes(b"".join(letters))
        runs: dict[int, list[Streamed]] = {1: [], 2: []}
        for _ in range(rounds):
            for workers, done in runs.items():
                done.append(streamed.run([*FILTER, "--workers", str(workers), str(file)]))
    one, two = (min(runs[workers], key=lambda run: run.seconds) for workers in (1, 2))
    ratio, same = one.seconds / two.seconds, len({run.digest for done in runs.values() for run in done}) == 1
    said = f"two to one: {ratio:.2f} by the clock (limit {RATIO}); same bytes: {_yes(same)}; {_load()}"
    rows = [
        _row(f"{sample:,}, 1 worker", one, letters.characters),
        _row(f"{sample:,}, 2 workers", two, letters.characters),
        _remark(said),
    ]
    report.put("Anonymiser: one worker and two", f"python -m bench {NAME} --matters 0", COLUMNS, rows)
    slow = letters.characters / one.processor_seconds < RATE
    return int(ratio < RATIO or max(one.worker_rss_mb, two.worker_rss_mb) > MEMORY_MB or slow or not same)


def _year(matters: int, part: int) -> int:
    """The year by two worker processes; its first `part` matters by a cluster, which must make the same."""
    letters = Letters(matters, matters)
    year = streamed.run([*FILTER, "--workers", "2"], letters, mark=min(part, matters))
    rows = [_row(f"{matters:,}, 2 workers", year, letters.characters)]
    good = year.in_order and year.lines == matters and year.exit_code == 0
    if part:
        good &= _clustered(matters, min(part, matters), year, rows)
    rows.append(
        _remark(f"every id came out once and in order, a cluster's bytes were the same: {_yes(good)}")
    )
    report.put("Anonymiser: a year of letters", f"python -m bench {NAME} --sample 0", COLUMNS, rows)
    return int(not good or year.worker_rss_mb > MEMORY_MB)


def _clustered(matters: int, part: int, year: Streamed, rows: list[list[str]]) -> bool:
    letters = Letters(matters, part)
    with tempfile.TemporaryDirectory(prefix="huisheng-bench-") as folder, cluster(Path(folder)) as made:
        pids = [worker.pid for worker in made.workers]
        done = streamed.run([*FILTER, "--scheduler", made.address], letters, also=pids)
    rows.append(_row(f"the first {part:,}, Dask on loopback, 2 workers", done, letters.characters))
    return done.digest == year.digest_at_mark and done.lines == part and done.exit_code == 0


def _row(name: str, run: Streamed, characters: int) -> list[str]:
    return [
        name,
        f"{run.seconds:,.0f} s",
        f"{run.processor_seconds:,.0f} s",
        f"{characters / run.seconds:,.0f}",
        f"{characters / run.processor_seconds:,.0f}",
        f"{run.worker_rss_mb} / {run.worker_pss_mb} MB",
        f"{run.all_pss_mb} MB",
    ]


def _load() -> str:
    """How many others wanted the processor, which the clock knows nothing of."""
    return f"load of the machine by the end: {os.getloadavg()[0]:.1f}"


def _remark(said: str) -> list[str]:
    return [said, *[""] * (len(COLUMNS) - 1)]


def _yes(true: bool) -> str:
    return "yes" if true else "NO"
