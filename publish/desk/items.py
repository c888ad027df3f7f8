"""What a reader has to look at in a matter: open doubts first, then every masked stretch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from publish.desk.fold import COMBINATION, EDITOR, Reading
from publish.desk.ops import Place
from publish.model.spans import Flag, Kind, Span
from publish.model.texts import RedactedText


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch. `open`: nobody said yet what to do about it; `fixed`: the combination test cut it, it may
    not come back."""

    place: Place
    what: Literal["flag", "span"]
    kind: Kind
    open: bool
    words: str = ""  # what stands there now
    recognizer: str = ""
    score: float = 0.0
    reason: str = ""
    fixed: bool = False

    @property
    def id(self) -> str:
        """Stable while the stretch is: names no word."""
        return f"{self.place.field.replace('/', '-')}-{self.place.start}-{self.place.end}"


def items(reading: Reading) -> list[Item]:
    """Doubts in reading order, then masked stretches in reading order."""
    flags = [_flag(field, flag, text) for field, text in reading.texts.items() for flag in text.flags]
    spans = [_span(field, span, reading) for field, text in reading.texts.items() for span in text.spans]
    return [*flags, *spans]


def following(found: list[Item], order: Mapping[str, int], at: Place | None) -> Item | None:
    """The next open item behind `at`: doubts before masked stretches, then from the beginning again."""
    waiting = [item for item in found if item.open]
    doubts = [item for item in waiting if item.what == "flag"]
    group = doubts or waiting
    if at is None or not group:
        return group[0] if group else None

    def position(place: Place) -> tuple[int, int]:
        return order.get(place.field, 0), place.start

    return next((item for item in group if position(item.place) > position(at)), group[0])


def _flag(field: str, flag: Flag, text: RedactedText) -> Item:
    del text
    return Item(
        place=Place(field, flag.start, flag.end), what="flag", kind=flag.kind, open=True, reason=flag.reason
    )


def _span(field: str, span: Span, reading: Reading) -> Item:
    place = Place(field, span.start, span.end)
    seen = any(one.field == field and one.meets(span.start, span.end) for one in reading.seen)
    return Item(
        place=place,
        what="span",
        kind=span.kind,
        open=not seen and field not in reading.read and span.recognizer not in (COMBINATION, EDITOR),
        words=span.replacement,
        recognizer=span.recognizer,
        score=span.score,
        fixed=span.recognizer == COMBINATION,
    )
