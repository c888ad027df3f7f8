"""`python -m bench spoken`: figures by kind and part, and the page that holds them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from bench.report import table
from bench.spoken import cases
from bench.spoken.cases import Case
from bench.spoken.engines import Engine, engines, right
from publish.radio.formats import registry
from publish.stages.script import DEFAULT_FORMATS, episodes, pack_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "spoken.md"
DECISION, ENOUGH = "0019", 0.98
HEAD = """# Figures on air, measured

Written by `python -m bench spoken` on {day:%Y-%m-%d}; nothing else writes this page. How figures are read
and why stands in [decision {decision}](../explanation/decisions/{decision}-figures-on-air.md).

{count} cases from letters, replies and rundowns, written before the rules: what is written, and what a host
may read (where two readings are as good, both count). A draw by digest put every third one aside before a
rule was written; of those nothing but the figure is ever looked at. "Exactly" is a reading as accepted;
"loosely" lets go of what a host may do either way (pauses, 两 or 二, 幺 or 一, 半 or 三十分, 至 or 到), which
favours the rival. One hand wrote cases and rules, so the part held out shows that the rules carry further
than the cases they were made for, not that they know every office's letters.
"""


class Timed(msgspec.Struct, frozen=True):
    """Processor seconds for every script of a demonstration: planning, then each form."""

    scripts: int
    seconds: dict[str, float]


def run(arguments: Sequence[str]) -> int:
    """Measure, write the page, print the figure."""
    readers = engines()
    scripts = _scripts(Path(arguments[0]) / "content") if arguments else None
    PAGE.write_text("\n".join(_page(readers, scripts)) + "\n", "utf-8")
    held = cases.read("held_out")
    share = right(readers[0], held)[0] / len(held)
    print(f"留出的 {len(held)} 例读对 {share:.1%}；见 {PAGE.name}")
    return int(share < ENOUGH)


def _page(readers: Sequence[Engine], scripts: Timed | None) -> Iterator[str]:
    parts = {part: cases.read(part) for part in cases.PARTS}
    day = datetime.now().astimezone()
    yield HEAD.format(day=day, count=sum(map(len, parts.values())), decision=DECISION)
    names = [f"{one.name}: {how}" for one in readers for how in ("exactly", "loosely")]
    rows = [[part, str(len(them)), *_shares(readers, them)] for part, them in parts.items()]
    yield table(["part", "cases", *names], rows)
    yield "\n## The part rules were written against, by kind (exactly)\n"
    kinds = list(dict.fromkeys(case.kind for case in parts["development"]))
    yield table(
        ["kind", "cases", *(one.name for one in readers)],
        [_of_kind(kind, parts["development"], readers) for kind in kinds],
    )
    yield "\n## What they cost\n"
    yield table(["", *(one.name for one in readers)], list(_costs(readers, parts["development"])))
    if scripts:
        yield f"\n## All {scripts.scripts} scripts of the demonstration\n"
        yield "Processor seconds of one process on one core, from nothing.\n"
        yield table(list(scripts.seconds), [[f"{one:.1f}" for one in scripts.seconds.values()]])


def _shares(readers: Sequence[Engine], them: Sequence[Case]) -> Iterator[str]:
    for reader in readers:
        for count in right(reader, them):
            yield f"{count} ({count / len(them):.1%})"


def _of_kind(kind: str, them: Sequence[Case], readers: Sequence[Engine]) -> list[str]:
    own = [case for case in them if case.kind == kind]
    return [kind, str(len(own)), *(str(right(reader, own)[0]) for reader in readers)]


def _costs(readers: Sequence[Engine], them: Sequence[Case]) -> Iterator[list[str]]:
    yield ["installs, MB", *(f"{one.megabytes:.0f}" for one in readers)]
    yield ["until it can read, s", *(f"{one.load:.2f}" for one in readers)]
    yield ["a case, µs", *(f"{_microseconds(one, them):.0f}" for one in readers)]


def _microseconds(reader: Engine, them: Sequence[Case]) -> float:
    start = time.process_time()
    for number, case in enumerate(them):
        reader.read(f"{case.written}（{number}）")  # never twice the same, or a cache would answer
    return (time.process_time() - start) / len(them) * 1e6


def _scripts(content: Path) -> Timed:
    start = time.process_time()
    rundowns = [pack_of(content, f"{one.programme}/{one.number}") for one in episodes(content)]
    seconds = {"planning": time.process_time() - start}
    for name in sorted(DEFAULT_FORMATS):
        start = time.process_time()
        for rundown in rundowns:
            registry.named(name).render(rundown)
        seconds[name] = time.process_time() - start
    return Timed(len(rundowns), {**seconds, "all": sum(seconds.values())})
