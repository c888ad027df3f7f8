"""What the build must reach, as the task set it, beside what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from bench.build.ours import Ours
from bench.build.rounds import Step
from bench.build.tally import Tally, exponent, middle, seconds

Measured = Callable[[Tally], float | None]
OURS = Ours.name
CHANGES = ("add", "correct", "withdraw")
FED = (
    "site", "column", "district", "topic", "topic above", "unit", "district by topic", "dossier", "policy",
    "programme", "another programme",
)  # fmt: skip
"""Lists whose feeds tell a newest matter that joins a dossier and two broadcasts; three files each at
most. A district by topic has one and a programme two: the own updates and two archives stand for the rest."""
FEED_FILES = 3 * len(FED)
EXPONENT = 1.05


class Target(msgspec.Struct, frozen=True):
    """At `size` matters `what` may be `limit` at most; `measured` finds it in that size's runs."""

    size: int
    what: str
    limit: float
    measured: Measured


def _cold(other: str) -> Measured:
    return lambda tally: tally.ratio(OURS, other, "cold")


def _slowest(*whats: str) -> Measured:
    def found(tally: Tally) -> float | None:
        return max((middle(runs, seconds) for what in whats if (runs := tally.of(OURS, what))), default=None)

    return found


def _most(figure: Callable[[Step], float], what: str | None = None) -> Measured:
    def found(tally: Tally) -> float | None:
        steps = (step for step in tally.steps if step.tool == OURS and what in (None, step.what))
        return max(map(figure, steps), default=None)

    return found


def _memory(step: Step) -> float:
    return step.taken.memory_mb


TARGETS = (
    Target(10_000, "cold, of Hugo's wall", 0.4, _cold("Hugo")),
    Target(10_000, "cold, of Pelican's wall", 1 / 15, _cold("Pelican")),
    Target(10_000, "nothing to do, seconds", 0.4, _slowest("nothing")),
    Target(10_000, "add, correct or withdraw one, seconds", 0.6, _slowest(*CHANGES)),
    Target(10_000, "memory of all processes, MB", 150, _most(_memory)),
    Target(10_000, "pages and data files for a newest matter", 40, _most(lambda step: step.pages, "add")),
    Target(10_000, "feed files for a newest matter", FEED_FILES, _most(lambda step: step.feeds, "add")),
    Target(100_000, "cold, of Hugo's wall", 0.2, _cold("Hugo")),
    Target(100_000, "add, correct or withdraw one, seconds", 2.5, _slowest(*CHANGES)),
    Target(100_000, "memory of all processes, MB", 600, _most(_memory)),
    Target(100_000, "pages and data files for a newest matter", 40, _most(lambda step: step.pages, "add")),
    Target(100_000, "feed files for a newest matter", FEED_FILES, _most(lambda step: step.feeds, "add")),
)


def rows(tallies: Sequence[Tally]) -> Iterator[tuple[str, ...]]:
    """Each target that was measured: size, what, limit, figure, whether it is reached."""
    for tally in tallies:
        for target in TARGETS:
            if target.size == tally.size and (figure := target.measured(tally)) is not None:
                yield _row(f"{tally.size:,}", target.what, target.limit, figure)
    if grown := exponent(tallies, OURS):
        yield _row(f"{grown[0]:,} to {grown[1]:,}", "exponent of the CPU's growth, cold", EXPONENT, grown[2])


def _row(sizes: str, what: str, limit: float, figure: float) -> tuple[str, ...]:
    return sizes, what, f"{limit:,.3g}", f"{figure:,.3g}", "yes" if figure <= limit else "no"
