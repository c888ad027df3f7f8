"""The proof that a withdrawn matter is gone: its number and its words are looked for in all that is public.

Words are looked for in runs of 12 characters; one that another published item or a template holds as well
is nobody's. The quick search takes files that a browser shows as they are as bytes, in every way our own
writers put text down, and reads all others as the leak gate does; the thorough one reads every file so.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import hyperscan
import msgspec

from publish.checks import decode
from publish.checks.readers.base import UnreadableError
from publish.text.spread import batches, cores, in_order
from publish.text.squeeze import BORDER

RUN = 12
"""Characters of a run: shorter ones are common to many matters."""
PLAIN = frozenset(
    (".html", ".xml", ".json", ".jsonl", ".csv", ".txt", ".js", ".css", ".svg", ".xsl", ".opml", ".ics")
)
"""Suffixes of files searched as they are."""
PIECE = 500
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
    """A number, the runs of its matter's words, and the files of all that is published besides, and the
    templates: a run that one of them holds is not the matter's alone. Those soonest read come first."""

    number: str
    runs: frozenset[str]
    others: Callable[[], Iterable[str]]


def runs(texts: Iterable[str]) -> frozenset[str]:
    """Every run of 12 characters of a line of these texts."""
    lines = (line for text in texts for line in text.splitlines())
    return frozenset(line[at : at + RUN] for line in lines for at in range(len(line) - RUN + 1))


class Place(msgspec.Struct, frozen=True):
    """A public tree to search. The number may stand in files that are a `tombstone`; a `twin` is the bytes of
    another file in other form and need not be read; a `raw` one holds no text at all."""

    root: Path
    tombstone: Told = _no
    twin: Told = _no
    raw: Told = _no


def traces(place: Place, wanted: Sought, thorough: bool = False) -> tuple[int, list[Trace]]:
    """How many files were searched, and what is left of the matter, in order of path."""
    looked_for = (wanted.number, *wanted.runs)
    forms = {text: (_close(text),) if thorough else tuple(_written(text)) for text in looked_for}
    finder = Finder(forms, wanted.number)
    paths = sorted(path for path in _below(place.root) if not place.twin(path))
    found = _searched(partial(_search, finder, place, thorough), paths)
    words = frozenset[str]().union(*(each for each in found.values() if each)) - {wanted.number}
    own = words - _shared(words, wanted.others())
    kinds = ((path, _kind(found[path], own, wanted.number, place.tombstone(path))) for path in sorted(found))
    return len(paths), [Trace(path, kind) for path, kind in kinds if kind]


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


def _each(search: Callable[[str], Found], paths: Sequence[str]) -> list[tuple[str, Found]]:
    return [(path, found) for path in paths if (found := search(path)) != _NOTHING]


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
    data = _bytes(f"{place.root}/{path}")
    name = path.rpartition("/")[2]
    if place.raw(path) or (f".{name.rpartition('.')[2].lower()}" in PLAIN and not thorough):
        return finder.find(data)
    try:
        texts = "\n".join(text.text for text in decode.read(name, data))
    except UnreadableError:
        return None
    return finder.find((_close(texts) if thorough else texts).encode("utf-8", "replace"))


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - once a file; Path costs as much as reading
        return file.read()


def _close(text: str) -> str:
    """Without the spaces and breaks that tags, lines and columns put between words."""
    return "".join(text.split()).replace(BORDER, "")


def _below(root: Path) -> Iterator[str]:
    head = len(str(root)) + 1
    for folder, _, files in os.walk(root):
        yield from (f"{folder}/{name}"[head:] for name in files)
