"""One set through one engine: its score and the time it took."""

from __future__ import annotations

import time

import msgspec

from bench.anonymise import score
from bench.anonymise.engines import Read
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
    """Runs `read` over the set in batches; what it loads at first use isn't counted."""
    read(one.samples[:1])
    started = time.process_time()
    outcomes = [
        found for at in range(0, len(one.samples), BATCH) for found in read(one.samples[at : at + BATCH])
    ]
    seconds = time.process_time() - started
    characters = sum(len(piece.text) for sample in one.samples for piece in sample.texts.values())
    scored = score.score(one.samples, outcomes)
    return Measured(
        one.name, one.sealed, len(one.samples), characters, characters / max(seconds, 1e-9), scored
    )
