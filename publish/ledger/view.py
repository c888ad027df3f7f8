"""The queue in memory: some numbers of each candidate, so that 100,000 are filtered, counted and put in
order within milliseconds (by SQL it took 60 to 360: docs/explanation/decisions/0016-the-queue.md).

Filled once a process; then only what moved is read, by the counter `touch`, which every change of
`current` raises in the order of the ledger's writers. What is shown of a row is read from the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from publish.ledger import schema
from publish.ledger.days import Days
from publish.ledger.signatures import FLAGS

NONE = -1
_NOW = schema.current.c
_READ = (
    _NOW.candidate, _NOW.state, _NOW.kind, _NOW.column, _NOW.district, _NOW.waits, _NOW.flags, _NOW.gates,
    _NOW.overridden, _NOW.blocked, _NOW.due_on, _NOW.touch,
)  # fmt: skip
_COLUMNS = ("state", "kind", "column", "district", "waits", "flagged", "gated", "blocked", "due")
_START = 1024
_BATCH = 500
Array = NDArray[np.int32]


class View:
    """Arrays by candidate number; `NONE` where there is nothing. Every use begins with `refresh`."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.arrays: dict[str, Array] = {name: np.full(_START, NONE, np.int32) for name in _COLUMNS}
        self.signed: defaultdict[str, set[int]] = defaultdict(set)
        self.days = Days()
        self._codes: dict[str, int] = {}
        self._touch = 0
        self._order: Array | None = None

    def code(self, word: str | None) -> int:
        """A small number for a word, the same as long as the process lives; NONE for none."""
        return NONE if word is None else self._codes.setdefault(word, len(self._codes))

    def words(self) -> list[str]:
        """The words by their codes."""
        return list(self._codes)

    def refresh(self, conn: Connection) -> None:
        """Read what moved since the last time. To be called with `lock` held."""
        query = select(*_READ).where(_NOW.touch > self._touch).order_by(_NOW.touch)
        rows = conn.execute(query).all()
        if not rows:
            return
        numbers = np.array([row.candidate for row in rows], np.int64)
        self._grow(int(numbers.max()))
        fresh = np.array([self._numbers(row) for row in rows], np.int32)
        if not np.array_equal(self.arrays["due"][numbers], fresh[:, -1]):
            self._order = None
        for index, name in enumerate(_COLUMNS):
            self.arrays[name][numbers] = fresh[:, index]
        self._signers(conn, [row.candidate for row in rows])
        self._touch = rows[-1].touch

    def order(self) -> Array:
        """Candidates by due day, then in order of filing."""
        if self._order is None:
            self._order = np.argsort(self.arrays["due"], kind="stable").astype(np.int32)
        return self._order

    def mask(self, numbers: Iterable[int]) -> NDArray[np.bool_]:
        """True for these candidates."""
        found = np.zeros(len(self.arrays["due"]), np.bool_)
        found[np.fromiter(numbers, np.int64)] = True
        return found

    def _numbers(self, row: Any) -> tuple[int, ...]:
        _, state, kind, column, district, waits, flags, gates, overridden, blocked, due, _ = row
        code = self.code
        return (
            code(state), code(kind), code(column), code(district), NONE if waits is None else waits,
            flags > 0 and _stands(FLAGS, overridden), _stands(gates, overridden), blocked > 0, _ordinal(due),
        )  # fmt: skip

    def _grow(self, highest: int) -> None:
        size = len(self.arrays["due"])
        if highest < size:
            return
        self._order = None
        more = max(2 * size, highest + 1) - size
        for name, array in self.arrays.items():
            self.arrays[name] = np.concatenate([array, np.full(more, NONE, np.int32)])

    def _signers(self, conn: Connection, candidates: Sequence[int]) -> None:
        """Who signed in the present round, of those that wait for another."""
        for known in self.signed.values():
            known.difference_update(candidates)
        waits = self.arrays["waits"]
        signed = [candidate for candidate in candidates if waits[candidate] > 0]
        mark = schema.signatures.c
        for start in range(0, len(signed), _BATCH):
            query = (
                select(mark.candidate, mark.user)
                .join(schema.current, (_NOW.candidate == mark.candidate) & (_NOW.opened == mark.opened))
                .where(mark.candidate.in_(signed[start : start + _BATCH]))
            )
            for row in conn.execute(query):
                self.signed[row.user].add(row.candidate)


@lru_cache(1024)
def _stands(gates: str, overridden: str) -> bool:
    """Whether one of the gates is not overridden."""
    return bool(set(filter(None, gates.split(","))) - set(overridden.split(",")))


@lru_cache(4096)
def _ordinal(due: str) -> int:
    return date.fromisoformat(due).toordinal()
