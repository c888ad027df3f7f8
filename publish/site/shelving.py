"""Takes cases in: those that came or changed are read, judged and put in the memory, those that went are
taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from publish.errors import Issue
from publish.site import inputs
from publish.site.case_lists import Trace
from publish.site.casebook import Casebook, Moved, moved_places
from publish.site.content import Read, name_of, read_cases
from publish.site.judge import judge_case
from publish.site.kept import Kept
from publish.site.keys import CaseKey
from publish.text.spread import batches

AT_ONCE = 1000

Columns = frozenset[str]
Traces = dict[str, tuple[Trace, Trace]]
"""List → how it was and how it is at the places where another case stands."""


class Shelf(msgspec.Struct, frozen=True):
    """`moved`: cases that came, went or changed, None where all were read; what that did to lists; and what
    is wrong with cases."""

    moved: Moved | None
    traces: Traces
    issues: tuple[Issue, ...]


def shelve_all(content: Path, book: Casebook, now: Mapping[str, str], columns: Columns) -> Shelf:
    """All cases below `content`, into an empty book."""
    issues: list[Issue] = []
    files = sorted(inputs.moved({}, now)[1])
    for some in batches(_good(read_cases(content, files), columns, issues), AT_ONCE):
        book.put(some)
    return Shelf(None, {}, tuple(issues))


def shelve(
    content: Path, book: Casebook, before: Mapping[str, str], now: Mapping[str, str], columns: Columns
) -> Shelf:
    """What changed since the folders of cases stood as `before`."""
    issues: list[Issue] = []
    gone, came = inputs.moved(before, now)
    read = list(_good(read_cases(content, sorted(came), book.digest), columns, issues))
    new = {each.held.number: each.held for each in read}
    old = {key.number: key for key in book.keys_of([*(name_of("cases", file) for file in gone), *new])}
    moved = {number: (old.get(number), new.get(number)) for number in sorted({*old, *new})}
    traces: Traces = {}
    if moved:
        places = moved_places(moved)
        were = book.traces(places)
        book.drop(list(old.values()))
        book.put(read)
        traces = {name: (were[name], are) for name, are in book.traces(places).items()}
    return Shelf(moved, traces, tuple(issues))


def _good(found: Iterable[Read], columns: Columns, issues: list[Issue]) -> Iterator[Kept[CaseKey]]:
    """Cases that can be used; what is wrong with the others joins `issues`."""
    for each in found:
        if isinstance(each, Issue):
            issues.append(each)
        elif wrong := list(judge_case(each.held, columns)):
            issues += wrong
        else:
            yield each
