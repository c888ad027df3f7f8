"""Corrections as the public reads them: what changed, sentence by sentence, when and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from publish.ledger.amendments import Amendment
from publish.ledger.ledger import Ledger
from publish.model.published import Correction, Difference, PublishedRevisions, Revised
from publish.model.records import CaseFacts, Facts, Redacted
from publish.model.texts import PublicText

FIELDS = ("title", "appeal", "summary", "result", "comment")
NOTE = "note"
FACTS = (
    "outcome", "satisfaction", "revisit_outcome", "submitted_at", "accepted_at", "due_at", "closed_at",
    "revisit_at",
)  # fmt: skip
"""Codes and times that a page shows; a change of them is told like one of words."""
SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]|\n|$)")

Corrected = Mapping[str, tuple[Correction, ...]]
"""Number → its corrections in force, oldest first."""


def corrected(ledger: Ledger, published_at: Mapping[str, datetime]) -> Corrected:
    """The corrections of what is public; `published_at` by number."""
    kept = [one for one in ledger.public.corrections() if one.in_force_at and one.number in published_at]
    words = ledger.public.wordings(kept)
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for one in kept:
        if _same(one, words):
            continue
        earlier = found[one.number]
        since = earlier[-1].at if earlier else published_at[one.number]
        earlier.append(_correction(one, since, words))
    return {number: tuple(held) for number, held in found.items()}


def revisions(found: Corrected) -> Iterator[PublishedRevisions]:
    """The same without a word, for lists."""
    for number in sorted(found):
        revised = tuple(Revised(place=one.place, kind=one.kind, at=one.at) for one in found[number])
        yield PublishedRevisions(number=number, revised=revised)


def _same(one: Amendment, words: Mapping[int, Redacted[Facts]]) -> bool:
    """An update in which no reader of the page sees a difference: a gate moved, say."""
    before, after = words.get(one.before), words.get(one.after or 0)
    if one.kind != "update" or before is None or after is None:
        return False
    return not any(differences(before, after))


def _correction(one: Amendment, since: datetime, words: Mapping[int, Redacted[Facts]]) -> Correction:
    assert one.in_force_at
    before, after = words.get(one.before), words.get(one.after or 0)
    private = one.kind == "privacy"
    return Correction(
        place=one.place or 0,
        kind=one.kind,
        since=since,
        at=one.in_force_at,
        reason=None if private or not one.reason else PublicText(one.reason),
        changes=tuple(_told(one, before, after)) if before and after and not private else (),
    )


def _told(one: Amendment, before: Redacted[Facts], after: Redacted[Facts]) -> Iterator[Difference]:
    """Of an update only what is new: what it took away may have been masked since."""
    for each in differences(before, after):
        if one.kind != "update":
            yield each
        elif each.revised:
            yield Difference(field=each.field, revised=each.revised)


def differences(before: Redacted[Facts], after: Redacted[Facts]) -> Iterator[Difference]:
    """What a reader of the page sees changed, field by field."""
    notes = sorted(name for name in {*before.texts, *after.texts} if name.endswith("/note"))
    for name in (*FIELDS, *notes):
        texts = (record.texts.get(name) for record in (before, after))
        first, revised = (text.text if text else "" for text in texts)
        for old, new in hunks(first, revised):
            yield _difference(NOTE if name in notes else name, old, new)
    if isinstance(before.facts, CaseFacts) and isinstance(after.facts, CaseFacts):
        yield from _codes(before.facts, after.facts)


def _codes(before: CaseFacts, after: CaseFacts) -> Iterator[Difference]:
    for name in FACTS:
        first, revised = _plain(getattr(before, name)), _plain(getattr(after, name))
        if first != revised:
            yield _difference(name, first, revised)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _difference(field: str, first: str, revised: str) -> Difference:
    return Difference(
        field=field,
        first=PublicText(first) if first else None,
        revised=PublicText(revised) if revised else None,
    )


def hunks(first: str, revised: str) -> Iterator[tuple[str, str]]:
    """The sentences that differ, as they were and as they are; runs of them together."""
    old, new = sentences(first), sentences(revised)
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act != "equal":
            yield _joined(old[a:b]), _joined(new[c:d])


def sentences(text: str) -> Sequence[str]:
    """A text cut behind its full stops and line breaks."""
    return [part for part in SENTENCE.findall(text) if part]


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts).strip()
