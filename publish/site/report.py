"""What a build did, and how long its parts took."""

from __future__ import annotations

import time

import msgspec


class BuildReport(msgspec.Struct, frozen=True):
    """Paths written and removed, how many files stayed as they were and how many there are; seconds by
    stage; where one was asked about, why a file was made or not."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    files: int
    stages: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()


class Stopwatch:
    """Seconds of each stage, from the one before."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, float]] = []
        self._since = time.perf_counter()

    def mark(self, stage: str) -> None:
        """The stage that ends now."""
        now = time.perf_counter()
        self.stages.append((stage, now - self._since))
        self._since = now
