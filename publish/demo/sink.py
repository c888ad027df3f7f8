"""Where matters go: the store in batches, their spans and decisions line by line. Bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

from publish.demo.database import Database
from publish.demo.gold import decision_lines, gold_line
from publish.demo.matter import Matter
from publish.demo.templates import Spanned

STORE, GOLD, DECISIONS = "store.sqlite3", "gold.jsonl", "decisions.jsonl"
PART = ".part"
"""Files carry this ending until all of them are whole."""


class Sink:
    """Context manager: the files stand under their names only when everything went well."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        for name in (STORE, GOLD, DECISIONS):
            self._part(name).unlink(missing_ok=True)
        self.database = Database(self._part(STORE))
        self._gold: IO[bytes] = self._part(GOLD).open("wb")
        self._decisions: IO[bytes] = self._part(DECISIONS).open("wb")

    def __enter__(self) -> Sink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()
        self._gold.close()
        self._decisions.close()
        for name in (STORE, GOLD, DECISIONS):
            if kind is None:
                self._part(name).replace(self._directory / name)
            else:
                self._part(name).unlink(missing_ok=True)

    def matters(self, batch: list[Matter]) -> None:
        """Adds a batch of matters with everything below them."""
        self.database.add("cases", (matter.case for matter in batch))
        self.database.add("parties", (party for matter in batch for party in matter.parties))
        self.database.add("events", (event for matter in batch for event in matter.events))
        self.database.add("case_links", (link for matter in batch for link in matter.links))
        for matter in batch:
            key = matter.case.case_id
            self._gold.write(gold_line(key, matter.texts))
            if matter.fate.disclosure == "approved":
                self._decisions.writelines(decision_lines("case", key, matter.texts, matter.parties))

    def decided(self, record: str, texts: Iterable[tuple[str, Mapping[str, Spanned]]]) -> None:
        """Adds the decisions on other records: (key, field → text)."""
        for key, fields in texts:
            self._decisions.writelines(decision_lines(record, key, fields))

    def _part(self, name: str) -> Path:
        return self._directory / (name + PART)
