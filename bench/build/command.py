"""The command's arguments and its course: content, conversion, runs, agreement, page."""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import bench.build
from bench.build import agree, show, watch
from bench.build.content import Contents
from bench.build.donors import donors
from bench.build.hugo import Hugo
from bench.build.kept import prepared
from bench.build.ours import Ours
from bench.build.pelican import Pelican
from bench.build.rounds import Step, rounds
from bench.build.tally import Tally
from bench.build.tools import Tool, discard
from publish.model.published import Directory

AGAINST: dict[str, Callable[[Path, Directory], Tool]] = {"hugo": Hugo, "pelican": Pelican}
STEPS_OF_OTHERS = ("add",)


def run(arguments: Sequence[str]) -> int:
    """Measure; 1 where the tools' pages don't agree."""
    given = _parsed(arguments)
    work = given.work or Path(tempfile.mkdtemp(prefix="huisheng-bench-"))
    tallies: list[Tally] = []
    versions = [show.machine(), f"Python {platform.python_version()}"]
    try:
        for size in given.cases:
            tally, tools = _measured(given, work, size)
            tallies.append(tally)
            versions += [text for tool in tools if (text := tool.version()) not in versions]
            if not given.dry:
                show.show(tallies, _told_again(given), versions)
            print("\n".join(show.findings([tally])), flush=True)
    finally:
        if not given.work:
            shutil.rmtree(work, ignore_errors=True)
    return int(any(tally.notes for tally in tallies))


def _measured(given: argparse.Namespace, work: Path, size: int) -> tuple[Tally, list[Tool]]:
    held = donors(work / "donors")
    contents, folder = Contents(held, size, given.seed), work / str(size)
    tools = _tools(given, folder, held.directory, size)
    with ExitStack() as stack:
        for tool in tools:
            stack.enter_context(prepared(tool, contents, given.seed))
        stack.callback(discard, folder)
        return _tally(given, contents, tools), tools


def _tally(given: argparse.Namespace, contents: Contents, tools: Sequence[Tool]) -> Tally:
    tally = Tally(contents.size)
    runs = given.runs if contents.size <= given.once_above else 1
    for step in rounds(contents, tools, runs, STEPS_OF_OTHERS):
        tally.steps.append(step)
        print(_told(contents.size, step), file=sys.stderr, flush=True)
    for tool in tools:
        rebuild(tool)
    tally.notes += agree.differences(tools, contents, given.seed)
    tally.facts += agree.weights(tools)
    return tally


def _tools(given: argparse.Namespace, folder: Path, directory: Directory, size: int) -> list[Tool]:
    others = [name for name in given.against if name != "pelican" or size <= given.pelican_up_to]
    return [Ours(folder), *(AGAINST[name](folder, directory) for name in others)]


def rebuild(tool: Tool) -> None:
    """Build what is there now, untimed, for the pages to be compared."""
    tool.clear()
    watch.run(tool.command(), tool.output.parent, tool.environment())


def _told_again(given: argparse.Namespace) -> str:
    """The command, without the places it was given."""
    sizes, others = ",".join(map(str, given.cases)), ",".join(given.against)
    return f"python -m bench build --cases {sizes} --against {others} --runs {given.runs}"


def _told(size: int, step: Step) -> str:
    taken = step.taken
    used = f"{taken.seconds:.2f} s, CPU {taken.cpu:.2f} s, {taken.memory_mb:.0f} MB"
    made = f"{step.pages} + {step.feeds} feeds + {step.search} search + {step.twins} twins"
    written = f"{made}, removed {step.removed}"
    return f"{size:,} {step.tool} {step.what}: {used}, written {written}"


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench build", description=bench.build.__doc__)
    parser.add_argument("--cases", type=_numbers, default=[1000, 10_000], help="sizes, 1000,10000,100000")
    parser.add_argument(
        "--against", type=_names, default=["hugo", "pelican"], help="hugo,pelican, or nothing: ''"
    )
    parser.add_argument("--runs", type=int, default=3, help="rounds of all tools in turn")
    parser.add_argument("--once-above", type=int, default=10_000, help="one round above this size")
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--work", type=Path, help="a folder to keep; else a temporary one")
    parser.add_argument("--pelican-up-to", type=int, default=10_000, help="no Pelican above this size")
    parser.add_argument(
        "--dry", action="store_true", help="print; leave docs/reference/benchmarks.md as it is"
    )
    return parser.parse_args(arguments)


def _numbers(text: str) -> list[int]:
    return sorted(int(each) for each in text.split(","))


def _names(text: str) -> list[str]:
    names = [each for each in text.split(",") if each]
    if unknown := [each for each in names if each not in AGAINST]:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(AGAINST)}")
    return names
