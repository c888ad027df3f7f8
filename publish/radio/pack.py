"""A whole pack: all a host opens for one broadcast, as plain frozen data, complete in itself.

Every form (docx, pdf, html, txt, srt, json) is made from a `Pack` alone. Its JSON is documented in
docs/reference/radio-pack.md. Times: `…_ms` in milliseconds, the rest in seconds; moments in Beijing time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from publish.radio.marks import Mark
from publish.radio.rundown import Kind, PartKind, Person, Source
from publish.radio.timing import Pace

SIGNATURES = ("主持人", "导播", "审稿")


class Sentence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One sentence to be read. `text` is what is said, `written` the same with its figures as written.

    `marks` cover stretches of `text`: a figure as it was written, or pinyin of one character. `source` is
    None for a phrase of the programme's own. `warnings` are for the host's eyes.
    """

    text: str
    ms: int
    written: str
    source: Source | None = None
    marks: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of an item: its sentences, and the seconds of free talk or music after them."""

    kind: PartKind
    name: str
    sentences: tuple[Sentence, ...]
    must: bool = True
    talk: int = 0

    @property
    def read_ms(self) -> int:
        """Milliseconds of reading."""
        return sum(one.ms for one in self.sentences)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the rundown: 序号·计划时刻·环节·内容提要·形式·责任人·时长·累计·备注.

    `to_end`: seconds from its first word to the hard end, as planned. `latest_at`: when it must begin at
    the latest, so that what must be read from here on still ends on the second. `drop`: in which order an
    item that may be left out goes (1 first); 0: it must be read. `pad` is read when there is time left,
    `cut` in place of the rest when there is none.
    """

    number: int
    kind: Kind
    starts_at: datetime
    latest_at: datetime
    name: str
    brief: str
    form: str
    owner: str
    seconds: int
    total: int
    to_end: int
    must: bool
    drop: int
    parts: tuple[Part, ...]
    pad: Sentence
    cut: Sentence
    note: str = ""
    case: str | None = None

    @property
    def read_ms(self) -> int:
        """Milliseconds of reading; the rest of the item is free talk, music or breath."""
        return sum(part.read_ms for part in self.parts)

    @property
    def questions(self) -> tuple[Sentence, ...]:
        """What the host may ask after a matter."""
        return tuple(one for part in self.parts if part.kind == "questions" for one in part.sentences)


class Never(msgspec.Struct, frozen=True, kw_only=True):
    """What is not asked, not guessed and not repeated, and what the host says when a caller says it.

    `items`: numbers of the rundown's items it belongs to; none: the whole broadcast.
    """

    kind: str
    what: str
    bridge: str
    items: tuple[int, ...] = ()


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """The slot's seconds: all of it is reading, talk (guests and callers), music or breath.

    `whole_ms`: what reading everything that is worth reading of the matters would take.
    """

    slot: int
    read_ms: int
    talk: int
    music: int
    must_read_ms: int
    ends_at: datetime
    whole_ms: int = 0


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a rundown. `first_aired` is the episode a repeat repeats, "programme/number"."""

    programme: str
    slug: str
    number: int
    title: str
    airs_at: datetime
    minutes: int
    station: str
    hotline: str
    host: str | None = None
    director: str | None = None
    guests: tuple[Person, ...] = ()
    repeat: bool = False
    first_aired: str | None = None
    signatures: tuple[str, ...] = SIGNATURES


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A whole broadcast. The items' seconds sum to `timing.slot` exactly.

    `notes` are lines for the host (演示数据 …, a matter that is not read); `cases` the matters that are read,
    `left` those the slot could not hold; `made_at`: the ledger's time when the records it is made of were
    written.
    """

    schema: Literal["huisheng-radio-pack/1"] = "huisheng-radio-pack/1"
    header: Header
    pace: Pace
    timing: Timing
    items: tuple[Item, ...]
    never: tuple[Never, ...]
    notes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    demonstration: bool = False
    made_at: datetime | None = None

    @property
    def name(self) -> str:
        """zhouwu/12."""
        return f"{self.header.slug}/{self.header.number}"
