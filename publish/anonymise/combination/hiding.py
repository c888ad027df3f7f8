"""What a cut level takes out of a text: names of places below it, and dates finer than its period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from publish.anonymise.combination import dates, landmarks
from publish.anonymise.combination.atlas import Atlas
from publish.anonymise.draft import Draft
from publish.model.cells import Level
from publish.model.spans import Flag, Kind, Span
from publish.model.texts import RawText, RedactedText

RECOGNIZER = "combination"
PASSES = 3
_HIDDEN = {"town": (), "district": ("town", "village"), "city": ("district", "town", "village")}
_DOCUMENT = re.compile(r"[一-鿿]{1,12}[〔\[【(（][12][0-9]{3}[〕\]】)）][0-9]{1,5}号")
NO_NUMBER = "（文号略）"
SHORT = "某地"


class Cut(msgspec.Struct, frozen=True):
    """What of a matter must not be told: everything finer than `level`.

    `stems`: short names of its own places; `signs`: what document numbers of its own district begin with.
    `year` is the year shown where the dates were cut.
    """

    level: Level
    stems: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    year: int | None = None


class Piece(msgspec.Struct, frozen=True, order=True):
    """A stretch of a text and what stands in its place."""

    start: int
    end: int
    instead: str
    kind: Kind


def hide(original: RawText, text: RedactedText, cut: Cut, atlas: Atlas) -> RedactedText:
    """`text` with everything finer than the level taken out; `original` is what it was made from.

    Looks at the original, where a mask may have cut a name in two, then at what is left until nothing
    changes. What was masked stays masked.
    """
    whole = [one for one in pieces(original, cut, atlas) if not _within(one, text.spans)]
    if whole:
        draft = Draft(original, text.spans).widen(_spans(_disjoint(whole, len(original))))
        text = _redacted(draft, text)
    for _ in range(PASSES):
        found = _disjoint(pieces(text.text, cut, atlas), len(text.text))
        if not found:
            break
        text = _without(original, text, found)
    return text


def _without(original: RawText, text: RedactedText, found: Iterable[Piece]) -> RedactedText:
    return _redacted(Draft(original, text.spans).absorb(_spans(found)), text)


def _spans(found: Iterable[Piece]) -> list[Span]:
    return [Span(one.start, one.end, one.kind, one.instead, 1.0, RECOGNIZER) for one in found]


def _redacted(draft: Draft, text: RedactedText) -> RedactedText:
    flags = tuple(flag for flag in text.flags if not _within(flag, draft.spans))
    return RedactedText(draft.text, draft.spans, flags)


def pieces(text: str, cut: Cut, atlas: Atlas) -> Iterator[Piece]:
    """What has to go, with overlaps; what comes first is surer."""
    if cut.level.region != "town":
        yield from _named(text, cut, atlas)
        yield from _documents(text, cut)
        for start, end, instead in landmarks.found(text):
            yield Piece(start, end, instead, "ADDRESS_COMMUNITY")
    if cut.level.period != "month":
        for start, end, instead in dates.found(text, cut.year):
            yield Piece(start, end, instead, "DATE")


def _named(text: str, cut: Cut, atlas: Atlas) -> Iterator[Piece]:
    for start, end, name in atlas.stands(text):
        if name.rank in _HIDDEN[cut.level.region]:
            yield Piece(start, end, name.instead, "PUBLIC_PLACE")
    for start, end in atlas.strangers(text):
        yield Piece(start, end, landmarks.town(text[start:end]), "PUBLIC_PLACE")
    for stem in sorted(cut.stems, key=lambda stem: (-len(stem), stem)):
        for match in re.finditer(re.escape(stem), text):
            yield Piece(match.start(), match.end(), SHORT, "PUBLIC_PLACE")


def _documents(text: str, cut: Cut) -> Iterator[Piece]:
    """Numbers of documents that the matter's own district issues."""
    for match in _DOCUMENT.finditer(text):
        start = max((text.rfind(sign, match.start(), match.end()) for sign in cut.signs), default=-1)
        if start >= 0:
            yield Piece(start, match.end(), NO_NUMBER, "PUBLIC_BODY")


def _disjoint(found: Iterable[Piece], length: int) -> list[Piece]:
    """Pieces without overlaps: what was found first stands, what overlaps it falls until the next pass."""
    taken, pieces = bytearray(length), []
    for piece in found:
        if not any(taken[piece.start : piece.end]):
            taken[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            pieces.append(piece)
    return sorted(pieces)


def _within(one: Flag | Piece, spans: Sequence[Span]) -> bool:
    return any(span.start <= one.start and one.end <= span.end for span in spans)
