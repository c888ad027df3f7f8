"""The manifest: path, size, time, SHA-256 and sources of every file of output/.

It lies beside output/ (`.publish-<name of the folder>.manifest`), under the seal of its build (`seal.py`).
Which files used a name is found by the name, so that what a change touches is found without a look at the
rest.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path

import msgspec

from publish.site import addresses
from publish.site.database import Database, Row
from publish.site.stamps import END, Stamps, lines

TABLES = """
create table files(
    id integer primary key, folder text, name text, size int, changed_at int, sha256 text, sources text,
    other int, unique(folder, name));
create index others on files(other) where other;
create table uses(name text primary key, files blob) without rowid;
create table folders(name text primary key, files text) without rowid;
"""
ASKED = "select folder, name, size, changed_at, sha256, sources from files"
SEPARATOR = "\t"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One file: its path below output/, bytes, nanoseconds of its last change, digest in hex, and the names
    of all it was made of, in one text."""

    path: str
    size: int
    changed_at: int
    sha256: str
    names: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all it was made of."""
        return tuple(self.names.split(SEPARATOR)) if self.names else ()

    @property
    def line(self) -> str:
        """What `stamps.look` tells of it."""
        return f"{self.path.rpartition('/')[2]}/{self.size}/{self.changed_at}"


def entry(path: str, size: int, changed_at: int, sha256: str, sources: Iterable[str]) -> Entry:
    """The entry of a file."""
    return Entry(path, size, changed_at, sha256, SEPARATOR.join(sources))


def place(output: Path) -> Path:
    """Where the manifest of this output folder lies."""
    return output.parent / f".publish-{output.name}.manifest"


class Manifest:
    """Every file of the last build."""

    def __init__(self, output: Path) -> None:
        self._held = Database(place(output), TABLES)

    def clear(self) -> None:
        """Know of no file."""
        self._held.clear()

    def cleanse(self, words: Sequence[str]) -> None:
        """Leave none of these words in the file where nothing is kept of them."""
        self._held.cleanse(words)

    def close(self) -> None:
        self._held.close()

    def __len__(self) -> int:
        row = self._held.row("select count(*) from files")
        return int(row[0]) if row else 0

    def __iter__(self) -> Iterator[str]:
        return (_path(*row) for row in self._held.rows("select folder, name from files"))

    def get(self, path: str) -> Entry | None:
        """The entry of a file; None where there is no such file."""
        row = self._held.row(f"{ASKED} where folder = ? and name = ?", _parts(path))
        return _entry(row) if row else None

    def below(self, folder: str) -> Iterator[str]:
        """Files of one folder."""
        rows = self._held.rows("select name from files where folder = ?", (folder,))
        return (_path(folder, name) for (name,) in rows)

    def others(self) -> Iterator[str]:
        """Files that are neither a case nor a page of a list of cases."""
        return (_path(*row) for row in self._held.rows("select folder, name from files where other"))

    def using(self, names: Iterable[str]) -> set[str]:
        """Files that are made of one of these names."""
        found = {each for name in names for each in self._users(name)}
        rows = self._held.each("select folder, name from files where id in (?)", sorted(found))
        return {_path(*row) for row in rows}

    def folders(self) -> Stamps:
        """The folders as the build left them."""
        return dict(self._held.rows("select name, files from folders"))

    # --- changes -----------------------------------------------------------------------------------

    def record(self, entries: Iterable[Entry], gone: Iterable[str], fresh: bool) -> None:
        """Files that were made, and those that are gone; `fresh`: no file was known before."""
        uses = Uses()
        changed: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        ids = count(self._next())
        for held in chain.from_iterable(map(self._drop, gone)):
            uses.drop(held[0], held[1].sources)
            changed[_parts(held[1].path)[0]][0].add(held[1].line)
        for made in entries:
            old = None if fresh else self._old(made.path)
            number = old[0] if old else next(ids)
            uses.move(number, old[1].sources if old else (), made.sources)
            came = changed[_parts(made.path)[0]]
            came[0].update([old[1].line] if old else ())
            came[1].add(made.line)
            self._held.put("insert or replace into files values (?,?,?,?,?,?,?,?)", [_row(number, made)])
        self._index(uses, fresh)
        self._stand(changed)
        self._held.commit()

    def _next(self) -> int:
        row = self._held.row("select max(id) from files")
        return (row[0] or 0) + 1 if row else 1

    def _old(self, path: str) -> tuple[int, Entry] | None:
        row = self._held.row(
            "select id, folder, name, size, changed_at, sha256, sources from files"
            " where folder = ? and name = ?",
            _parts(path),
        )
        return (row[0], _entry(row[1:])) if row else None

    def _drop(self, path: str) -> Iterator[tuple[int, Entry]]:
        old = self._old(path)
        if old is not None:
            self._held.put("delete from files where id = ?", [(old[0],)])
            yield old

    def _users(self, name: str) -> array[int]:
        row = self._held.row("select files from uses where name = ?", (name,))
        return array("I", row[0] if row else b"")

    def _index(self, uses: Uses, fresh: bool) -> None:
        for name, gone in uses.gone.items():
            left = array("I", sorted(set(self._users(name)) - gone))
            uses.came[name] = left + uses.came.get(name, array("I"))
        for name, came in uses.came.items() if not fresh else ():
            if name not in uses.gone:
                uses.came[name] = self._users(name) + came
        empty = [(name,) for name, files in uses.came.items() if not files]
        rows = ((name, files.tobytes()) for name, files in sorted(uses.came.items()) if files)
        self._held.put("insert or replace into uses values (?, ?)", rows)
        self._held.put("delete from uses where name = ?", empty)

    def _stand(self, changed: Mapping[str, tuple[Collection[str], Collection[str]]]) -> None:
        """Note how folders stand now, by the lines that went and those that came."""
        for folder, (went, came) in changed.items():
            row = self._held.row("select files from folders where name = ?", (folder,))
            left = (lines(row[0] if row else "") - set(went)) | set(came)
            if left:
                self._held.put("insert or replace into folders values (?, ?)", [(folder, END.join(left))])
            else:
                self._held.put("delete from folders where name = ?", [(folder,)])


class Uses:
    """Names, the files that use them now and did not, and those that no longer do."""

    def __init__(self) -> None:
        self.came: dict[str, array[int]] = {}
        self.gone: dict[str, set[int]] = {}

    def move(self, file: int, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        for name in after if not before else set(after).difference(before):
            held = self.came.get(name)
            if held is None:
                self.came[name] = array("I", (file,))
            else:
                held.append(file)
        if before:
            self.drop(file, set(before).difference(after))

    def drop(self, file: int, names: Iterable[str]) -> None:
        for name in names:
            self.gone.setdefault(name, set()).add(file)


def _parts(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name


def _path(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _entry(row: Row) -> Entry:
    folder, name, *rest = row
    return Entry(_path(folder, name), *rest)


def _row(number: int, made: Entry) -> Row:
    folder, name = _parts(made.path)
    other = int(addresses.case_of(made.path) is None and addresses.list_of(made.path) is None)
    return number, folder, name, made.size, made.changed_at, made.sha256, made.names, other
