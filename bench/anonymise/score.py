"""How much was covered, how exactly, and what was masked that should have stayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from bench.anonymise.engines import Outcome
from bench.anonymise.model import KEEP, MASK, Mark, Piece, Sample


class Tally(msgspec.Struct):
    """Counts of marks: `covered` in full (for a fact that must stay: touched nowhere, `kept`)."""

    n: int = 0
    covered: int = 0
    exact: int = 0
    flagged: int = 0  # not covered but flagged
    kept: int = 0

    def add(self, other: Tally) -> None:
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Miss(msgspec.Struct, frozen=True):
    """A mark that was not covered, or a fact that was; `text` for the terminal only."""

    sample: str
    family: str
    field: str
    mark: Mark
    text: str
    masked: tuple[tuple[int, int, str], ...]


class Over(msgspec.Struct, frozen=True):
    """A masked stretch where nothing private stands."""

    sample: str
    family: str
    field: str
    start: int
    end: int
    kind: str
    text: str


class Score(msgspec.Struct):
    """The whole of a run over a set."""

    kinds: dict[str, Tally] = {}
    shapes: dict[tuple[str, str, bool], Tally] = {}
    families: dict[tuple[str, str], Tally] = {}  # (family, "private", "PERSON" or "public")
    other_characters: int = 0
    other_masked: int = 0
    public_characters: int = 0
    public_masked: int = 0
    documents: int = 0
    documents_safe: int = 0
    misses: list[Miss] = []
    over: list[Over] = []
    over_kinds: Counter[str] = msgspec.field(default_factory=Counter)

    def part(self, kind: str, mangled: bool) -> Tally:
        """The well-formed or the mangled marks of a kind together."""
        return total(tally for (one, _, bad), tally in self.shapes.items() if one == kind and bad == mangled)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    made = Tally()
    for tally in tallies:
        made.add(tally)
    return made


def score(samples: Sequence[Sample], outcomes: Sequence[Mapping[str, Outcome]]) -> Score:
    """Every text of every sample against what was done to it."""
    made = Score()
    for sample, found in zip(samples, outcomes, strict=True):
        safe = [_text(made, sample, name, piece, found[name]) for name, piece in sample.texts.items()]
        made.documents += 1
        made.documents_safe += all(safe)
    return made


def _text(made: Score, sample: Sample, name: str, piece: Piece, outcome: Outcome) -> bool:
    """Score one text; whether everything private in it was covered."""
    hidden = _hidden(piece, outcome)
    safe = True
    for mark in piece.marks:
        if mark.scored:
            safe &= _mark(made, sample, name, piece, mark, hidden, outcome)
    wrong = [one for one in outcome.masked if sample.claims is None or one[2] in sample.claims]
    _characters(made, sample, name, piece, Outcome(tuple(wrong)))
    return safe


def _hidden(piece: Piece, outcome: Outcome) -> bytearray:
    """One byte a character: whether it was replaced."""
    hidden = bytearray(len(piece.text))
    for start, end, _ in outcome.masked:
        hidden[start:end] = b"\1" * (end - start)
    return hidden


def _mark(
    made: Score, sample: Sample, name: str, piece: Piece, mark: Mark, hidden: bytearray, outcome: Outcome
) -> bool:
    found = _judged(piece.text, mark, hidden, outcome)
    tallies = [
        made.kinds.setdefault(mark.kind, Tally()),
        made.shapes.setdefault((mark.kind, mark.shape, mark.mangled), Tally()),
    ]
    tallies += [made.families.setdefault((sample.family, group), Tally()) for group in _groups(sample, mark)]
    for tally in tallies:
        tally.add(found)
    bad = (mark.kind in MASK and not found.covered) or (mark.kind in KEEP and not found.kept)
    if bad:
        made.misses.append(Miss(sample.id, sample.family, name, mark, piece.text, outcome.masked))
    return not (bad and mark.kind in MASK)


def _groups(sample: Sample, mark: Mark) -> list[str]:
    """What a mark counts towards in the table of families."""
    if not sample.family:
        return []
    if mark.kind in KEEP:
        return ["public"]
    if mark.kind in MASK:
        return ["private", "PERSON"] if mark.kind == "PERSON" else ["private"]
    return []


def _judged(text: str, mark: Mark, hidden: bytearray, outcome: Outcome) -> Tally:
    """One mark's own counts. Of an official the surname may stay; so may gaps and brackets, anywhere."""
    places = [at for at in range(mark.start, mark.end) if text[at].isalnum()]
    needed = places[1:] if mark.kind == "PERSON_OFFICIAL" else places
    covered = all(hidden[at] for at in needed)
    flagged = not covered and any(start < mark.end and mark.start < end for start, end in outcome.flagged)
    exact = any((start, end) == (mark.start, mark.end) for start, end, _ in outcome.masked)
    return Tally(1, covered, exact, flagged, not any(hidden[mark.start : mark.end]))


def _characters(made: Score, sample: Sample, name: str, piece: Piece, outcome: Outcome) -> None:
    """Over-masking: characters that nothing private or left to policy covers."""
    hidden = _hidden(piece, outcome)
    kinds = [""] * len(piece.text)
    for mark in piece.marks:
        kinds[mark.start : mark.end] = ["keep" if mark.kind in KEEP else "mask"] * (mark.end - mark.start)
    for start, end in sample.counted[name] if sample.counted else ((0, len(piece.text)),):
        for at in range(start, end):
            if kinds[at] == "keep":
                made.public_characters += 1
                made.public_masked += hidden[at]
            elif not kinds[at]:
                made.other_characters += 1
                made.other_masked += hidden[at]
        _over(made, sample, name, piece, kinds, (start, end), outcome)


def _over(
    made: Score,
    sample: Sample,
    name: str,
    piece: Piece,
    kinds: list[str],
    within: tuple[int, int],
    outcome: Outcome,
) -> None:
    for start, end, kind in outcome.masked:
        low, high = max(start, within[0]), min(end, within[1])
        wrong = sum(kinds[at] != "mask" for at in range(low, high))
        if wrong:
            made.over_kinds[kind] += wrong
            made.over.append(Over(sample.id, sample.family, name, start, end, kind, piece.text))
