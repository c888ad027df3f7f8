"""The command's arguments and its course: content, build, index, questions, rival, page."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import msgspec

from bench import report
from bench.build import watch
from bench.build.content import Contents
from bench.build.donors import donors
from bench.build.kept import prepared
from bench.build.ours import Ours
from bench.search import asking, pagefind
from bench.search.alone import made_alone
from publish.model.published import PublishedCase
from publish.release import twins
from publish.settings import Settings, load
from publish.text.records import place_of
from tests import searching
from tests.servers import serving

LIMITS = {10_000: 150, 100_000: 400}
"""Cases → kB until ten results are there."""
PATIENCE = 300
"""Milliseconds until they are."""
COLUMNS = (
    "cases", "tool", "index: processor, files", "one added: files, processor", "one withdrawn",
    "questions", "first ten, median / most", "moved, median / most", "limit", "found exactly",
)  # fmt: skip
SEED = 20_221_123


def run(arguments: Sequence[str]) -> int:
    """Measure; 0 where everything is found and keeps within its limit."""
    given = _parsed(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="huisheng-bench-"))
    try:
        rows = [row for size in given.cases for row in _measured(given, work, size)]
    finally:
        if not given.work:
            shutil.rmtree(work, ignore_errors=True)
    if not given.dry:
        report.put("Search", "python -m bench search", COLUMNS, rows, _notes())
    print(report.table(COLUMNS, rows))
    return int(any("✗" in cell for row in rows for cell in row if row[1] == "回声"))


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench search", description=__doc__)
    numbers = lambda text: [int(each) for each in text.split(",")]  # noqa: E731
    parser.add_argument("--cases", type=numbers, default="10000,100000")
    parser.add_argument("--against", choices=["pagefind", "nobody"], default="pagefind")
    parser.add_argument("--questions", type=int, default=40, help="of each class")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--dry", action="store_true", help="write no page")
    return parser.parse_args(arguments)


def _notes() -> list[str]:
    lines = (
        f"Common: at least {asking.COMMON:.0%} of the cases have it; rare: at most {asking.RARE} have it.",
        "First ten: from the address to ten verified results on the page, in Chromium, nothing cached, from",
        "nginx on loopback; for Pagefind from its first line on. Moved: all files of the search with its",
        "scripts, as served, headers included, until then.",
        f"Limits: {PATIENCE} ms (median) and the kB of the column (most).",
        "The index's processor time is that of the index made by itself, records read for it; a build has",
        "them read already. Added, withdrawn: files of the search that were written or went, and processor",
        "time of the whole build.",
    )
    return [" ".join(lines)]


def _measured(given: argparse.Namespace, work: Path, size: int) -> list[list[str]]:
    contents, folder = Contents(donors(work / "donors"), size, SEED), work / str(size)
    tool = Ours(folder)
    with prepared(tool, contents, SEED):
        cases = searching.cases(tool.source)
        questions = asking.draw(cases, given.questions)
        rows = _ours(tool, cases, questions)
        if given.against == "pagefind":
            rows += _theirs(work / "pagefind", folder / "pagefind", cases, questions)
    return rows


# --- ours -------------------------------------------------------------------------------------------


def _ours(tool: Ours, cases: Sequence[PublishedCase], drawn: Sequence[asking.Drawn]) -> list[list[str]]:
    tool.clear()
    _built(tool)
    settings = load(tool.output.parent / "publish.yml")
    alone = made_alone(settings)
    withdrawn, added = _moved(tool, cases[len(cases) // 2])[0], _moved(tool, cases[0])[1]
    index = f"{alone.cpu:.1f} s, {alone.files:,} files, {alone.size / 1e6:.1f} MB"
    head = [f"{len(cases):,}", "回声", index, _told(*added), _told(*withdrawn)]
    rows = []
    site = _site(settings)
    with asking.chromium() as started, serving("nginx", site, site.paths.releases.parent / "nginx") as server:
        for each in drawn:
            answers = [asking.ours(started, server.address, question) for question in each.questions]
            found = searching.found(tool.output, each.questions)
            right = sum(
                set(one.numbers) == numbers
                for one, numbers in zip(found, each.questions.values(), strict=True)
            )
            rows.append([*head, *_row(each, answers, len(cases), right)])
            head = ["", "", "", "", ""]
    return rows


def _built(tool: Ours) -> watch.Taken:
    return watch.run(tool.command(), tool.output.parent, tool.environment())


def _moved(tool: Ours, case: PublishedCase) -> tuple[tuple[int, float], tuple[int, float]]:
    """Files of the search that change, and seconds of the whole build, when a case goes and when it comes."""
    path = tool.source / place_of(case)
    data, found = path.read_bytes(), []
    for act in (path.unlink, lambda: path.write_bytes(data)):
        before = _stamps(tool.output)
        act()
        taken = _built(tool)
        after = _stamps(tool.output)
        changed = sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())
        found.append((changed, taken.cpu))
    return found[0], found[1]


def _stamps(output: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in (output / "search").rglob("*") if path.is_file()}


def _told(files: int, seconds: float) -> str:
    return f"{files:,}, {seconds:.2f} s"


def _site(settings: Settings) -> Settings:
    """What the search needs, as a release lays it out, twins beside it."""
    releases = settings.paths.output.parent / "releases"
    shutil.rmtree(releases, ignore_errors=True)
    for part in ("search", "static", "feeds/index.json"):
        source = settings.paths.output / part
        paths = source.rglob("*") if source.is_dir() else [source]
        for path in (each for each in paths if each.is_file()):
            target = releases / "1" / path.relative_to(settings.paths.output)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
            data = path.read_bytes()
            for suffix, packed in twins.of(data).items() if twins.has(path.name, len(data)) else ():
                target.with_name(target.name + suffix).write_bytes(packed)
    (releases / "current").symlink_to("1")
    return msgspec.structs.replace(settings, paths=msgspec.structs.replace(settings.paths, releases=releases))


def _row(
    drawn: asking.Drawn, answers: Sequence[asking.Answered], size: int, right: int, judged: bool = True
) -> list[str]:
    times, sizes = asking.told(answers)
    limit = LIMITS.get(size)
    within = median(each.at for each in answers) <= PATIENCE
    within &= limit is None or max(each.moved for each in answers) <= limit * 1e3
    told = f"{PATIENCE} ms, {limit} kB {'✓' if within else '✗'}" if limit and judged else ""
    whole = "✓" if right == len(drawn.questions) else "✗"
    return [drawn.name, times, sizes, told, f"{right} of {len(drawn.questions)} {whole}"]


# --- the rival --------------------------------------------------------------------------------------


def _theirs(
    tools: Path, site: Path, cases: Sequence[PublishedCase], drawn: Sequence[asking.Drawn]
) -> list[list[str]]:
    program, began = pagefind.install(tools), time.perf_counter()
    pagefind.write(cases, site)
    print(f"pages for Pagefind: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    taken = pagefind.index(program, site)
    files = [path for path in (site / "pagefind").rglob("*") if path.is_file()]
    mega = sum(path.stat().st_size for path in files) / 1e6
    index = f"{taken.cpu:.1f} s, {len(files):,} files, {mega:.1f} MB, memory {taken.memory_mb:,.0f} MB"
    head = [f"{len(cases):,}", f"Pagefind {pagefind.VERSION}, spaced", index, "all anew", "all anew"]
    rows = []
    with asking.chromium() as started, pagefind.served(site) as address:
        for each in drawn:
            answers = [pagefind.ask(started, address, question) for question in each.questions]
            pairs = zip(answers, each.questions.values(), strict=True)
            right = sum(answer.numbers == numbers for answer, numbers in pairs)
            rows.append([*head, *_row(each, answers, len(cases), right, judged=False)])
            head = ["", "", "", "", ""]
    shutil.rmtree(site, ignore_errors=True)
    return rows
