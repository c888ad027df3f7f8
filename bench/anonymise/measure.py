"""One set through one engine: its score and the time it took."""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec

from bench.anonymise import score
from bench.anonymise.engines import Outcome, Read
from bench.anonymise.model import Sample
from bench.anonymise.score import Score
from bench.anonymise.sets import Set

BATCH = 200


class Measured(msgspec.Struct, frozen=True):
    """A set's score. `rate`: characters a second of processor time on this one process."""

    name: str
    sealed: bool
    records: int
    characters: int
    rate: float
    score: Score


def measure(one: Set, read: Read) -> Measured:
    """Runs `read` over the set."""
    outcomes, seconds = timed(one.samples, read)
    size = characters(one.samples)
    scored = score.score(one.samples, outcomes)
    return Measured(one.name, one.sealed, len(one.samples), size, size / max(seconds, 1e-9), scored)


def timed(samples: Sequence[Sample], read: Read) -> tuple[list[dict[str, Outcome]], float]:
    """What `read` makes of samples, in batches, and the processor seconds; loading isn't counted."""
    read(samples[:1])
    started = time.process_time()
    outcomes = [found for at in range(0, len(samples), BATCH) for found in read(samples[at : at + BATCH])]
    return outcomes, time.process_time() - started


def characters(samples: Sequence[Sample]) -> int:
    """Of all their texts."""
    return sum(len(piece.text) for sample in samples for piece in sample.texts.values())
