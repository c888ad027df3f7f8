"""A reviewer's word on a text: what else to mask, which doubts are settled.

Only the redacted text is at hand. What isn't masked stands in it as in the original, so a decision
in the original's offsets finds its place by what was replaced before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from publish.anonymise import cast, operators, policy
from publish.anonymise.base import Hit, Source
from publish.anonymise.draft import Draft
from publish.model.spans import Decision, Flag, Span
from publish.model.texts import RedactedText


def settle(
    text: RedactedText, decisions: Sequence[Decision], rules: policy.Policy | None = None
) -> RedactedText:
    """`text` after the decisions, in their order. A decision beyond the text's end is cut to it."""
    for decision in decisions:
        text = _settled(text, decision, rules or policy.load())
    return text


def _settled(text: RedactedText, decision: Decision, rules: policy.Policy) -> RedactedText:
    if decision.action == "clear":
        return msgspec.structs.replace(text, flags=())
    start, end = max(0, decision.start), min(decision.end, length(text))
    if decision.action == "mask" and start < end:
        text = _masked(text, start, end, decision, rules)
    return msgspec.structs.replace(text, flags=_left(text, start, end))


def length(text: RedactedText) -> int:
    """How long the original is."""
    return len(text.text) + sum(span.end - span.start - len(span.replacement) for span in text.spans)


def _left(text: RedactedText, start: int, end: int) -> tuple[Flag, ...]:
    """The flags without what lies in [start, end): a decision settles no more than it speaks of."""
    if not any(flag.start < end and start < flag.end for flag in text.flags):
        return text.flags
    original = _original(text)
    parts = (part for flag in text.flags for part in _parts(flag, start, end))
    return tuple(part for part in parts if any(char.isalnum() for char in original[part.start : part.end]))


def _parts(flag: Flag, start: int, end: int) -> Iterator[Flag]:
    if flag.end <= start or end <= flag.start:
        yield flag
        return
    if flag.start < start:
        yield msgspec.structs.replace(flag, end=start)
    if end < flag.end:
        yield msgspec.structs.replace(flag, start=end)


def _masked(
    text: RedactedText, start: int, end: int, decision: Decision, rules: policy.Policy
) -> RedactedText:
    """The gaps between what is masked already are masked too; a stretch wholly masked stays as it is."""
    gaps = list(_gaps(text.spans, start, end))
    if not gaps:
        return text
    original = _original(text)
    touched = [span for span in text.spans if span.start < end and start < span.end]
    new = _joined(touched, start, end) if touched else [_span(original, start, end, decision, rules)]
    kept = [span for span in text.spans if span not in touched]
    spans = tuple(sorted([*kept, *new], key=lambda span: span.start))
    return RedactedText(Draft(original, spans).text, spans, text.flags)


def _joined(touched: list[Span], start: int, end: int) -> list[Span]:
    """One span over all; its word is that of the longest it swallows."""
    longest = max(touched, key=lambda span: span.end - span.start)
    low, high = min(start, touched[0].start), max(end, touched[-1].end)
    return [msgspec.structs.replace(longest, start=low, end=high, score=1.0, recognizer="reviewer")]


def _gaps(spans: Sequence[Span], start: int, end: int) -> list[tuple[int, int]]:
    gaps, at = [], start
    for span in spans:
        if span.end <= at or span.start >= end:
            continue
        if span.start > at:
            gaps.append((at, span.start))
        at = span.end
    return [*gaps, (at, end)] if at < end else gaps


def _original(text: RedactedText) -> str:
    """The original, with blanks where it was masked: all that can be known of it."""
    parts, at, grown = [], 0, 0
    for span in text.spans:
        parts += [text.text[at + grown : span.start + grown], " " * (span.end - span.start)]
        grown += len(span.replacement) - (span.end - span.start)
        at = span.end
    return "".join([*parts, text.text[at + grown :]])


def _span(original: str, start: int, end: int, decision: Decision, rules: policy.Policy) -> Span:
    hit = Hit(start, end, decision.kind, 1.0, "reviewer")
    if decision.kind in ("PERSON", "PERSON_OFFICIAL", "MINOR"):
        hit = msgspec.structs.replace(hit, who="".join(original[start:end].split()))
    forced = msgspec.structs.replace(rules, bare_nickname="mask", address="town")
    return Span(
        start,
        end,
        decision.kind,
        operators.replacement(hit, Source(original), cast.NOBODY, forced),
        1.0,
        "reviewer",
    )
