"""The filter on the platform's first year, by worker processes and by a cluster.

    python -m bench anonymise-year [--matters 510700] [--cluster-matters 51070]

Letters of the demonstration's generator are streamed through `publish anonymise`, by two worker
processes and by a Dask cluster of two workers on loopback. Checks that order and ids are kept and
that the bytes are the same whoever did the work. Writes its section of docs/reference/benchmarks.md;
exits 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import letters, report, streamed
from bench.streamed import Streamed
from publish.demo.plan import YEAR
from tests.cluster import cluster

NAME = "anonymise-year"
ONLY_BY_NAME = True
"""Hours of work: `all` leaves it out."""


def run(arguments: Sequence[str]) -> int:
    """Measure; 0 when every limit is kept."""
    parser = argparse.ArgumentParser(
        prog=f"python -m bench {NAME}", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--matters", type=int, default=YEAR, help="matters of the year")
    parser.add_argument("--cluster-matters", type=int, default=YEAR // 10, help="of which by the cluster")
    given = parser.parse_args(arguments)
    return _year(given.matters, given.cluster_matters)


def _year(matters: int, part: int) -> int:
    """The year by two worker processes; its first `part` matters by a cluster, which must make the same."""
    given = letters.Letters(matters, matters)
    year = streamed.run([*letters.FILTER, "--workers", "2"], given, mark=min(part, matters))
    rows = [letters.row(f"{matters:,}, 2 workers", year, given.characters)]
    good = year.in_order and year.lines == matters and year.exit_code == 0
    if part:
        good &= _clustered(matters, min(part, matters), year, rows)
    if matters < YEAR:
        rows.append(letters.remark(f"{matters / YEAR:.0%} of the year's {YEAR:,} matters"))
    said = f"every id came out once and in order, a cluster's bytes were the same: {letters.yes(good)}"
    rows += [letters.remark(letters.load()), letters.remark(said)]
    report.put("Anonymiser: a year of letters", f"python -m bench {NAME}", letters.COLUMNS, rows)
    return int(not good or year.worker_rss_mb > letters.MEMORY_MB)


def _clustered(matters: int, part: int, year: Streamed, rows: list[list[str]]) -> bool:
    given = letters.Letters(matters, part)
    with tempfile.TemporaryDirectory(prefix="huisheng-bench-") as folder, cluster(Path(folder)) as made:
        pids = [worker.pid for worker in made.workers]
        done = streamed.run([*letters.FILTER, "--scheduler", made.address], given, also=pids)
    rows.append(letters.row(f"the first {part:,}, Dask on loopback, 2 workers", done, given.characters))
    return done.digest == year.digest_at_mark and done.lines == part and done.exit_code == 0
