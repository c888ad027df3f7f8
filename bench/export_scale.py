"""The first platform year at full size: `publish demo` and `publish export` of it, within 2 GB.

    python -m bench export [--cases 510700] [--approved 142000] [--dir DIR]

Writes its section of docs/reference/benchmarks.md; exits 1 above the limit. With --dir a store that
is there already is used and kept.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import report, watched

NAME = "export"
ONLY_BY_NAME = True
"""A quarter of an hour and more: `all` leaves it out."""
LIMIT_MB = 2048
COLUMNS = ("step, matters / approved", "wall", "CPU", "matters a second", "peak memory", "limit")
ROOT = Path(__file__).parents[1]
PUBLISH = [sys.executable, "-m", "publish"]


def run(arguments: Sequence[str]) -> int:
    """Measure; 0 when both keep within the limit."""
    given = _parsed(arguments)
    folder = given.dir or Path(tempfile.mkdtemp(prefix="huisheng-bench-"))
    try:
        steps = [] if (folder / "store.sqlite3").exists() else [("demo", _demo(given, folder))]
        steps.append(("export", [*PUBLISH, "export", "--settings", str(folder / "publish.yml")]))
        rows, codes = zip(*(_measured(name, command, given) for name, command in steps), strict=True)
        report.put("Export at full size", "python -m bench export", COLUMNS, rows)
        return max(codes)
    finally:
        if not given.dir:
            shutil.rmtree(folder, ignore_errors=True)


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench export", description=__doc__)
    parser.add_argument("--cases", type=int, default=510_700)
    parser.add_argument("--approved", type=int, default=142_000)
    parser.add_argument("--dir", type=Path)
    return parser.parse_args(arguments)


def _demo(given: argparse.Namespace, folder: Path) -> list[str]:
    return [*PUBLISH, "demo", "--cases", str(given.cases), "--approved", str(given.approved), str(folder)]


def _measured(name: str, command: Sequence[str], given: argparse.Namespace) -> tuple[list[str], int]:
    taken = watched.run(command, ROOT)
    rate = (given.cases if name == "demo" else given.approved) / taken.seconds
    row = [
        f"{name} {given.cases:,} / {given.approved:,}",
        f"{taken.seconds:,.0f} s",
        f"{taken.processor_seconds:,.0f} s",
        f"{rate:,.0f}",
        f"{taken.memory_mb:,} MB",
        f"{LIMIT_MB:,} MB",
    ]
    # A matter set aside makes `export` end with 1; the demonstration has such matters on purpose.
    return row, int(taken.memory_mb > LIMIT_MB or taken.exit_code not in (0, 1))
