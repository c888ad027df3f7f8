"""Why a text came out as it did: what claimed each stretch, and what spared what was left.

Offsets, kinds, names of recognizers and figures alone: no word of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from publish.anonymise import registry
from publish.anonymise.base import Hit, Recognizer, Source
from publish.anonymise.engine import Anonymiser, Job
from publish.model.spans import Flag, Kind, Span
from publish.model.texts import RedactedText


class Why(msgspec.Struct, frozen=True, omit_defaults=True):
    """One claim. `rule`: "parties" for what `known` says, else the recognizer and which of its patterns;
    `posterior`: how likely the networks hold it to be a name; `spared`: what is public about it."""

    start: int
    end: int
    kind: Kind
    score: float
    recognizer: str
    rank: str
    rule: str = ""
    posterior: float = 0.0
    spared: str = ""


class ExplainedSpan(Span, frozen=True):
    """A span, and every claim on what it covers."""

    why: tuple[Why, ...] = ()


class ExplainedFlag(Flag, frozen=True):
    """A flag, and every claim it rests on."""

    why: tuple[Why, ...] = ()


class Explained(msgspec.Struct, frozen=True):
    """`kept`: what was claimed and left, since it is public."""

    spans: tuple[ExplainedSpan, ...]
    flags: tuple[ExplainedFlag, ...]
    kept: tuple[Why, ...]


def explained(engine: Anonymiser, job: Job, done: Mapping[str, RedactedText]) -> dict[str, Explained]:
    """For each text of a record what led to `done`, which `engine` made of it."""
    claims = engine.claims(job)
    return {name: _explained(job.texts[name], claims[name], text) for name, text in done.items()}


def _explained(text: str, claims: Iterable[tuple[Hit, str]], done: RedactedText) -> Explained:
    source = Source(text)
    whys = sorted(
        {(_why(hit, source, spared), bool(hit.doubt)) for hit, spared in claims},
        key=lambda one: (one[0].start, one[0].end, one[0].recognizer, one[0].rule, one[0].spared),
    )
    masking = [why for why, doubtful in whys if not (doubtful or why.spared)]
    doubting = [why for why, doubtful in whys if doubtful and not why.spared]
    kept = (why for why, _ in whys if why.spared and not any(_meet(why, span) for span in done.spans))
    return Explained(
        tuple(_span(span, masking) for span in done.spans),
        tuple(_flag(flag, doubting) for flag in done.flags),
        tuple(kept),
    )


def _span(span: Span, claims: Iterable[Why]) -> ExplainedSpan:
    """Where no claim of the first look is left, the span speaks for itself: a later one found it, or the
    name is told in another place of the record."""
    why = tuple(one for one in claims if _meet(one, span))
    if all(one.recognizer != span.recognizer for one in why):
        own = Why(span.start, span.end, span.kind, span.score, span.recognizer, "structured")
        why = (*why, msgspec.structs.replace(own, rule="record" if own.recognizer == "spread" else "again"))
    return ExplainedSpan(**msgspec.structs.asdict(span), why=why)


def _flag(flag: Flag, claims: Iterable[Why]) -> ExplainedFlag:
    return ExplainedFlag(**msgspec.structs.asdict(flag), why=tuple(one for one in claims if _meet(one, flag)))


def _why(hit: Hit, source: Source, spared: str) -> Why:
    posterior = hit.score if hit.recognizer == "statistical" else 0.0
    rule = "" if posterior else "parties" if hit.recognizer == "known" else _rule(hit, source)
    return Why(
        hit.start,
        hit.end,
        hit.kind,
        hit.score,
        hit.recognizer,
        hit.rank.name.lower(),
        rule,
        posterior,
        spared,
    )


def _rule(hit: Hit, source: Source) -> str:
    """Recognizer and pattern, counted from 1; the recognizer alone where lines had to be joined first."""
    recognizer = _recognizers().get(hit.recognizer)
    if not recognizer:
        return hit.recognizer
    windows = source.numbers if recognizer.numeric else ((0, len(source.text)),)
    for count, pattern in enumerate(recognizer.patterns, 1):
        if (hit.start, hit.end) in pattern.places(source, windows):
            return f"{hit.recognizer}#{count}"
    return hit.recognizer


@cache
def _recognizers() -> dict[str, Recognizer]:
    return {one.name: one for one in registry.load()}


def _meet(one: Why | Span | Flag, other: Span | Flag) -> bool:
    return one.start < other.end and other.start < one.end
