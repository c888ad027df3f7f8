"""Invented personal data written into real texts at the places people write it, from a seed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

import msgspec

from bench.anonymise import carriers
from bench.anonymise.carriers import Carrier
from bench.anonymise.lists import load
from bench.anonymise.makers import filled
from bench.anonymise.model import Piece, Sample, join, moved

_SALUTATION = re.compile(r"^\s*[^\n，。！？]{0,24}(?:[：:]|您好[，。！!]?|你好[，。！!]?)\s*")
_STOP = re.compile(r"[。！？；]")
Addition = tuple[int, Piece]


def samples(count: int, seed: int, data: Path | None = None) -> list[Sample]:
    """`count` filled records; every third carrier is an annotated one."""
    found = carriers.load(data)
    annotated, plain = [one for one in found if one.annotated], [one for one in found if not one.annotated]
    halves = annotated or plain, plain or annotated
    return [_sample(number, seed, *halves) for number in range(count)] if found else []


def _sample(number: int, seed: int, annotated: Sequence[Carrier], plain: Sequence[Carrier]) -> Sample:
    rng = Random(f"fill {seed} {number}")
    carrier = rng.choice(annotated if number % 3 == 0 else plain)
    texts = {"appeal": written(carrier.appeal, _additions(carrier.appeal.text, rng))}
    if carrier.reply and rng.random() < 0.5:
        texts["reply"] = written(carrier.reply, [(stop(carrier.reply.text, rng), _one("reply", rng))])
    pieces = {name: piece for name, (piece, _) in texts.items()}
    counted = None if carrier.annotated else {name: ranges for name, (_, ranges) in texts.items()}
    return Sample(id=f"fill-{number}", texts=pieces, counted=counted)


def _one(place: str, rng: Random) -> Piece:
    return filled(rng.choice(load("fill")[place]), rng)


def _additions(text: str, rng: Random) -> list[Addition]:
    made: list[Addition] = []
    if rng.random() < 0.6:
        match = _SALUTATION.match(text)
        made.append((match.end() if match else 0, _one("opening", rng)))
    made += [(stop(text, rng), _one("middle", rng)) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.6:
        made.append((len(text.rstrip()), _one("closing", rng)))
    return made


def stop(text: str, rng: Random) -> int:
    """A place right behind a sentence; the end where there is none."""
    stops = [match.end() for match in _STOP.finditer(text)]
    return rng.choice(stops) if stops else len(text.rstrip())


def written(carrier: Piece, additions: Sequence[Addition]) -> tuple[Piece, tuple[tuple[int, int], ...]]:
    """The carrier with the additions in it, and where they stand."""
    pieces: list[Piece] = []
    ranges: list[tuple[int, int]] = []
    at = size = 0
    for place, addition in sorted(additions, key=lambda one: one[0]):
        kept = _cut(carrier, at, place)
        ranges.append((size + len(kept.text), size + len(kept.text) + len(addition.text)))
        pieces += [kept, addition]
        at, size = place, ranges[-1][1]
    return join(*pieces, _cut(carrier, at, len(carrier.text))), tuple(ranges)


def _cut(piece: Piece, start: int, end: int) -> Piece:
    """[start, end) of a piece; a mark that is cut through is cut, too."""
    cut = (
        msgspec.structs.replace(mark, start=max(start, mark.start), end=min(end, mark.end))
        for mark in piece.marks
    )
    marks = tuple(moved(mark, -start) for mark in cut if mark.start < mark.end)
    return Piece(piece.text[start:end], marks)
