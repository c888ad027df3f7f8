"""A SQLite database that one process writes, and that the processes it forks read.

What lies in it is sealed as a whole (`seal.py`), so it needs no journal on disk: after a crash it is not
trusted anyway. What is deleted is overwritten, for it may be a case that was withdrawn.
"""

from __future__ import annotations

import mmap
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Row = tuple[Any, ...]

WRITING = """
pragma journal_mode = memory; pragma synchronous = off; pragma secure_delete = on;
pragma temp_store = memory; pragma cache_size = -2000;
"""
FEW_WORDS = 20
"""More are not looked for: the file is written anew."""
ALL_OF_THEM = 500  # names in one question


class Database:
    """The tables of `schema` in the file at `path`, made where there is no such file."""

    def __init__(self, path: Path, schema: str) -> None:
        self.path, self._schema = path, schema
        self._owner = os.getpid()
        self._open: dict[int, sqlite3.Connection] = {}

    def clear(self) -> None:
        """Begin anew, with empty tables."""
        self.close()
        self.path.unlink(missing_ok=True)

    def rows(self, question: str, values: Sequence[object] = ()) -> Iterable[Row]:
        return self._here.execute(question, values)

    def row(self, question: str, values: Sequence[object] = ()) -> Row | None:
        """The first row, or None."""
        found: Row | None = self._here.execute(question, values).fetchone()
        return found

    def each(self, question: str, values: Sequence[object]) -> Iterable[Row]:
        """The rows for all of `values`: "(?)" in the question stands for them."""
        for at in range(0, len(values), ALL_OF_THEM):
            some = values[at : at + ALL_OF_THEM]
            yield from self.rows(question.replace("(?)", f"({','.join('?' * len(some))})"), some)

    def put(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Do a statement for every row."""
        self._here.executemany(statement, rows)

    def commit(self) -> None:
        """From now on, processes that are forked see what was put here."""
        self._here.commit()

    def undo(self) -> None:
        """Forget what was put here since the last commit."""
        self._here.rollback()

    def cleanse(self, words: Sequence[str]) -> None:
        """Leave none of these words in the file, where no row holds it: a row that was moved may leave a copy
        of itself in its page. To be called after a commit."""
        with self.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found = len(words) > FEW_WORDS or any(data.find(word.encode()) >= 0 for word in words)
        if found:
            self._here.execute("vacuum")

    def close(self) -> None:
        held = self._open.pop(os.getpid(), None)
        if held is not None:
            held.close()

    @property
    def _here(self) -> sqlite3.Connection:
        """This process's own connection: none may be carried over a fork."""
        process = os.getpid()
        if process not in self._open:
            self._open[process] = self._writer() if process == self._owner else self._reader()
        return self._open[process]

    def _writer(self) -> sqlite3.Connection:
        fresh = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        made = sqlite3.connect(self.path)
        made.executescript(WRITING + (self._schema if fresh else ""))
        return made

    def _reader(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
