"""The rundown of one broadcast (串联单) and the words that go with it: plain frozen data."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from publish.radio.figures.base import Figure
from publish.radio.timing import Pace

Kind = Literal[
    "opening", "headlines", "matter", "guest", "phone_in", "policy", "music", "preview", "closing"
]  # fmt: skip
PartKind = Literal["said", "lead", "problem", "done", "outcome", "questions"]


class Source(msgspec.Struct, frozen=True):
    """Where a sentence stands in the approved record: the `sentence`-th (from 1; 0: all) of `field`.

    `record` is a public number or a policy's slug; `label` what people call the field.
    """

    record: str
    field: str
    label: str
    sentence: int = 0

    def __str__(self) -> str:
        """DC-2022-000003 办理结果 第3句."""
        return f"{self.record} {self.label}" + (f" 第{self.sentence}句" if self.sentence else "")


class Line(msgspec.Struct, frozen=True):
    """One sentence to be read. `source`: where it stands; None: a phrase.

    `figures` are what was converted in `text`, in order, each with how it was written.
    """

    text: str
    ms: int
    source: Source | None = None
    figures: tuple[Figure, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of an item: its lines, and the seconds of free talk after them."""

    kind: PartKind = "said"
    name: str
    lines: tuple[Line, ...]
    must: bool = True
    talk: int = 0


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One row: 序号·计划时刻·环节·内容提要·形式·责任人·时长·累计·备注. Times in seconds."""

    number: int
    kind: Kind
    starts_at: datetime
    name: str
    brief: str
    form: str
    owner: str
    seconds: int
    total: int
    must: bool
    parts: tuple[Part, ...]
    pad: Line
    cut: Line
    note: str = ""
    case: str | None = None

    @property
    def read_ms(self) -> int:
        """Milliseconds of reading; the rest of the item is free talk or air."""
        return sum(line.ms for part in self.parts for line in part.lines)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A guest: `name` only where it may be told; `said` is how the host calls them."""

    said: str
    unit: str | None = None
    post: str | None = None
    name: str | None = None


class Rundown(msgspec.Struct, frozen=True, kw_only=True):
    """A whole broadcast. The items' seconds sum to `minutes` × 60 exactly."""

    programme: str
    slug: str
    number: int
    title: str
    airs_at: datetime
    minutes: int
    station: str
    hotline: str
    pace: Pace
    items: tuple[Item, ...]
    host: str | None = None
    director: str | None = None
    guests: tuple[Person, ...] = ()
    repeat_of: str | None = None
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # matters the slot could not hold
    whole_ms: int = 0  # all that is worth reading of its matters
