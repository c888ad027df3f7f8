"""Makes the demonstration: a store, its settings, its users, the decisions and the true spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from publish.demo import documents, episodes, frames, regions, shelves, site_files, units
from publish.demo.kept import Kept
from publish.demo.matter import Maker, Matter
from publish.demo.plan import Plan
from publish.demo.sink import GOLD, PART, STORE, Sink
from publish.demo.templates import Spanned
from publish.errors import UsageError

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
    Raises `UsageError` DEMO-004…006 for numbers or a directory that can't be, `PublishError`
    DEMO-001…003 for frames.
    """
    maker = Maker(plan := Plan(cases, approved, seed), frames.load())
    _prepare(directory)
    tally, kept = Tally(), Kept()
    with Sink(directory) as sink:
        sink.database.add_all({"units": units.rows(), "regions": regions.rows(), **shelves.rows()})
        for batch in _batches(maker, plan, progress):
            _file(sink, batch, tally, kept)
        sink.database.add("dossier_cases", shelves.dossier_cases(kept.by_frame))
        aired = _episodes(sink, seed, kept)
        _reviewed_library(sink)
    site_files.write(directory)
    return DemoReport(
        directory=directory, cases=cases, approved=dict(sorted(tally.approved.items())),
        stopped=dict(sorted(tally.stopped.items())), units=len(units.rows()), episodes=aired,
        spans=tally.spans,
    )  # fmt: skip


def _prepare(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("DEMO-006", str(directory), detail=error.strerror) from None
    if site_files.foreign(directory) or _store_of_others(directory):
        raise UsageError("DEMO-007", str(directory))


def _store_of_others(directory: Path) -> bool:
    """A store that lies there without what a demonstration puts beside it, such as an imported one."""
    ours = ("publish.yml", GOLD, GOLD + PART)
    return (directory / STORE).exists() and not any((directory / name).exists() for name in ours)


def _batches(maker: Maker, plan: Plan, progress: Progress | None) -> Iterator[list[Matter]]:
    for start in range(0, plan.cases, BATCH):
        batch = [maker.make(number) for number in range(start, min(start + BATCH, plan.cases))]
        yield batch
        if progress:
            progress(start + len(batch), plan.cases)


def _file(sink: Sink, batch: list[Matter], tally: Tally, kept: Kept) -> None:
    sink.matters(batch)
    sink.database.add("case_policies", [row for matter in batch for row in kept.keep(matter)])
    for matter in batch:
        tally.count(matter)


def _episodes(sink: Sink, seed: int, kept: Kept) -> int:
    made = list(episodes.make(seed, kept.airable))
    sink.database.add("episodes", (one.episode for one in made))
    sink.database.add("episode_cases", (row for one in made for row in one.cases))
    sink.database.add("episode_guests", (row for one in made for row in one.guests))
    sink.database.add("episode_questions", (row for one in made for row in one.questions))
    sink.decided("episode", ((one.episode.episode_id, one.texts) for one in made))
    return len(made)


def _reviewed_library(sink: Sink) -> None:
    """Nothing private stands in the library: every field is kept as it is."""
    for kind, records in documents.texts().items():
        sink.decided(kind, ((key, {name: Spanned(text) for name, text in fields.items()})
                            for key, fields in records))  # fmt: skip
