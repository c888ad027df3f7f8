"""Forward-backward over a chain of tags: how likely each character is to bear certain tags.

The sums run over probabilities scaled at each step, not over logarithms: one product of matrices a
step for a whole batch. That is safe because `Chain` first moves what a transition owes to its two
ends alone into the emissions. cutword's transitions reach from -792 to 34, but what is left of them
lies within ±16. Rerouting a path round a tag whose emission is under e^-300 of the best one's then
costs at most e^(4 · 16): that it is raised to e^-300 (smaller numbers are slow) changes no chance by
more than e^-230.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS = 200
_TILE = 8
_SPAN = 60.0
_FLOOR = -300.0


class Chain:
    """A linear chain: score = start + Σ emissions + Σ transitions + end."""

    def __init__(self, transitions: Floats, start: Floats, end: Floats) -> None:
        rest, source, target = _levelled(transitions)
        if np.ptp(rest) > _SPAN:
            raise ValueError("transitions too far apart to be scaled")
        self._steps = np.exp(rest)
        self._back = np.ascontiguousarray(self._steps.T)
        self._both = source + target
        self._start = start - target
        self._end = end - source

    def chances(self, emissions: NDArray[np.float32], groups: Sequence[Sequence[int]]) -> Floats:
        """P(tag of character ∈ group): emissions (time, batch, tag) → (group, batch, time)."""
        rows = emissions.shape[1]
        scores = self._scores(_filled(emissions))
        forward = _pass(scores, self._steps)
        backward = _pass(scores[::-1], self._back)[::-1]
        # the emission of a step is in both passes: once too often
        joint = forward * backward / scores
        total = joint.sum(axis=2)
        found = [(joint[:, :, list(group)].sum(axis=2) / total).T[:rows] for group in groups]
        return np.stack(found)

    def _scores(self, emissions: NDArray[np.float32]) -> Floats:
        scores = emissions + self._both
        scores[0] += self._start
        scores[-1] += self._end
        scores -= scores.max(axis=2, keepdims=True)
        return np.exp(np.maximum(scores, _FLOOR))


def _filled(emissions: NDArray[np.float32]) -> NDArray[np.float32]:
    """With idle rows up to a multiple of eight: numpy's matrix products treat odd rows at the end apart, and
    what a sentence gets would differ in its last bits with the number of sentences beside it."""
    idle = -emissions.shape[1] % _TILE
    return np.pad(emissions, ((0, 0), (0, idle), (0, 0))) if idle else emissions


def _pass(scores: Floats, steps: Floats) -> Floats:
    """Scaled sums over all paths that lead to each tag, its own emission included."""
    out = np.empty_like(scores)
    level = out[0] = scores[0] / scores[0].sum(axis=1, keepdims=True)
    for at in range(1, len(scores)):
        level = (level @ steps) * scores[at]
        level /= level.sum(axis=1, keepdims=True)
        out[at] = level
    return out


def _levelled(transitions: Floats) -> tuple[Floats, Floats, Floats]:
    """The transitions as rest + source[:, None] + target[None, :], the rest as level as it gets."""
    rest = transitions.astype(np.float64)
    source, target = np.zeros(len(rest)), np.zeros(len(rest))
    for _ in range(_ROUNDS):
        rows = (rest.max(axis=1) + rest.min(axis=1)) / 2
        rest -= rows[:, None]
        columns = (rest.max(axis=0) + rest.min(axis=0)) / 2
        rest -= columns
        source, target = source + rows, target + columns
    return rest, source, target
