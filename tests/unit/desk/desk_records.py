"""Invented records and texts for the desk's own tests."""

from __future__ import annotations

from hypothesis import strategies as st

from publish.anonymise.draft import Draft
from publish.model.records import CallFacts, Redacted, SourceKey
from publish.model.spans import Flag, Kind, Span
from publish.model.texts import RedactedText

LETTERS = "甲乙丙丁。，王李张路号A1 \n"
KINDS: tuple[Kind, ...] = ("PERSON", "PHONE", "ADDRESS_DOOR", "HEALTH")


def text(original: str, spans: tuple[Span, ...] = (), flags: tuple[Flag, ...] = ()) -> RedactedText:
    return RedactedText(Draft(original, spans).text, spans, flags)


def record(**texts: RedactedText) -> Redacted[CallFacts]:
    """A candidate of a kind whose facts matter to no one here."""
    from datetime import date

    facts = CallFacts(opens_on=date(2022, 7, 1), closes_on=None)
    return Redacted(kind="call", source=SourceKey("s"), source_hash="h", facts=facts, texts=texts)


@st.composite
def redacted(draw: st.DrawFn) -> tuple[str, RedactedText]:
    """An original and what an anonymiser may have made of it."""
    original = draw(st.text(LETTERS, min_size=1, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(original)), max_size=8)))
    spans, flags = [], []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        if draw(st.booleans()):
            kind = draw(st.sampled_from(KINDS))
            word = draw(st.sampled_from(("某某", "［已隐去］", "某", "")))
            spans.append(
                Span(start, end, kind, word, 0.9, draw(st.sampled_from(("known", "door", "combination"))))
            )
        else:
            flags.append(Flag(start, end, "可能是姓名"))
    return original, text(original, tuple(spans), tuple(flags))
