"""The leak gate: no private person can be found in what is published.

Two sweeps over one reading of each file: strong identifiers of anyone in the whole store, and
every identifier of the parties of each matter the file was made from; where each line of a file is a matter
of its own, of that line. A finding names the file
and the kind, never the value.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from publish.checks import decode
from publish.checks.context import CheckContext, files, place
from publish.checks.identifiers import Identifier, is_private, strong, weak
from publish.errors import Issue, issue
from publish.text import squash
from publish.text.spread import spread

_NUMBER = re.compile(r"\b[A-Z]{2}-\d{4}-\d{6}\b")
_NUMERAL = re.compile(r"[A-Za-z]*[0-9]{4}[0-9A-Za-z]*")
_PLATE = re.compile(r"[一-鿿][\s·.•\-]*[A-Za-z](?:[\s·.•\-]*[A-Za-z0-9]){5,6}")
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+")


class Index(msgspec.Struct, frozen=True):
    """Whom to look for: strong identifiers by value, and each matter's own."""

    anywhere: dict[str, str]
    own: dict[str, tuple[Identifier, ...]]
    lengths: tuple[int, ...]


class Finding(msgspec.Struct, frozen=True):
    """What one file holds; `unread` says why it could not be read."""

    place: str
    kinds: tuple[tuple[str, str], ...] = ()  # (kind of identifier, number of the matter)
    unread: str | None = None


def check(context: CheckContext) -> Iterator[Issue]:
    """Every file of the output and of content/ against everyone it must not name.

    Handwritten prose (.md) is read as the page made of it.
    """
    index = _index(context)
    paths = [(root, path) for root in (context.output, context.content) for path in files(root)]
    read = [(root, path) for root, path in paths if root == context.output or path.suffix != ".md"]
    for found in spread(partial(_search, index), read):
        if found.unread:
            yield issue("CHECK-002", found.place, detail=found.unread)
        for kind, number in found.kinds:
            yield issue("CHECK-001", found.place, kind=kind, number=number)


def _search(index: Index, file: tuple[Path, Path]) -> Finding:
    root, path = file
    where = place(root, path)
    try:
        records = decode.records(path)
    except (ValueError, OSError, csv.Error) as error:
        return Finding(where, unread=type(error).__name__)
    name = str(path.relative_to(root))
    found = dict.fromkeys(kind for written in records for kind in _kinds(index, [*written, name]))
    return Finding(where, tuple(found))


def _kinds(index: Index, written: list[str]) -> list[tuple[str, str]]:
    """What one record holds: the kinds of identifiers, each with the number of the matter, or with —."""
    numbers = sorted({found for text in written for found in _NUMBER.findall(text)} & set(index.own))
    plain = [squash.squash(text) for text in written]
    spelled = [squash.digits(text) for text in plain]
    kinds = [(kind, "—") for kind in sorted(set(_anywhere(index, plain, spelled)))]
    keys = [squash.bare(text) for text in (*plain, *spelled)] if numbers else []
    for number in numbers:
        found = {one.column for one in index.own[number] if any(one.value in key for key in keys)}
        kinds += [(kind, number) for kind in sorted(found)]
    return kinds


def _anywhere(index: Index, plain: list[str], spelled: list[str]) -> Iterator[str]:
    """Windows of every identifier's length over what could hold one, looked up in a set."""
    shortest = index.lengths[0] if index.lengths else 0
    for run in {run for run in _runs(plain, spelled) if len(run) >= shortest}:
        for length in index.lengths:
            for start in range(len(run) - length + 1):
                kind = index.anywhere.get(run[start : start + length])
                if kind:
                    yield kind


def _runs(plain: list[str], spelled: list[str]) -> Iterator[str]:
    """Numbers with their letters, plates and mail addresses, squeezed to keys."""
    for text in (*plain, *spelled):
        yield from map(str.upper, _NUMERAL.findall(text))
    for text in plain:
        for shape in (_PLATE, _MAIL):
            yield from map(squash.bare, shape.findall(text))


def _index(context: CheckContext) -> Index:
    anywhere: dict[str, str] = {}
    own: defaultdict[str, set[Identifier]] = defaultdict(set)
    open_phones = {squash.key(phone) for phone in context.public_phones}
    open_names = {squash.key(name) for name in context.known_names}
    for private in context.private():
        if not is_private(private.party):
            continue
        found = [one for one in strong(private.party) if one.value not in open_phones]
        anywhere.update((one.value, one.column) for one in found)
        if private.number:
            named = (one for one in weak(private.party) if one.value not in open_names)
            own[private.number].update(found, named)
    sorted_own = {number: tuple(sorted(ids, key=repr)) for number, ids in own.items()}
    return Index(anywhere, sorted_own, tuple(sorted({len(value) for value in anywhere})))
