"""What is measured, ours and the rivals, behind one face: samples in, masked stretches out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from bench.anonymise.model import Sample
from publish.model.texts import RawText, RedactedText


class Outcome(msgspec.Struct, frozen=True):
    """What an engine did to one text: replaced stretches with their kind, and flagged ones."""

    masked: tuple[tuple[int, int, str], ...] = ()
    flagged: tuple[tuple[int, int], ...] = ()


Read = Callable[[Sequence[Sample]], list[dict[str, Outcome]]]
"""One outcome a text of each sample, in order."""


def ours(mode: str = "names") -> Read:
    """The product's own engine: with its statistical names, by its `rules` alone, or with `all` sentences
    read by both networks."""
    from publish.anonymise import engine, statistical
    from publish.anonymise.statistical.names import Names
    from publish.anonymise.statistical.reader import Reader

    loaders = {"rules": None, "names": statistical.load, "all": lambda: Names(Reader(closed=0.0))}
    anonymiser = engine.Anonymiser(statistics=loaders[mode])

    def read(samples: Sequence[Sample]) -> list[dict[str, Outcome]]:
        jobs = [engine.Job(_raw(sample), sample.parties) for sample in samples]
        return [
            _outcomes(sample, found) for sample, found in zip(samples, anonymiser.records(jobs), strict=True)
        ]

    return read


def _raw(sample: Sample) -> dict[str, RawText]:
    return {name: RawText(piece.text) for name, piece in sample.texts.items()}


def _outcomes(sample: Sample, found: dict[str, RedactedText]) -> dict[str, Outcome]:
    return {name: _outcome(piece.text, found[name]) for name, piece in sample.texts.items()}


def _outcome(text: str, found: RedactedText) -> Outcome:
    """A stretch replaced by itself is not masked."""
    masked = tuple(
        (span.start, span.end, span.kind)
        for span in found.spans
        if span.replacement != text[span.start : span.end]
    )
    return Outcome(masked, tuple((flag.start, flag.end) for flag in found.flags))


Find = Callable[[str], Iterable[tuple[int, int]]]
"""The persons' names in a text."""


def simple(find: Find) -> Read:
    """A rival that only finds persons, text by text."""

    def outcome(text: str) -> Outcome:
        return Outcome(tuple((start, end, "PERSON") for start, end in find(text)))

    return lambda samples: [
        {name: outcome(piece.text) for name, piece in sample.texts.items()} for sample in samples
    ]
