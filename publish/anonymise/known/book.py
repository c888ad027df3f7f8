"""Everything the store knows of the persons and firms in a matter, ready to be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publish.anonymise.base import Hit, Source
from publish.anonymise.known import addresses, dates, names, numbers, orgs
from publish.anonymise.known.names import Person
from publish.anonymise.known.needles import Needle, find
from publish.anonymise.public import Published
from publish.model.contract import Party
from publish.text import fold

_ONE_AS_DASH = re.compile(r"(?<=[0-9])一(?=[0-9])")
_TYPED = re.compile(r"[0-9][OoIl]|[OoIl][0-9]")
_LETTERS = re.compile(r"(?<=[0-9OoIl])[OoIl]|[OoIl](?=[0-9OoIl])")
_COUNTRY = re.compile(r"(?:\(?(?:\+|00)86\)?|(?<![0-9])86)[ \-]{0,2}$")


class Book(msgspec.Struct, frozen=True):
    """`persons` and `firms` in the order of the store's rows; `named` are those who may be named.

    `shared`: linked records know them, too.
    """

    persons: tuple[Person, ...] = ()
    needles: tuple[Needle, ...] = ()
    births: frozenset[dates.Birth] = frozenset()
    named: frozenset[str] = frozenset()
    firms: tuple[str, ...] = ()
    shared: bool = False

    def hits(self, source: Source) -> Iterator[Hit]:
        """Every known identifier in a text."""
        wanted = _wanted(self.needles, source.folded)
        if wanted:
            for skeleton in _skeletons(source):
                for needle in wanted:
                    yield from (_widened(hit, source) for hit in find(needle, source, skeleton))
        yield from dates.hits(source, self.births)


def of(parties: Sequence[Party], linked: Sequence[Party], published: Published) -> Book:
    """The book of a matter and of all that are linked with it, the same for each of these."""
    everyone = sorted(dict.fromkeys([*parties, *linked]), key=_order)
    named = [person for party in everyone if may_be_named(party) for person in names.persons(party)]
    private = [party for party in everyone if not may_be_named(party)]
    persons = _persons(private, published)
    needles = [needle for person in persons for needle in names.needles(person)]
    for party in everyone:
        needles += [*numbers.needles(party, published), *orgs.needles(party, published)]
        needles += addresses.needles(party)
    return Book(
        persons,
        tuple(sorted(set(needles), key=lambda needle: (-len(needle.text), needle))),
        frozenset(birth for party in everyone for birth in dates.births(party)),
        frozenset(person.name for person in named),
        tuple(dict.fromkeys(name for party in everyone for name in orgs.private(party, published))),
        bool(linked),
    )


def may_be_named(party: Party) -> bool:
    """Staff and spokespersons whom the office names."""
    return party.role in ("staff", "spokesperson") and bool(party.may_be_named)


def _persons(parties: list[Party], published: Published) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for party in parties:
        for person in () if orgs.is_org(party) else names.persons(party):
            if not published.body(person.name):
                minor = person.minor or found.get(person.name, person).minor
                found[person.name] = Person(person.name, minor)
    return tuple(found.values())


def _order(party: Party) -> tuple[str, int]:
    return party.case_id, party.seq


def _wanted(needles: tuple[Needle, ...], folded: str) -> list[Needle]:
    """The needles that can stand in a text, judged by the characters it has."""
    hints = sorted({needle.hints for needle in needles if needle.hints})
    absent = {hint for hint in hints if not any(char in folded for char in hint)}
    return [needle for needle in needles if needle.hints not in absent]


def _skeletons(source: Source) -> Iterator[fold.Skeleton]:
    """The skeleton, and one in which 一 between two digits is read as the dash it was meant as."""
    yield source.skeleton
    if _TYPED.search(source.folded):
        yield fold.skeleton(_LETTERS.sub(_as_digit, source.folded))
    if _ONE_AS_DASH.search(source.folded):
        yield fold.skeleton(_ONE_AS_DASH.sub("-", source.folded))


def _as_digit(letter: re.Match[str]) -> str:
    """What a letter typed among digits was meant as."""
    return "0" if letter[0] in "Oo" else "1"


def _widened(hit: Hit, source: Source) -> Hit:
    """With the country code before a telephone, and the rest of a longer run of letters and digits."""
    start, end = hit.start, hit.end
    if hit.kind in ("PHONE", "ID_NUMBER", "BANK_CARD", "ACCOUNT", "SOCIAL"):
        start, end = _run(source.digits, start, end)
    if hit.kind == "PHONE":
        code = _COUNTRY.search(source.folded, max(0, start - 8), start)
        start = code.start() if code else start
    score = hit.score if (start, end) == (hit.start, hit.end) or hit.kind == "PHONE" else 0.9
    return msgspec.structs.replace(hit, start=start, end=end, score=score)


def _run(digits: str, start: int, end: int) -> tuple[int, int]:
    """Digits that touch the hit belong to it, forty at most."""
    low, high = max(0, start - 40), min(len(digits), end + 40)
    while start > low and digits[start - 1].isascii() and digits[start - 1].isdigit():
        start -= 1
    while end < high and digits[end].isascii() and digits[end].isdigit():
        end += 1
    return start, end
