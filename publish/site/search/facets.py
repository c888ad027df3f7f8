"""By what results may be narrowed: a sign a case for each of its codes, in the order of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from publish.site.search.entries import Entry
from publish.site.search.layout import Segment

NAMES = ("column", "district", "topic", "year", "outcome")
FIRST = 0x20
"""The sign for "none", a withdrawn case among them; the first code of the table has the next."""


class Facet(msgspec.Struct, frozen=True):
    """The codes there are, and a sign a place for the one that the case has."""

    codes: list[str]
    cases: str


def facets(segment: Segment, entries: Sequence[Entry]) -> bytes:
    """The file of a segment; `entries` are its cases."""
    held = {name: [""] * segment.size for name in NAMES}
    for each in entries:
        for name, code in _own(each).items():
            held[name][each.place - segment.first] = code
    return msgspec.json.encode({name: _facet(codes) for name, codes in held.items()}) + b"\n"


def refaceted(segment: Segment, data: bytes, places: Iterable[int], now: Sequence[Entry]) -> bytes:
    """The file with other cases at some places: those of `now`, or none."""
    held = {name: _codes(each) for name, each in msgspec.json.decode(data, type=dict[str, Facet]).items()}
    for codes in held.values():
        for place in places:
            codes[place - segment.first] = ""
    for each in now:
        for name, code in _own(each).items():
            held[name][each.place - segment.first] = code
    return msgspec.json.encode({name: _facet(codes) for name, codes in held.items()}) + b"\n"


def _codes(facet: Facet) -> list[str]:
    known = ["", *facet.codes]
    return [known[ord(sign) - FIRST] for sign in facet.cases]


def _own(each: Entry) -> dict[str, str]:
    return {
        "column": each.column, "district": each.district, "topic": each.topic, "year": each.date[:4],
        "outcome": each.outcome,
    }  # fmt: skip


def _facet(held: Sequence[str]) -> Facet:
    codes = sorted(set(held) - {""})
    signs = {code: chr(FIRST + nth) for nth, code in enumerate(["", *codes])}
    return Facet(codes, "".join(map(signs.__getitem__, held)))
