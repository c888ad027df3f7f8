"""Who is who in a record: the same person gets the same word wherever the record names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from publish.anonymise.known.names import Person
from publish.anonymise.names import surname
from publish.anonymise.policy import Policy


class Cast(msgspec.Struct, frozen=True):
    """`tokens`: name → word. `by_surname`: the word for 王先生, where it can only be one person."""

    tokens: Mapping[str, str]
    by_surname: Mapping[str, str]


def assemble(persons: Iterable[Person], policy: Policy) -> Cast:
    """Words for persons in their order: 王某, or 王某甲 and 王某乙 where a surname comes twice."""
    groups: dict[str, list[str]] = {}
    for person in dict.fromkeys(persons):
        group = groups.setdefault(stem(person, policy), [])
        if person.name not in group:
            group.append(person.name)
    tokens = {name: _token(root, place, group, policy) for root, group in groups.items()
              for place, name in enumerate(group)}  # fmt: skip
    single = {surname(group[0]): tokens[group[0]] for root, group in groups.items() if len(group) == 1}
    return Cast(tokens, {name: token for name, token in single.items() if token == name + policy.person})


def stem(person: Person, policy: Policy) -> str:
    """The word without a counter: a child's never holds the surname."""
    if person.minor:
        return policy.minor
    first = surname(person.name)
    return policy.nameless if not first or first.isascii() else first + policy.person


def _token(root: str, place: int, group: list[str], policy: Policy) -> str:
    if len(group) == 1 or place >= len(policy.counters):
        return root
    return root + policy.counters[place]
