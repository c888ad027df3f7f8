"""Takes cases in: those that came or changed are read, judged and put in the memory, those that went are
taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from publish.errors import Issue
from publish.site import inputs
from publish.site.casebook import Casebook, Moved
from publish.site.content import Read, name_of, read_cases
from publish.site.judge import judge_case
from publish.site.kept import Kept
from publish.site.keys import CaseKey
from publish.text.spread import batches

AT_ONCE = 1000

Columns = frozenset[str]
Shelved = tuple[Moved | None, tuple[Issue, ...]]
"""Cases that came, went or changed, None where all were read; and what is wrong with them."""


def shelve_all(content: Path, book: Casebook, now: Mapping[str, str], columns: Columns) -> Shelved:
    """All cases below `content`, into an empty book."""
    issues: list[Issue] = []
    files = sorted(inputs.moved({}, now)[1])
    for some in batches(_good(read_cases(content, files), columns, issues), AT_ONCE):
        book.put(some)
    return None, tuple(issues)


def shelve(
    content: Path, book: Casebook, before: Mapping[str, str], now: Mapping[str, str], columns: Columns
) -> Shelved:
    """What changed since the folders of cases stood as `before`."""
    issues: list[Issue] = []
    gone, came = inputs.moved(before, now)
    read = list(_good(read_cases(content, sorted(came), book.digest), columns, issues))
    new = {each.held.number: each.held for each in read}
    old = {key.number: key for key in book.keys_of([*(name_of("cases", file) for file in gone), *new])}
    if old or read:
        book.drop(old.values())
        book.put(read)
    return {number: (old.get(number), new.get(number)) for number in sorted({*old, *new})}, tuple(issues)


def _good(found: Iterable[Read], columns: Columns, issues: list[Issue]) -> Iterator[Kept[CaseKey]]:
    """Cases that can be used; what is wrong with the others joins `issues`."""
    for each in found:
        if isinstance(each, Issue):
            issues.append(each)
        elif wrong := list(judge_case(each.held, columns)):
            issues += wrong
        else:
            yield each
