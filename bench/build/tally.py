"""Steps of many runs in figures: minimum, median, ratios run by run, growth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from statistics import median

import msgspec

from bench.build.rounds import Step

Figure = Callable[[Step], float]


def seconds(step: Step) -> float:
    return step.taken.seconds


def cpu(step: Step) -> float:
    return step.taken.cpu


class Tally(msgspec.Struct):
    """The runs of one size; `notes`: where the tools' pages differ; `facts`: what else was found."""

    size: int
    steps: list[Step] = []
    notes: list[str] = []
    facts: list[str] = []

    def of(self, tool: str, what: str) -> list[Step]:
        """The runs of one tool's step, in order."""
        return [step for step in self.steps if (step.tool, step.what) == (tool, what)]

    def kinds(self) -> list[tuple[str, str]]:
        """Every tool with each of its steps, in the order they were run."""
        return list(dict.fromkeys((step.tool, step.what) for step in self.steps))

    def ratio(self, tool: str, other: str, what: str, figure: Figure = seconds) -> float | None:
        """The median of `tool`'s figure by `other`'s, each run by the run beside it."""
        pairs = zip(self.of(tool, what), self.of(other, what), strict=False)
        ratios = [figure(one) / figure(two) for one, two in pairs]
        return median(ratios) if ratios else None


def least(steps: Iterable[Step], figure: Figure) -> float:
    return min(map(figure, steps))


def middle(steps: Iterable[Step], figure: Figure) -> float:
    return median(map(figure, steps))


def exponent(tallies: Sequence[Tally], tool: str, start: int = 10_000) -> tuple[int, int, float] | None:
    """How a cold build's processor time grows: sizes and the power, from `start` to the largest."""
    held = [each for each in tallies if each.size >= start and each.of(tool, "cold")]
    if len(held) < 2:
        return None
    few, many = held[0], held[-1]
    grown = least(many.of(tool, "cold"), cpu) / least(few.of(tool, "cold"), cpu)
    return few.size, many.size, math.log(grown) / math.log(many.size / few.size)
