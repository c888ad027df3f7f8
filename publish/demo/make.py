"""Makes the demonstration: a store, its settings, its users, the decisions and the true spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from publish.demo import frames, regions, site_files, units
from publish.demo.matter import Maker, Matter
from publish.demo.plan import Plan
from publish.demo.sink import Sink

BATCH = 1000

Progress = Callable[[int, int], None]
"""Called with how many matters are made, and of how many."""


class DemoReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was made. `approved`: matters that pass every gate, by column; `stopped`: by gate."""

    directory: Path
    cases: int
    approved: dict[str, int]
    stopped: dict[str, int]
    units: int
    episodes: int
    spans: int


class Tally(msgspec.Struct):
    """What was counted on the way."""

    approved: Counter[str] = msgspec.field(default_factory=Counter)
    stopped: Counter[str] = msgspec.field(default_factory=Counter)
    spans: int = 0

    def count(self, matter: Matter) -> None:
        self.spans += sum(len(text.spans) for text in matter.texts.values())
        if matter.fate.passes:
            self.approved[matter.fate.name] += 1
        elif matter.fate.gate:
            self.stopped[matter.fate.gate] += 1


def make(
    directory: Path, cases: int = 2000, approved: int | None = None, seed: int = 2021,
    progress: Progress | None = None,
) -> DemoReport:  # fmt: skip
    """Writes a demonstration of `cases` matters into `directory`; the same seed, the same bytes.

    `approved`: matters that pass every gate (None: 559, or fewer in proportion to fewer cases).
    Raises `UsageError` DEMO-004/005 for numbers that can't be, `PublishError` DEMO-001…003 for frames.
    """
    maker = Maker(plan := Plan(cases, approved, seed), frames.load())
    directory.mkdir(parents=True, exist_ok=True)
    with Sink(directory) as sink:
        sink.database.add_all({"units": units.rows(), "regions": regions.rows()})
        tally = _matters(sink, maker, plan, progress)
    site_files.write(directory)
    return DemoReport(
        directory=directory, cases=cases, approved=dict(sorted(tally.approved.items())),
        stopped=dict(sorted(tally.stopped.items())), units=len(units.rows()), episodes=0,
        spans=tally.spans,
    )  # fmt: skip


def _matters(sink: Sink, maker: Maker, plan: Plan, progress: Progress | None) -> Tally:
    tally = Tally()
    for start in range(0, plan.cases, BATCH):
        batch = [maker.make(number) for number in range(start, min(start + BATCH, plan.cases))]
        sink.matters(batch)
        for matter in batch:
            tally.count(matter)
        if progress:
            progress(start + len(batch), plan.cases)
    return tally
