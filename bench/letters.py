"""What the filter is measured on at scale, and the rows of its figures."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import msgspec

from bench.streamed import Streamed
from publish.demo import frames
from publish.demo.matter import Maker
from publish.demo.plan import Plan

SEED = 2021
MEMORY_MB = 400
FILTER = [sys.executable, "-m", "publish", "anonymise"]
COLUMNS = (
    "matters, by", "wall", "CPU", "characters a second of wall", "of CPU", "memory a worker: RSS / PSS",
    "all, PSS",
)  # fmt: skip


class Letters:
    """The first `count` letters of a year of `matters`; counts their characters as they go."""

    def __init__(self, matters: int, count: int) -> None:
        self._maker = Maker(Plan(matters, None, SEED), frames.load())
        self._count = count
        self.characters = 0

    def __iter__(self) -> Iterator[bytes]:
        for number in range(self._count):
            matter = self._maker.make(number)
            text = f"{matter.texts['title'].text}\n{matter.texts['appeal'].text}"
            self.characters += len(text)
            yield msgspec.json.encode({"id": number, "text": text, "known": matter.parties}) + b"\n"


def row(name: str, run: Streamed, characters: int) -> list[str]:
    return [
        name,
        f"{run.seconds:,.0f} s",
        f"{run.processor_seconds:,.0f} s",
        f"{characters / run.seconds:,.0f}",
        f"{characters / run.processor_seconds:,.0f}",
        f"{run.worker_rss_mb} / {run.worker_pss_mb} MB",
        f"{run.all_pss_mb} MB",
    ]


def load() -> str:
    """How many others wanted the processor, which the clock knows nothing of."""
    return f"load of the machine by the end: {os.getloadavg()[0]:.1f}"


def remark(said: str) -> list[str]:
    return [said, *[""] * (len(COLUMNS) - 1)]


def yes(true: bool) -> str:
    return "yes" if true else "NO"
