"""Which topics dossiers and policies have published cases of, and whether that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publish.site.casebook import Moved
from publish.site.content import KINDS
from publish.site.kept import Kept, differing
from publish.site.keys import CaseKey
from publish.site.memory import Known

FOLDERS = ("dossiers", "policies")


def topics_of(keys: Iterable[CaseKey]) -> frozenset[str]:
    """The topics of these cases, and the topics above them."""
    places = {place for key in keys for place in key.places}
    found = {place.partition("/")[2] for place in places if place.startswith("topic/")}
    return frozenset(found | {slug.rpartition("-")[0] for slug in found if slug.count("-") > 1})


def changed(before: Known, after: Known, moved: Moved, cases: Mapping[str, CaseKey]) -> Iterator[str]:
    """Kinds of which a record has cases of other topics than before, as names (`uses.py`). `cases`: as they
    are now."""
    were = {number: key for number, (key, _) in moved.items()}
    for folder in FOLDERS:
        old, new = getattr(before, folder), getattr(after, folder)
        touched = {*differing(old, new), *_naming(were, old), *_naming(were, new)}
        if any(
            topics_of(_keys(old.get(file), were, cases)) != topics_of(_keys(new.get(file), {}, cases))
            for file in touched
        ):
            yield f"covers:{KINDS[folder]}"


def _naming(numbers: Mapping[str, object], records: Mapping[str, Kept[Any]]) -> Iterator[str]:
    """The records that name one of these cases."""
    return (file for file, kept in records.items() if not numbers.keys().isdisjoint(kept.held.cases))


def _keys(
    kept: Kept[Any] | None, were: Mapping[str, CaseKey | None], cases: Mapping[str, CaseKey]
) -> Iterator[CaseKey]:
    """The published cases of a record; of those that `were` something else, what they were."""
    for number in kept.held.cases if kept else ():
        key = were[number] if number in were else cases.get(number)
        if key:
            yield key
