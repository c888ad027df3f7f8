"""The manifest: path, size, time, SHA-256 and sources of every file of output/.

It lies beside output/ (`.publish-<name of the folder>.manifest`), under the seal of its build (`seal.py`).
Which files used a name is found by the name, so that what a change touches is found without a look at the
rest.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

import msgspec

from publish.site import addresses
from publish.site.database import Database, Row
from publish.site.search.layout import part_of
from publish.text.spread import batches
from publish.text.stamps import Stamps

TABLES = """
create table files(
    id integer primary key, folder text, name text, size int, changed_at int, sha256 text, sources text,
    other int, unique(folder, name));
create index others on files(other) where other;
create table uses(name text primary key, files blob) without rowid;
create table folders(name text primary key, files text) without rowid;
"""
FIELDS = "folder, name, size, changed_at, sha256, sources"
JOIN = """
insert into uses values (?, ?) on conflict (name) do update set files = cast(files || excluded.files as blob)
"""
STAND = """
insert into folders
select folder, group_concat(name || '/' || size || '/' || changed_at, char(0)) from files
where folder = ? group by folder
"""
"""A line a file, as `stamps.look` has them."""
AT_ONCE = 256
MOVES_AT_ONCE = 100_000
"""Uses gathered before they are written: where few are, what common names have is written over and over."""
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

    def entries(self) -> Iterator[Entry]:
        """The entry of every file."""
        return map(_entry, self._held.rows(f"select {FIELDS} from files"))

    def get(self, path: str) -> Entry | None:
        """The entry of a file; None where there is no such file."""
        row = self._held.row(f"select {FIELDS} from files where folder = ? and name = ?", _parts(path))
        return _entry(row) if row else None

    def below(self, folder: str) -> Iterator[str]:
        """Files of one folder."""
        rows = self._held.rows("select name from files where folder = ?", (folder,))
        return (_path(folder, name) for (name,) in rows)

    def digests(self, folder: str) -> Iterator[tuple[str, str]]:
        """The files of one folder, each with its SHA-256 in hex."""
        rows = self._held.rows("select name, sha256 from files where folder = ?", (folder,))
        return ((_path(folder, name), digest) for name, digest in rows)

    def inside(self, folder: str) -> set[str]:
        """The names of the folders of a folder in which there are files."""
        rows = self._held.rows("select name from folders where name glob ? || '/*'", (folder,))
        return {name.split("/")[1] for (name,) in rows}

    def beginning(self, folder: str, stem: str) -> Iterator[str]:
        """Files of one folder whose names are `stem` and a suffix."""
        question = "select name from files where folder = ? and name > ? and name < ?"
        return (
            _path(folder, name) for (name,) in self._held.rows(question, (folder, f"{stem}.", f"{stem}/"))
        )

    def others(self) -> Iterator[str]:
        """Files that are neither of a case, nor of a list of cases or its feeds, nor a part of the search."""
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
        folders, users = self._drop(gone), Users()
        for made in batches(entries, AT_ONCE):
            self._take(made, users, fresh)
            folders.update(_parts(each.path)[0] for each in made)
            if users.moves > MOVES_AT_ONCE:
                self._index(users)
                users = Users()
        self._index(users)
        self._stand(sorted(folders))
        self._held.commit()

    def _drop(self, paths: Iterable[str]) -> set[str]:
        """Forget files; the folders they were in."""
        old = [held for held in map(self._old, paths) if held]
        users = Users()
        for number, entry in old:
            users.move(number, entry.sources, ())
        self._held.put("delete from files where id = ?", [(number,) for number, _ in old])
        self._index(users)
        return {_parts(entry.path)[0] for _, entry in old}

    def _take(self, made: Sequence[Entry], users: Users, fresh: bool) -> None:
        rows, new = [], count(self._last() + 1)
        for each in made:
            old = None if fresh else self._old(each.path)
            number = old[0] if old else next(new)
            users.move(number, old[1].sources if old else (), each.sources)
            rows.append(_row(number, each))
        self._held.put("insert or replace into files values (?,?,?,?,?,?,?,?)", rows)

    def _last(self) -> int:
        row = self._held.row("select max(id) from files")
        return (row[0] or 0) if row else 0

    def _old(self, path: str) -> tuple[int, Entry] | None:
        row = self._held.row(f"select id, {FIELDS} from files where folder = ? and name = ?", _parts(path))
        return (row[0], _entry(row[1:])) if row else None

    def _users(self, name: str) -> array[int]:
        row = self._held.row("select files from uses where name = ?", (name,))
        return array("I", row[0] if row else b"")

    def _index(self, users: Users) -> None:
        left = ((name, array("I", (each for each in self._users(name) if each not in gone)))
                for name, gone in users.gone.items())  # fmt: skip
        rows = [(name, files.tobytes()) for name, files in left]
        self._held.put("insert or replace into uses values (?, ?)", rows)
        self._held.put(JOIN, ((name, files.tobytes()) for name, files in sorted(users.came.items())))
        self._held.put("delete from uses where name = ? and length(files) = 0", [(name,) for name, _ in rows])

    def _stand(self, folders: Sequence[str]) -> None:
        """Note how folders stand now."""
        names = [(folder,) for folder in folders]
        self._held.put("delete from folders where name = ?", names)
        self._held.put(STAND, names)


class Users:
    """Names, the files that use them now and did not, and those that no longer do."""

    def __init__(self) -> None:
        self.came: dict[str, array[int]] = {}
        self.gone: dict[str, set[int]] = {}
        self.moves = 0

    def move(self, file: int, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        self.moves += len(before) + len(after)
        for name in set(after).difference(before) if before else after:
            held = self.came.get(name)
            if held is None:
                self.came[name] = array("I", (file,))
            else:
                held.append(file)
        for name in set(before).difference(after):
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
    other = int(not (addresses.case_of(made.path) or addresses.list_of(made.path) or part_of(made.path)))
    return number, folder, name, made.size, made.changed_at, made.sha256, made.names, other
