"""A host's rate and pauses from items that were read and timed.

seconds = syllables × a + breaths × b + stops × c, by least squares that care little for outliers (Huber's,
then Tukey's weights) and lean on the usual pace where there are few items, so that no pause gets silly.
A breath is the pause of a comma, a stop that of a full stop; the other marks keep their share of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from publish.radio.timing import PAUSES, Pace, milliseconds, syllables

STOPS = "。！？"
LEAST = 8
"""Items from which a pace is found at all."""

LEAST_OF_HOST = 12
"""Items from which a host gets a pace of his own."""

HELD_OUT = 4
"""Every fourth item is kept for the error."""

ROUNDS = 20
HUBER, TUKEY = 1.345, 4.685
LEAN = 0.1
"""How many typical items the usual pace weighs."""

SLOWEST, FASTEST = 120, 400
"""Syllables a minute that a host reads at."""

Row = tuple[float, float, float]


class Timed(msgspec.Struct, frozen=True):
    """A text as it was read, and the seconds it took."""

    text: str
    seconds: float


class Error(msgspec.Struct, frozen=True):
    """Of held-out items: how many, the middle error of one in percent, and that of all together."""

    items: int
    each: float
    together: float


class Fit(msgspec.Struct, frozen=True):
    """What was found of all items; the errors are of a fit that had not seen the held-out ones."""

    pace: Pace
    items: int
    error: Error
    usual: Error


def fit(items: Sequence[Timed], usual: Pace, before: Pace | None = None) -> Fit:
    """The pace of `items` (at least `LEAST`); `usual` is leaned on, `before` (else it, too) compared with."""
    kept = [one for place, one in enumerate(items) if place % HELD_OUT]
    held = [one for place, one in enumerate(items) if place % HELD_OUT == 0]
    unseen = _fitted(kept, usual)
    return Fit(_fitted(items, usual), len(items), error(held, unseen), error(held, before or usual))


def error(items: Sequence[Timed], pace: Pace) -> Error:
    """How far `pace` is from the seconds that were measured."""
    told = [milliseconds(one.text, pace) / 1000 for one in items]
    each = [abs(said - one.seconds) / one.seconds * 100 for said, one in zip(told, items, strict=True)]
    whole = sum(one.seconds for one in items)
    return Error(len(items), round(median(each), 1), round(abs(sum(told) - whole) / whole * 100, 1))


def _fitted(items: Sequence[Timed], usual: Pace) -> Pace:
    rows, seconds = [_row(one.text, usual) for one in items], [one.seconds for one in items]
    prior = (60 / usual.rate, 1.0, 1.0)
    found, weights = prior, [1.0] * len(rows)
    for turn in range(ROUNDS):
        found = _solved(rows, seconds, weights, prior)
        weights = _weights(rows, seconds, found, sure=turn >= ROUNDS // 2)
    return _pace(found, usual)


def _row(text: str, usual: Pace) -> Row:
    """Syllables, and seconds of breaths and of stops at the usual pauses."""
    breaths = sum(
        ms for mark, ms in usual.pauses.items() if mark not in STOPS for _ in range(text.count(mark))
    )
    stops = sum(ms for mark, ms in usual.pauses.items() if mark in STOPS for _ in range(text.count(mark)))
    return syllables(text), breaths / 1000, stops / 1000


def _solved(rows: Sequence[Row], seconds: Sequence[float], weights: Sequence[float], prior: Row) -> Row:
    """Weighted least squares of relative errors, with `prior` as so many items."""
    typical = [sum(row[i] for row in rows) / len(rows) for i in range(3)]
    mean = sum(seconds) / len(seconds)
    matrix = [[0.0] * 4 for _ in range(3)]
    for row, y, weight in zip(rows, seconds, weights, strict=True):
        scale = weight / (y * mean)
        for i in range(3):
            for j in range(3):
                matrix[i][j] += scale * row[i] * row[j]
            matrix[i][3] += scale * row[i] * y
    for i in range(3):
        lean = LEAN * (typical[i] / mean) ** 2 + 1e-9
        matrix[i][i] += lean
        matrix[i][3] += lean * prior[i]
    return _eliminated(matrix)


def _eliminated(matrix: list[list[float]]) -> Row:
    """Gauss; the lean keeps the diagonal away from nought."""
    for i in range(3):
        for j in range(3):
            if i != j:
                factor = matrix[j][i] / matrix[i][i]
                matrix[j] = [a - factor * b for a, b in zip(matrix[j], matrix[i], strict=True)]
    a, b, c = (matrix[i][3] / matrix[i][i] for i in range(3))
    return a, b, c


def _weights(rows: Sequence[Row], seconds: Sequence[float], found: Row, *, sure: bool) -> list[float]:
    """1 for an item near the line, less the further it is off (Huber); once `sure`, nought for one far off
    (Tukey's biweight).
    """
    off = [
        abs(sum(x * b for x, b in zip(row, found, strict=True)) - y) / y
        for row, y in zip(rows, seconds, strict=True)
    ]
    sigma = max(median(off) / 0.6745, 1e-4)
    if sure:
        return [max(0.0, 1 - (one / (TUKEY * sigma)) ** 2) ** 2 for one in off]
    spread = HUBER * sigma
    return [min(1.0, spread / one) if one else 1.0 for one in off]


def _pace(found: Row, usual: Pace) -> Pace:
    a, breath, stop = found
    rate = round(min(FASTEST, max(SLOWEST, 60 / a if a > 0 else FASTEST)))
    share = {mark: stop if mark in STOPS else breath for mark in PAUSES}
    pauses = {mark: min(2000, max(0, round(usual.pauses[mark] * share[mark] / 10) * 10)) for mark in PAUSES}
    return Pace(rate, pauses)
