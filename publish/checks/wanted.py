"""Whom to look for, made ready: one automaton over all identifiers, and what each of them means.

What is kept of an identifier beside the automaton is a few bits, so that a million of them cost little
and processes forked afterwards share all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import ahocorasick_rs
import msgspec

from publish.checks.context import CheckContext, Private
from publish.checks.identifiers import (
    KINDS,
    Identifier,
    is_name,
    is_private,
    local,
    person,
    store_key,
    strong,
    weak,
)
from publish.text.squeeze import squeeze

EVERYWHERE, WORD_HERE, WORD_THERE = 1, 2, 4
"""May stand nowhere; a name that is also a word, and counts only where it stands as a name; a name so short
that elsewhere it counts only there."""
RARE = 2
"""How many may bear a name that may stand nowhere."""
LONG_NAME = {"name": 3, "org_name": 6}  # that of a respondent may be a utility's, which stays in texts
"""Characters from which a name is believed wherever it stands."""
_KINDS = tuple(KINDS)


class Automaton(Protocol):
    """What is needed of a matcher."""

    def find_matches_as_indexes(
        self, haystack: bytes, overlapping: bool = False
    ) -> list[tuple[int, int, int]]: ...


class Entry:
    """One key that is looked for, while they are gathered."""

    __slots__ = ("flags", "kind", "numbers")

    def __init__(self, kind: str) -> None:
        self.kind, self.flags, self.numbers = kind, 0, frozenset[str]()


Entries = dict[str, Entry]


class Wanted(msgspec.Struct, frozen=True):
    """The automaton; by the place of a key in it, its kind, its flags and the matters it belongs to.

    `everyone`: every matter that anybody belongs to.
    """

    automaton: Automaton
    kinds: bytes
    flags: bytes
    numbers: Mapping[int, frozenset[str]]
    everyone: frozenset[str]
    words: frozenset[str] = frozenset()

    def kind(self, key: int) -> str:
        return _KINDS[self.kinds[key]]


def gather(context: CheckContext) -> Entries:
    """Every identifier of every private party, and the store's keys."""
    entries, names = Entries(), Names(context)
    open_phones = {local(squeeze(phone)) for phone in context.public_phones}
    for private in context.private():
        if not is_private(private.party):
            names.publish(private.party.name)
            continue
        for found in strong(private.party):
            if found.key not in open_phones:
                _enter(entries, found, private, EVERYWHERE)
        for found in weak(private.party):
            if found.key not in names.public:
                _enter(entries, found, private, names.word(found, private))
    for key in context.store_keys():
        for found in store_key(key):
            entries.setdefault(found.key, Entry(found.kind)).flags |= EVERYWHERE
    names.settle(entries)
    return {key: entry for key, entry in entries.items() if entry.flags & EVERYWHERE or entry.numbers}


class Names:
    """Who bears which name, and which names are public."""

    def __init__(self, context: CheckContext) -> None:
        self.public = {squeeze(name) for name in context.known_names}
        self._words = context.words
        self._bearers: dict[str, set[str]] = {}

    def publish(self, name: str | None) -> None:
        self.public.add(squeeze(name or ""))

    def word(self, found: Identifier, private: Private) -> int:
        """Note the bearer of a name; the flag of one that is also a word."""
        if found.kind not in LONG_NAME:
            return 0
        written = (getattr(private.party, found.kind) or "").strip()
        if is_name(written) if found.kind == "name" else private.party.role != "respondent":
            bearers = self._bearers.setdefault(found.key, set())
            if len(bearers) <= RARE:
                bearers.add(person(private.party))
        return WORD_HERE if written in self._words else 0

    def settle(self, entries: Entries) -> None:
        """Mark what may stand nowhere, and drop what is public after all."""
        for key, bearers in self._bearers.items():
            entry = entries[key]
            if key in self.public:
                del entries[key]
            elif len(bearers) <= RARE and not entry.flags & WORD_HERE and entry.kind in LONG_NAME:
                entry.flags |= EVERYWHERE | (WORD_THERE if len(key) < LONG_NAME[entry.kind] else 0)


def _enter(entries: Entries, found: Identifier, private: Private, flags: int) -> None:
    entry = entries.get(found.key)
    if entry is None:
        entry = entries[found.key] = Entry(found.kind)
    elif flags & EVERYWHERE and not entry.flags & EVERYWHERE:
        entry.kind = found.kind
    entry.flags |= flags
    if private.numbers:
        entry.numbers |= private.numbers


def compiled(entries: Mapping[str, Entry], words: Iterable[str] = ()) -> Wanted:
    """The automaton and its tables."""
    numbers = {at: entry.numbers for at, entry in enumerate(entries.values()) if entry.numbers}
    return Wanted(
        automaton=ahocorasick_rs.BytesAhoCorasick(
            [key.encode() for key in entries], implementation=ahocorasick_rs.Implementation.ContiguousNFA
        ),
        kinds=bytes(_KINDS.index(entry.kind) for entry in entries.values()),
        flags=bytes(entry.flags for entry in entries.values()),
        numbers=numbers,
        everyone=frozenset[str]().union(*numbers.values()),
        words=frozenset(words),
    )


def meanings(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Each key with each thing it is looked for in: a new pair must be looked for in old files."""
    for key, entry in entries.items():
        if entry.flags & EVERYWHERE:
            yield key, str(entry.flags)
        yield from ((key, number) for number in entry.numbers)
