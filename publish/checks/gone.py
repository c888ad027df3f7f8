"""The proof that a withdrawn matter is gone: its number and its words are looked for in all that is public.

Words are looked for in runs of 12 characters; one that another published item or a template holds as well
is nobody's. Most files are the same before and after a withdrawal: they are searched while it is made.

The quick search takes files that a browser shows as they are as bytes, in every way our own
writers put text down, and reads all others as the leak gate does; the thorough one reads every file so.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import hyperscan
import msgspec

from publish.checks import decode
from publish.checks.readers.base import UnreadableError
from publish.text.aside import aside
from publish.text.spread import batches, cores, in_order
from publish.text.squeeze import BORDER
from publish.text.stamps import Stamps, differing, lines, look, path_of

RUN = 12
"""Characters of a run: shorter ones are common to many matters."""
# In Parquet a case's number stands plain (`site/open_parquet.py`): without it there is no row.
PLAIN = frozenset((
    ".html", ".xml", ".json", ".jsonl", ".jsonld", ".csv", ".txt", ".js", ".css", ".svg", ".xsl", ".opml",
    ".ics", ".grams", ".parquet",
))  # fmt: skip
"""Suffixes of files searched as they are."""
CASES = "cases"
"""The folder with most of the files."""
PIECE = 500
AT_ONCE = 1 << 20
"""Bytes read at once."""
Found = frozenset[str] | None
"""What stands in a file; None where it can't be read."""
_NOTHING = frozenset[str]()
NUMBER, WORDS, UNREAD = "number", "words", "unread"
Told = Callable[[str], bool]
"""What is told of a path."""


def _no(path: str) -> bool:
    del path
    return False


class Trace(msgspec.Struct, frozen=True):
    """Something that is left: the path below the place searched, and what it is: its number, its words, or a
    file that can't be read."""

    path: str
    kind: str


class Sought(msgspec.Struct, frozen=True):
    """A number, the runs of its matter's words, and `others`: the files of all that is published besides, and
    the templates. A run that one of them holds is not the matter's alone. Given public files in which runs
    stand, those they were made of come first."""

    number: str
    runs: frozenset[str]
    others: Callable[[Sequence[str]], Iterable[str]]


def runs(texts: Iterable[str]) -> frozenset[str]:
    """Every run of 12 characters of a line of these texts."""
    lines = (line for text in texts for line in text.splitlines())
    return frozenset(line[at : at + RUN] for line in lines for at in range(len(line) - RUN + 1))


class Place(msgspec.Struct, frozen=True):
    """A public tree to search. The number may stand in files that are a `tombstone`; a `raw` file holds no
    text at all; a file whose name goes on with one of `twins` is that file in other form."""

    root: Path
    tombstone: Told = _no
    raw: Told = _no
    twins: tuple[str, ...] = ()

    def base(self, path: str) -> str | None:
        """The file this is a twin of, if its name says so."""
        if not path.endswith(self.twins):
            return None
        return next(path.removesuffix(each) for each in self.twins if path.endswith(each))


class Survey(msgspec.Struct, frozen=True):
    """A tree that was searched: its files as they stood, and those in which something stands."""

    stamps: Stamps = {}
    found: dict[str, Found] = {}


def survey(place: Place, wanted: Sought) -> Survey:
    """Search a tree that others still change, by one process; `traces` looks again at what they changed."""
    stamps, search = _stamps(place), partial(_search, _finder(wanted), place, False)
    paths = set(_paths(stamps))
    return Survey(stamps, dict(_each(search, (path for path in paths if place.base(path) not in paths))))


def traces(
    place: Place, wanted: Sought, thorough: bool = False, before: Survey | None = None
) -> tuple[int, list[Trace]]:
    """How many files were searched, and what is left of the matter, in order of path. A file that stands as
    it did in the survey `before` is not read again."""
    stamps, before = _stamps_by_two(place), before or Survey()
    paths, came = set(_paths(stamps)), _came(before.stamps, stamps)
    came |= {path for path, found in before.found.items() if found is None} & paths  # away just then
    came |= {path + each for path in came for each in place.twins} & paths
    found = _searched(partial(_search, _finder(wanted, thorough), place, thorough), sorted(came))
    found |= {path: before.found[path] for path in (before.found.keys() & paths) - came}
    words = frozenset[str]().union(*(each for each in found.values() if each)) - {wanted.number}
    own = words - _shared(words, wanted.others(_witnesses(words, found)))
    kinds = ((path, _kind(found[path], own, wanted.number, place.tombstone(path))) for path in sorted(found))
    return len(paths), [Trace(path, kind) for path, kind in kinds if kind]


def _stamps(place: Place) -> Stamps:
    return look(str(place.root), partial(_stamp, place))


def _stamps_by_two(place: Place) -> Stamps:
    """The pages of cases, which are most files, looked at by a process beside this one."""
    look_at = partial(look, str(place.root), partial(_stamp, place))
    cases = aside(partial(look_at, top=CASES))
    return look_at(but=CASES) | cases()


def _stamp(place: Place, entry: os.DirEntry[str]) -> str:
    """The same file with the same bytes, as far as can be told without reading: a release never writes into
    a file that stands, and shares those that are the same with the release before. A twin goes by its file,
    and need not be asked for more than which it is."""
    if place.base(entry.name):
        return str(entry.inode())
    held = entry.stat(follow_symlinks=False)
    return f"{held.st_ino}/{held.st_size}/{held.st_mtime_ns}"


def _paths(stamps: Stamps) -> Iterator[str]:
    files = ((folder, text) for folder, text in stamps.items() if not folder.endswith("/"))
    return (path_of(folder, line) for folder, text in files for line in lines(text))


def _came(before: Stamps, now: Stamps) -> set[str]:
    changes = differing(before, now)
    return {path_of(folder, line) for folder, _, came in changes if not folder.endswith("/") for line in came}


def _finder(wanted: Sought, thorough: bool = False) -> Finder:
    looked_for = (wanted.number, *wanted.runs)
    forms = {text: (_close(text),) if thorough else tuple(_written(text)) for text in looked_for}
    return Finder(forms, wanted.number)


def _kind(found: Found, own: frozenset[str], number: str, tombstone: bool) -> str | None:
    if found is None:
        return UNREAD
    if found & own:
        return WORDS
    return NUMBER if number in found and not tombstone else None


def _searched(search: Callable[[str], Found], paths: Sequence[str]) -> dict[str, Found]:
    """Files in which something stands, searched by all cores, in pieces so large that handing them over costs
    nothing."""
    pieces = batches(paths, max(PIECE, len(paths) // (4 * cores()) + 1))
    return {path: found for done in in_order(partial(_each, search), pieces) for path, found in done}


def _each(search: Callable[[str], Found], paths: Iterable[str]) -> list[tuple[str, Found]]:
    return [(path, found) for path in paths if (found := search(path)) != _NOTHING]


def _witnesses(words: frozenset[str], found: Mapping[str, Found]) -> list[str]:
    """A few files that hold all of these words between them."""
    left, chosen = set(words), []
    for path in sorted(found):
        if not left.isdisjoint(held := found[path] or _NOTHING):
            chosen.append(path)
            left -= held
    return chosen


def _shared(words: frozenset[str], others: Iterable[str]) -> frozenset[str]:
    """Those that stand elsewhere; what many matters say is soon found, and then no more is read."""
    finder, shared = Finder({each: tuple(_written(each)) for each in words}), frozenset[str]()
    if words:
        for found in in_order(partial(_all_in, finder), batches(others, PIECE)):
            shared |= found
            if shared == words:
                break
    return shared


def _all_in(finder: Finder, paths: Sequence[str]) -> frozenset[str]:
    return frozenset[str]().union(*(finder.find(_bytes(path)) for path in paths))


class Finder:
    """One automaton for the ways in which texts may be written; made on first use, once in a process."""

    def __init__(self, wanted: dict[str, tuple[str, ...]], number: str | None = None) -> None:
        self._forms = [(form, text) for text, forms in sorted(wanted.items()) for form in forms]
        self._number = number
        self._database: hyperscan.Database | None = None

    def find(self, data: bytes) -> frozenset[str]:
        """Which of the texts stand in these bytes."""
        if not self._forms:
            return frozenset()
        found: set[str] = set()
        self._made().scan(data, match_event_handler=lambda at, *_: found.add(self._forms[at][1]))
        return frozenset(found)

    def _made(self) -> hyperscan.Database:
        if self._database is None:
            self._database = hyperscan.Database()
            self._database.compile(
                expressions=[self._expression(*each) for each in self._forms],
                ids=list(range(len(self._forms))),
                elements=len(self._forms),
                flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(self._forms),
            )
        return self._database

    def _expression(self, form: str, text: str) -> bytes:
        """A longer number begins like another, and is another."""
        return re.escape(form.encode()) + (rb"(?:[^0-9]|\z)" if text == self._number else b"")


def _written(text: str) -> Iterator[str]:
    """A text as HTML, XML and JSON may hold it."""
    marked = html.escape(text)
    forms = {text, marked, html.escape(text, quote=False), marked.replace("&quot;", "&#34;")}
    forms |= {json.dumps(form, ensure_ascii=ascii)[1:-1] for form in tuple(forms) for ascii in (True, False)}
    yield from sorted(forms)


def _search(finder: Finder, place: Place, thorough: bool, path: str) -> Found:
    try:
        data = _bytes(f"{place.root}/{path}")
    except FileNotFoundError:  # gone since it was listed; if it still stands, it was not read
        return None
    name = path.rpartition("/")[2]
    if place.raw(path) or (f".{name.rpartition('.')[2].lower()}" in PLAIN and not thorough):
        return finder.find(data)
    try:
        texts = "\n".join(text.text for text in decode.read(name, data, partial(_same, place, path)))
    except UnreadableError:
        return None
    return finder.find((_close(texts) if thorough else texts).encode("utf-8", "replace"))


def _same(place: Place, path: str, inner: str, data: bytes) -> bool:
    """Whether what a twin holds is the file beside it, which is searched on its own."""
    base = place.base(path)
    if not base or not base.endswith(inner):
        return False
    try:
        return _bytes(f"{place.root}/{base}") == data
    except FileNotFoundError:
        return False


def _bytes(path: str) -> bytes:
    """Plain os calls: this runs once a file, and an object for it costs as much as reading."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        pieces = [os.read(descriptor, AT_ONCE)]
        while len(pieces[-1]) == AT_ONCE:
            pieces.append(os.read(descriptor, AT_ONCE))
    finally:
        os.close(descriptor)
    return b"".join(pieces)


def _close(text: str) -> str:
    """Without the spaces and breaks that tags, lines and columns put between words."""
    return "".join(text.split()).replace(BORDER, "")
