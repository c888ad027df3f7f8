"""What a build remembers for the next one: every input as it was, and what was read of it.

It lies beside output/ (`.publish-<name of the folder>.memory`), under the seal of its build (`seal.py`).
No word of a case is in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from publish.model.published import (
    Directory,
    MonthStatistics,
    PublishedCall,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedRevisions,
    PublishedSets,
    PublishedSurvey,
    PublishedWithdrawal,
    Quarter,
)
from publish.site.casebook import SCHEMA, Casebook
from publish.site.database import Database
from publish.site.kept import Kept
from publish.site.prose import ProsePage

TABLES = f"""{SCHEMA}
create table known(at integer primary key, held blob);
create table folders(name text primary key, files text) without rowid;
"""


class Known(msgspec.Struct, frozen=True, array_like=True):
    """All inputs of a build but the cases, each by its file below its group: "content/…", "prose/…",
    "theme/…". `basis` is what all pages depend on: settings, programs, their versions. `listed`: names of
    the lists that had a page."""

    basis: str
    directory: Kept[Directory]
    episodes: dict[str, Kept[PublishedEpisode]]
    dossiers: dict[str, Kept[PublishedDossier]]
    policies: dict[str, Kept[PublishedPolicy]]
    calls: dict[str, Kept[PublishedCall]]
    surveys: dict[str, Kept[PublishedSurvey]]
    statistics: dict[str, Kept[MonthStatistics]]
    withdrawn: dict[str, Kept[PublishedWithdrawal]]
    revisions: dict[str, Kept[PublishedRevisions]]
    quarters: dict[str, Kept[Quarter]]
    prose: dict[str, Kept[ProsePage]]
    theme: dict[str, Kept[None]]
    programs: dict[str, Kept[None]]
    layouts: dict[str, tuple[str, ...]]  # template → all templates it needs
    listed: tuple[str, ...] = ()
    sets: dict[str, Kept[PublishedSets]] = {}


def place(output: Path) -> Path:
    """Where the memory of this output folder lies."""
    return output.parent / f".publish-{output.name}.memory"


class Memory:
    """The memory of one output folder; `cases` are the keys of all cases."""

    def __init__(self, output: Path) -> None:
        self._held = Database(place(output), TABLES)
        self.cases = Casebook(self._held)

    def clear(self) -> None:
        """Remember nothing."""
        self._held.clear()
        self.cases = Casebook(self._held)

    def known(self) -> Known | None:
        """The inputs of the last build but the cases; None where there was none."""
        row = self._held.row("select held from known")
        try:
            return msgspec.msgpack.decode(row[0], type=Known) if row else None
        except msgspec.ValidationError:  # programs of another version kept it
            return None

    def folders(self) -> dict[str, str]:
        """The folders of cases as they stood (`stamps.py`)."""
        return dict(self._held.rows("select name, files from folders"))

    def keep(self, known: Known, folders: Mapping[str, str]) -> None:
        """Remember the inputs of this build."""
        self._held.put("insert or replace into known values (1, ?)", [(msgspec.msgpack.encode(known),)])
        self._held.put("delete from folders where name = ?", [(name,) for name in self.folders()])
        self._held.put("insert into folders values (?, ?)", folders.items())
        self._held.commit()

    def commit(self) -> None:
        """Let processes that are forked see the cases."""
        self._held.commit()

    def undo(self) -> None:
        self._held.undo()

    def cleanse(self, words: Sequence[str]) -> None:
        """Leave none of these words in the file where nothing is kept of them."""
        self._held.cleanse(words)

    def close(self) -> None:
        self._held.close()
