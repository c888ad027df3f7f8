"""Makes files, on all cores where there are many: the theme and the content are there once, handed over
by fork."""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from publish.site.addresses import CASES, DATA, case_of
from publish.site.output import Made, Writer, emit
from publish.site.page import Output
from publish.site.spool import Place, Spool
from publish.site.workshop import Workshop
from publish.text.aside import aside
from publish.text.spread import cores, in_order

PIECE = 64  # files a process makes at once
FEW = 300
"""Up to so many files no pool of processes is worth starting."""
HANDFUL = 12
"""Fewer than so many one process makes alone."""


class Piece(NamedTuple):
    """What a process made: files, and the rows and the lines of cases it kept for the others."""

    made: list[Made]
    rows: list[tuple[str, Place]]


class Press:
    """Writes outputs below one folder; `there` are the files that stand in it."""

    def __init__(
        self, shop: Workshop, folder: Path, spool: Spool, there: Container[str] | None = None
    ) -> None:
        self._shop, self._spool = shop, spool
        self._writer = Writer(folder, there)

    def make(self, outputs: Sequence[Output]) -> Iterator[Made]:
        """Every output, made and written; cases first, for lists join the rows that come of them."""
        if len(outputs) <= FEW:
            yield from self._few(outputs)
            return
        self._shop.renderer.load()
        cases = [output for output in outputs if output.path.startswith(CASES)]
        yield from self._spread(cases, spooling=True)
        others = [output for output in outputs if not output.path.startswith(CASES)]
        yield from self._spread(_mixed(others), spooling=False)

    def _few(self, outputs: Sequence[Output]) -> Iterator[Made]:
        """Files not worth a pool of processes; a good handful of them is shared with one."""
        if len(outputs) < HANDFUL or cores() == 1:
            yield from map(self._emit, outputs)
            return
        mine, theirs = self._halves(outputs)
        others = aside(lambda: [*map(self._emit, theirs)])
        try:
            yield from map(self._emit, mine)
        finally:  # whatever happens here, nobody writes any more when this build is over
            made = others()
        yield from made

    def _halves(self, outputs: Sequence[Output]) -> tuple[Sequence[Output], Sequence[Output]]:
        """Pages and the rest, which needs no templates; every other file where there is little of one."""
        pages = [output for output in outputs if output.path.endswith(".html")]
        if HANDFUL <= len(pages) <= len(outputs) - HANDFUL:
            return pages, [output for output in outputs if not output.path.endswith(".html")]
        self._shop.renderer.load()
        return outputs[::2], outputs[1::2]

    def _emit(self, output: Output) -> Made:
        return emit(output, self._writer, self._shop.edition.uses)

    def _spread(self, outputs: Sequence[Output], spooling: bool) -> Iterator[Made]:
        def work(start: int) -> Piece:
            return self._piece(outputs[start : start + PIECE], spooling)

        gc.freeze()
        for piece in in_order(work, range(0, len(outputs), PIECE)):
            self._spool.learn(piece.rows)
            yield from piece.made

    def _piece(self, outputs: Sequence[Output], spooling: bool) -> Piece:
        made = [*map(self._emit, outputs)]
        named = (case_of(output.path) for output in outputs) if spooling else ()
        numbers = [number for number in named if number]
        return Piece(made, [*self._shop.rows.spooled(numbers), *self._shop.parts.spooled(numbers)])


def _mixed(outputs: Sequence[Output]) -> list[Output]:
    """The outputs, with one month of data at most in a piece: it takes as long as a piece of pages."""
    months = [output for output in outputs if output.path.startswith(DATA)]
    mixed = [output for output in outputs if not output.path.startswith(DATA)]
    for at, month in enumerate(months):
        mixed.insert(at * PIECE, month)
    return mixed
