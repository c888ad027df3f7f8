"""What a reader wrote is looked at once more before anybody signs it.

The known identifiers of the matter's parties may stand nowhere; in rewritten stretches the anonymiser may
find nothing either, unless a reader vouches for the stretch. Fails shut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from publish.anonymise.draft import Draft as Redraft
from publish.desk.fold import EDITOR, REVIEWER, Reading
from publish.desk.ops import Place
from publish.model.contract import Party
from publish.model.spans import Kind, Span
from publish.model.texts import RawText, RedactedText

KNOWN = "known"


class Finder(Protocol):
    """The anonymiser, as far as it is needed here."""

    def record(
        self, texts: dict[str, RawText], parties: Sequence[Party], linked: Sequence[Party] = ()
    ) -> dict[str, RedactedText]: ...


class Doubt(msgspec.Struct, frozen=True):
    """Something private still stands in the public text. `known`: an identifier of a party, which nobody can
    vouch for; `place`: in the original."""

    place: Place
    kind: Kind
    known: bool


def doubts(
    finder: Finder,
    originals: dict[str, RawText],
    reading: Reading,
    parties: Sequence[Party],
    linked: Sequence[Party],
) -> list[Doubt]:
    """What the anonymiser would mask in the texts as they would be published."""
    public = {field: RawText(text.text) for field, text in reading.texts.items()}
    again = finder.record(public, parties, linked)
    return [
        doubt
        for field, text in reading.texts.items()
        for doubt in _field(field, originals[field], text, again[field], reading)
    ]


def _field(
    field: str, original: str, text: RedactedText, again: RedactedText, reading: Reading
) -> Iterator[Doubt]:
    draft = Redraft(original, text.spans)
    written = [
        (Place(field, low, high), span)
        for (low, high), span in zip(draft.replaced(), text.spans, strict=True)
        if span.recognizer in (EDITOR, REVIEWER)
    ]
    for found in again.spans:
        if found.replacement == text.text[found.start : found.end]:
            continue
        span = next((span for place, span in written if place.meets(found.start, found.end)), None)
        if found.recognizer == KNOWN:
            yield Doubt(_where(field, found, span, draft), found.kind, known=True)
        elif span and not _vouched(field, span, reading):
            yield Doubt(Place(field, span.start, span.end), found.kind, known=False)


def _vouched(field: str, span: Span, reading: Reading) -> bool:
    return any(one.field == field and one.meets(span.start, span.end) for one in reading.vouched)


def _where(field: str, found: Span, span: Span | None, draft: Redraft) -> Place:
    """Where it stands in the original."""
    if span:
        return Place(field, span.start, span.end)
    moved = Redraft(draft.original, draft.spans).absorb([found])
    known = frozenset(draft.spans)
    new = next((one for one in moved.spans if one not in known), found)
    return Place(field, new.start, new.end)
