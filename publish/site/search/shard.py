"""The bytes of a shard: terms and the cases that have them.

    terms      how many there are, a varint
    length     bytes of the next part, a varint
    signs      all terms, two characters each, in UTF-8, in order of their code points
    sizes      a varint a term: bytes of its cases, doubled, and 1 where they are a bitmap
    cases      one after the other

A case is its place in the segment from 0. As a list: a varint a case, the cases left out since the one
before, doubled, and 1 where the term stands in the title. As a bitmap (where more than an eighth of the
places have the term): a bit a place, the lowest first, and then those with the term in the title as a list,
undoubled.
A varint has seven bits a byte, the lowest first, and the eighth where more follow (LEB128).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec


class Cases(NamedTuple):
    """The cases of a term as bytes."""

    data: bytes
    bitmap: bool


def packed(terms: Sequence[tuple[str, Cases]]) -> bytes:
    """A shard of these terms."""
    signs = "".join(term for term, _ in terms).encode()
    sizes = [len(cases.data) * 2 + cases.bitmap for _, cases in terms]
    head = b"".join(map(varint, (len(terms), len(signs))))
    return b"".join((head, signs, *map(varint, sizes), *(cases.data for _, cases in terms)))


def unpacked(data: bytes, size: int) -> Iterator[tuple[str, list[tuple[int, bool]]]]:
    """The terms of a shard, each with its cases and whether it stands in their titles."""
    return ((term, [*_unpacked(cases, size)]) for term, cases in _parts(data))


def _parts(data: bytes) -> Iterator[tuple[str, Cases]]:
    count, at = _varint(data, 0)
    length, at = _varint(data, at)
    signs, at = data[at : at + length].decode(), at + length
    sizes = []
    for _ in range(count):
        held, at = _varint(data, at)
        sizes.append(held)
    for term, held in enumerate(sizes):
        part, at = data[at : at + (held >> 1)], at + (held >> 1)
        yield signs[term * 2 : term * 2 + 2], Cases(part, bool(held & 1))


class StrangeError(Exception):
    """A shard that is not what it should be."""


class Edit(msgspec.Struct):
    """What becomes of a term's cases: those that had it until now, and those that have it from now on, each
    with whether it stands in the title."""

    gone: set[int] = msgspec.field(default_factory=set)
    came: dict[int, bool] = msgspec.field(default_factory=dict)


def edited(data: bytes, size: int, edits: Mapping[str, Edit]) -> bytes:
    """The shard with the cases of some terms changed; the same bytes as of one that is made anew. Raises
    `StrangeError` where a case that should go does not have the term."""
    held = dict(_parts(data))
    for term, edit in edits.items():
        cases = dict(_unpacked(held.pop(term), size)) if term in held else {}
        if edit.gone - cases.keys():
            raise StrangeError
        kept = {case: titled for case, titled in cases.items() if case not in edit.gone} | edit.came
        if kept:
            held[term] = _cases(sorted(kept.items()), size)
    return packed(sorted(held.items()))


def _cases(cases: Sequence[tuple[int, bool]], size: int) -> Cases:
    """The cases of one term as bytes; of a whole segment `Lists` does it at once."""
    if len(cases) * 8 <= size:
        return Cases(_list((case, 2, titled) for case, titled in cases), bitmap=False)
    marks = bytearray(size // 8)
    for case, _ in cases:
        marks[case >> 3] |= 1 << (case & 7)
    return Cases(bytes(marks) + _list((case, 1, 0) for case, titled in cases if titled), bitmap=True)


def _list(cases: Iterable[tuple[int, int, int]]) -> bytes:
    """Steps times a factor and a sign."""
    found, last = [], -1
    for case, factor, sign in cases:
        found.append(varint((case - last - 1) * factor + sign))
        last = case
    return b"".join(found)


def _unpacked(cases: Cases, size: int) -> Iterator[tuple[int, bool]]:
    return _marked(cases.data, size) if cases.bitmap else _listed(cases.data)


def _listed(data: bytes) -> Iterator[tuple[int, bool]]:
    case, at = -1, 0
    while at < len(data):
        step, at = _varint(data, at)
        case += (step >> 1) + 1
        yield case, bool(step & 1)


def _marked(data: bytes, size: int) -> Iterator[tuple[int, bool]]:
    marks, at, case, titled = data[: size // 8], size // 8, -1, set[int]()
    while at < len(data):
        step, at = _varint(data, at)
        case += step + 1
        titled.add(case)
    return ((case, case in titled) for case in range(size) if marks[case >> 3] >> (case & 7) & 1)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while data[at] & 128:
        value, shift, at = value | (data[at] & 127) << shift, shift + 7, at + 1
    return value | data[at] << shift, at + 1


def varint(value: int) -> bytes:
    """One value."""
    if value < len(_SHORT):
        return _SHORT[value]
    return bytes((value & 0x7F | 0x80,)) + varint(value >> 7)


_SHORT = [bytes((value,)) for value in range(0x80)]
