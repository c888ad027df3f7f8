"""What comes of a reader's strokes: the filed record and a list of operations in, the new record out.

Pure: the same record, originals and strokes give the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from publish.anonymise import settle
from publish.anonymise.draft import Draft
from publish.desk.ops import Op, Place
from publish.model.records import Facts, Redacted
from publish.model.spans import Decision, Flag, Kind, Span
from publish.model.texts import RedactedText

REVIEWER, EDITOR, COMBINATION = "reviewer", "editor", "combination"
IDENTIFIES = "读者指出能认出人：{note}"

Texts = Mapping[str, RedactedText]
Generalise = Callable[[int, Facts, Texts], tuple[Facts, dict[str, RedactedText]]]
"""A level's number, facts and texts → the same no finer than that level."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as it stands after some strokes. `seen`: stretches a reader agreed with; `kept`: those a
    reader holds to be public; `vouched`: rewritten stretches a reader vouches for; `read`: fields read
    through; `level`: what was generalised to, if it was."""

    texts: dict[str, RedactedText]
    facts: Facts
    seen: frozenset[Place] = frozenset()
    kept: tuple[Place, ...] = ()
    read: frozenset[str] = frozenset()
    vouched: frozenset[Place] = frozenset()
    level: int | None = None

    @property
    def flags(self) -> int:
        """How many doubts are open."""
        return sum(len(text.flags) for text in self.texts.values())


class Fold:
    """Folds strokes over one record. `originals` are the texts its spans count in."""

    def __init__(
        self,
        record: Redacted[Facts],
        originals: Mapping[str, str],
        generalise: Generalise | None = None,
    ) -> None:
        self._record, self._originals, self._generalise = record, originals, generalise

    def reading(self, ops: Iterable[Op]) -> Reading:
        """The record after `ops`, in their order. A place the record does not have is passed over."""
        reading = Reading(texts=dict(self._record.texts), facts=self._record.facts)
        for op in ops:
            reading = self._step(reading, op)
        return reading

    def _step(self, reading: Reading, op: Op) -> Reading:
        if op.act == "generalise":
            return self._generalised(reading, op.level)
        for index, place in enumerate(op.places):
            text = reading.texts.get(place.field)
            if text is not None:
                reading = self._one(reading, text, op, place, _words(op, index))
        return reading

    def _one(self, reading: Reading, text: RedactedText, op: Op, place: Place, words: str) -> Reading:
        if op.act in ("accept", "vouch"):
            vouched = reading.vouched | {place} if op.act == "vouch" else reading.vouched
            return msgspec.structs.replace(reading, seen=reading.seen | {place}, vouched=vouched)
        if op.act == "clear":
            text = settle.settle(text, [Decision("clear")])
            reading = msgspec.structs.replace(reading, read=reading.read | {place.field})
        elif op.act == "keep":
            text = self._kept(text, place)
            reading = msgspec.structs.replace(reading, kept=(*reading.kept, place))
        else:
            text = self._changed(text, op, place, words)
            reading = msgspec.structs.replace(reading, seen=reading.seen | {place})
        return msgspec.structs.replace(reading, texts={**reading.texts, place.field: text})

    def _changed(self, text: RedactedText, op: Op, place: Place, words: str) -> RedactedText:
        if op.act == "mask":
            return settle.settle(text, [Decision("mask", place.start, place.end, op.kind)])
        if op.act == "rekind":
            return self._rekinded(text, place, op.kind)
        if op.act == "word":
            return self._reworded(text, place, words)
        if op.act == "edit":
            return self._edited(text, place, words)
        return _flagged(text, place, op)

    def _kept(self, text: RedactedText, place: Place) -> RedactedText:
        """The original shows again, but for what the combination test cut: that may not come back."""
        spans = [
            span
            for span in text.spans
            if span.recognizer == COMBINATION or not place.meets(span.start, span.end)
        ]
        shown = self._shown(text, place.field, spans)
        return settle.settle(shown, [Decision("keep", place.start, place.end)])

    def _rekinded(self, text: RedactedText, place: Place, kind: Kind) -> RedactedText:
        span = _span_at(text, place)
        if span is None or span.recognizer == COMBINATION:
            return text
        bare = self._shown(text, place.field, [one for one in text.spans if one is not span])
        return settle.settle(bare, [Decision("mask", span.start, span.end, kind)])

    def _reworded(self, text: RedactedText, place: Place, words: str) -> RedactedText:
        span = _span_at(text, place)
        if span is None:
            return text
        new = msgspec.structs.replace(span, replacement=words, recognizer=REVIEWER, score=1.0)
        return self._shown(text, place.field, [new if one is span else one for one in text.spans])

    def _edited(self, text: RedactedText, place: Place, words: str) -> RedactedText:
        """A rewritten stretch swallows the masks and the doubts it covers."""
        original = self._originals[place.field]
        new = Span(place.start, min(place.end, len(original)), "EDITED", words, 1.0, EDITOR)
        draft = Draft(original, text.spans).widen([new])
        flags = settle.settle(text, [Decision("keep", place.start, place.end)]).flags
        return RedactedText(draft.text, draft.spans, flags)

    def _shown(self, text: RedactedText, field: str, spans: Sequence[Span]) -> RedactedText:
        draft = Draft(self._originals[field], tuple(spans))
        return RedactedText(draft.text, draft.spans, text.flags)

    def _generalised(self, reading: Reading, level: int) -> Reading:
        if self._generalise is None:
            return reading
        facts, texts = self._generalise(level, reading.facts, reading.texts)
        return msgspec.structs.replace(reading, facts=facts, texts=texts, level=level)


def _words(op: Op, index: int) -> str:
    """The words of a place: an `edit` has its own for each, a `word` one for all."""
    if op.act == "edit":
        return op.words[index] if index < len(op.words) else ""
    return op.words[0] if op.words else ""


def _span_at(text: RedactedText, place: Place) -> Span | None:
    return next((span for span in text.spans if place.meets(span.start, span.end)), None)


def _flagged(text: RedactedText, place: Place, op: Op) -> RedactedText:
    """The text with a doubt of the reader's own in place of those it covers."""
    rest = settle.settle(text, [Decision("keep", place.start, place.end)]).flags
    doubt = Flag(place.start, place.end, IDENTIFIES.format(note=op.note), op.kind)
    return msgspec.structs.replace(text, flags=tuple(sorted((*rest, doubt), key=lambda flag: flag.start)))
