"""An item before its time is known: what it says, and how much time it asks for."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from publish.radio.budget import Demand, units
from publish.radio.programme import Segment
from publish.radio.rundown import Kind, Line, Part
from publish.radio.scene import Scene


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the rundown without its place in time."""

    kind: Kind
    name: str
    brief: str
    form: str
    owner: str
    must: bool
    parts: tuple[Part, ...]
    pad: Line
    cut: Line
    demand: Demand
    note: str = ""
    case: str | None = None
    whole_ms: int = 0  # all that is worth reading of its matter


def read_units(parts: tuple[Part, ...]) -> int:
    """Units an item's reading takes, at least one."""
    return max(1, units(-(-sum(line.ms for part in parts for line in part.lines) // 1000)))


def fixed(read: int) -> Demand:
    """An item that is read and no more."""
    return Demand(read, read, read, read)


def pad(kind: str, place: int, where: Scene) -> Line:
    """A line to fill time with, taken in turn from the programme's own."""
    lines = where.phrases.pads.get(kind) or where.phrases.pads.get("any") or ("",)
    return where.say(lines[(where.turn + place) % len(lines)])


def cut(kind: str, where: Scene, more: Mapping[str, str] | None = None) -> Line:
    """The line that closes an item early."""
    return where.say(where.phrases.cuts.get(kind) or where.phrases.cuts.get("any") or "", more)


def of(
    segment: Segment, kind: Kind, where: Scene, parts: tuple[Part, ...], demand: Demand, brief: str
) -> Draft:
    """A draft with the segment's own name, form and owner."""
    return Draft(
        kind=kind,
        name=segment.name,
        brief=brief,
        form=segment.form,
        owner=segment.owner,
        must=segment.must,
        parts=parts,
        pad=pad(kind, 0, where),
        cut=cut(kind, where),
        demand=demand,
    )
