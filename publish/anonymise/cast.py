"""Who is who in a record: the same person gets the same word wherever the record names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product

import msgspec

from publish.anonymise import firms, names
from publish.anonymise.base import Hit
from publish.anonymise.known.book import Book
from publish.anonymise.known.names import Person
from publish.anonymise.policy import Policy

NAMED = frozenset(("PERSON", "PERSON_OFFICIAL", "MINOR"))
"""Kinds of hits that claim somebody's name."""


class Cast(msgspec.Struct, frozen=True):
    """`tokens`: name → word. `surnames`: surname → the word for 王先生: a person's where the record
    knows one 王 alone, else nobody's. `firms`: what tells a firm → its word."""

    tokens: Mapping[str, str]
    surnames: Mapping[str, str]
    firms: Mapping[str, str]


_NOT_LAST = frozenset("家户们夫妇妻说称")

NOBODY = Cast({}, {}, {})


def meet(known: Book, resolved: Iterable[list[Hit]], policy: Policy, earlier: Cast = NOBODY) -> Cast:
    """Words for whom the store knows first, then for the others as the texts name them.

    Where linked records know the same persons, all of these get their words among themselves, so that
    the words are the same in every such record whoever else one of them names. Words of an `earlier`
    pass stay, and are never given to anybody else.
    """
    hits = [hit for some in resolved for hit in some if hit.who]
    minors = {hit.who for hit in hits if hit.kind == "MINOR"}
    own = [Person(person.name, person.minor or person.name in minors) for person in known.persons]
    met = {hit.who: Person(hit.who, hit.who in minors) for hit in hits if hit.kind in NAMED}
    same = _same([*(one.name for one in own), *earlier.tokens, *met])
    firms_met = dict.fromkeys(hit.who for hit in hits if hit.kind == "ORG_PRIVATE")
    tokens, named = dict(earlier.tokens), dict(earlier.firms)
    if known.shared:
        _give(tokens, own, policy)
        _name(named, known.firms, policy)
    others = [one for one in met.values() if one.name not in same]
    _give(tokens, [*(one for one in own if one.name in met), *others], policy)
    tokens.update((name, tokens[whole]) for name, whole in same.items() if name in met and whole in tokens)
    _name(named, [*(name for name in known.firms if name in firms_met), *firms_met], policy)
    return Cast(tokens, _surnames([*(one.name for one in own), *tokens], tokens, policy), named)


def _same(people: Iterable[str]) -> dict[str, str]:
    """A name cut too long → the name: 邓华新家 where 邓华新 is named, 陈云户 where 陈云 is."""
    names_ = set(people)
    return {name: name[:-1] for name in names_ if name[:-1] in names_ and _too_long(name)}


def _too_long(name: str) -> bool:
    given = len(name) - names.begins(name, 0)
    return given > 2 or (given == 2 and name[-1] in _NOT_LAST)


def first(name: str) -> str:
    """The surname a name begins with; "" where none is known, or where it has a point: 阿里木·买买提."""
    return "" if "·" in name else name[: names.begins(name, 0)]


def stem(person: Person, policy: Policy) -> str:
    """The word without a counter: a child's never holds the surname."""
    if person.minor:
        return policy.minor
    begun = first(person.name)
    if not begun:
        return policy.nameless
    return begun + policy.person * (min(len(person.name) - len(begun), 2) if policy.by_length else 1)


def _give(tokens: dict[str, str], persons: Iterable[Person], policy: Policy) -> None:
    """Whoever has no word gets one; what is said of a person first holds."""
    stems: dict[str, str] = {}
    for person in persons:
        if person.name not in tokens:
            stems.setdefault(person.name, stem(person, policy))
    groups: dict[str, list[str]] = {}
    for name, root in stems.items():
        groups.setdefault(root, []).append(name)
    used = set(tokens.values())
    for root, group in groups.items():
        words = _words(root, root, len(group), used, policy)
        tokens.update(zip(group, words, strict=False))


def _words(head: str, root: str, size: int, used: set[str], policy: Policy, tail: str = "") -> Iterator[str]:
    """The bare word for one alone; counters where there are several, or where the bare one is taken."""
    first = f"{head}{policy.counters[0]}{tail}"
    if size == 1 and not used & {root, first}:
        yield root
        return
    for counter in _counters(policy.counters):
        word = f"{head}{counter}{tail}"
        if word not in used and not (word == first and root in used):
            yield word


def _counters(letters: str) -> Iterator[str]:
    """甲, 乙 … 亥, 甲甲, 甲乙 …"""
    for length in count(1):
        yield from ("".join(some) for some in product(letters, repeat=length))


def _surnames(everyone: Iterable[str], tokens: Mapping[str, str], policy: Policy) -> dict[str, str]:
    bearers: dict[str, list[str]] = {}
    for name in dict.fromkeys(everyone):
        begun = first(name)
        token = tokens.get(name, begun + policy.person)
        if begun and token.startswith(begun):
            bearers.setdefault(begun, []).append(token)
    return {begun: some[0] if len(some) == 1 else begun + policy.person for begun, some in bearers.items()}


def _name(named: dict[str, str], companies: Iterable[str], policy: Policy) -> None:
    """某物业公司, or 某甲物业公司 and 某乙物业公司 where two of a trade come."""
    longest: dict[str, str] = {}
    for name in companies:
        key = firms.identity(name)
        if key not in named:
            longest[key] = max(longest.get(key, ""), name, key=len)
    heads = firms.heads([*named, *longest])
    fresh: dict[str, str] = {}
    for key, name in longest.items():
        if heads[key] not in named:
            fresh[heads[key]] = max(fresh.get(heads[key], ""), name, key=len)
    groups: dict[str, list[str]] = {}
    for key, name in fresh.items():
        groups.setdefault(firms.word(name, policy), []).append(key)
    used = set(named.values())
    for root, group in groups.items():
        words = _words(root[:1], root, len(group), used, policy, root[1:])
        named.update(zip(group, words, strict=False))
    named.update((key, named[heads[key]]) for key in longest if key not in named)
