"""`python -m bench scripts DIR [--formats json,srt,txt] [--workers 2]`: the scripts of every episode of DIR.

DIR is a demonstration that was written. Planning, then each form, in seconds of all episodes: of the
processors (every worker's together), and by the clock from nothing to the last file, workers started.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench import report
from publish.radio.formats import registry
from publish.settings import load
from publish.stages.script import episodes, pack_of

NAME = "scripts"
ONLY_BY_NAME = "needs a demonstration that was written"
FORMS = ("json", "srt", "txt", "html", "docx")
COLUMNS = ("part", "CPU s, all", "CPU ms, one")
Job = tuple[Path, Path, tuple[str, ...], tuple[str, ...]]


def run(arguments: Sequence[str]) -> int:
    """0 when every slot was met to the second."""
    parser = argparse.ArgumentParser(prog="bench scripts", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--formats", default=",".join(FORMS))
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    content, forms = load(given.folder / "publish.yml").paths.content, tuple(given.formats.split(","))
    names = [f"{one.programme}/{one.number}" for one in episodes(content)]
    with tempfile.TemporaryDirectory() as folder:
        wall, spent = _timed(content, Path(folder), forms, names, given.workers)
    rows = [
        (part, f"{spent[part]:.1f}", f"{spent[part] / len(names) * 1000:.0f}")
        for part in ("planning", *forms)
    ]
    notes = [f"{len(names)} episodes, {given.workers} workers, by the clock {wall:.1f} s.",
             f"Load of the machine by the end: {os.getloadavg()[0]:.1f}."]  # fmt: skip
    command = f"python -m bench scripts DIR --formats {given.formats} --workers {given.workers}"
    report.put(f"Host scripts of a year, {given.formats}", command, COLUMNS, rows, notes)
    print(report.table(COLUMNS, rows), *notes, sep="\n", file=sys.stdout)
    return int(bool(spent["missed"]))


def _timed(
    content: Path, folder: Path, forms: tuple[str, ...], names: list[str], workers: int
) -> tuple[float, Counter[str]]:
    shares: list[Job] = [(content, folder, forms, tuple(names[n::workers])) for n in range(workers)]
    start, spent = time.perf_counter(), Counter[str]()
    with ProcessPoolExecutor(workers) as pool:
        for found in pool.map(_made, shares):
            spent.update(found)
    return time.perf_counter() - start, spent


def _made(job: Job) -> Counter[str]:
    """One worker's episodes; processor seconds by part, and slots that were missed."""
    content, folder, forms, names = job
    spent = Counter[str](missed=0)
    for name in names:
        start = time.process_time()
        pack = pack_of(content, name)
        spent["planning"] += time.process_time() - start  # type: ignore[assignment]
        spent["missed"] += sum(item.seconds for item in pack.items) != pack.timing.slot
        for form in forms:
            start = time.process_time()
            made = registry.named(form)
            (folder / f"{name.replace('/', '-')}{made.SUFFIX}").write_bytes(made.render(pack))
            spent[form] += time.process_time() - start  # type: ignore[assignment]
    return spent
