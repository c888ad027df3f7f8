"""What the review desk's corrections say: misses by kind, and the lines readers left to be measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.anonymise import show
from bench.anonymise.model import Mark, Piece, Sample
from bench.anonymise.sets import Set
from publish.ledger.corrections import Correction
from publish.ledger.vault import Line
from publish.settings import load
from publish.stages.office import ledger_of

COLUMNS = ("kind", "masked", "missed", "missed %", "masked in vain", "said to be of it")
NAME = "desk"


def read(settings: Path) -> tuple[Sequence[Correction], Set]:
    """The corrections of an office's ledger, and its evaluation lines as a set; figures of these only."""
    with ledger_of(load(settings)) as ledger:
        return ledger.desk().corrections(), Set(NAME, samples(ledger.lines()), sealed=True)


def samples(lines: Iterable[Line]) -> list[Sample]:
    """One sample a line: what is marked in it must be covered, all else is public."""
    return [
        Sample(id=line.id, texts={line.field: Piece(line.text, tuple(Mark(*span) for span in line.spans))})
        for line in lines
    ]


def table(found: Iterable[Correction]) -> str:
    """One row a kind: of what is private in matters that were read, how much the machine missed."""
    return show.table(COLUMNS, map(_row, found))


def _row(one: Correction) -> list[str]:
    share = show.percent(one.missed, one.masked - one.spared + one.missed)
    return [one.kind, str(one.masked), str(one.missed), share, str(one.spared), str(one.rekinded)]
