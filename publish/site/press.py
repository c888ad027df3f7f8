"""Makes files, on all cores where there are many: the theme and the content are there once, handed over
by fork."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar

from publish.site.addresses import CASES, DATA, case_of
from publish.site.output import Made, Writer, emit
from publish.site.page import Output
from publish.site.search.layout import share_of
from publish.site.spool import Keep, Place
from publish.site.workshop import Workshop
from publish.text.aside import aside
from publish.text.spread import cores, in_order

T = TypeVar("T")

PIECE = 64  # files a process makes at once
FEW = 300
"""Up to so many files no pool of processes is worth starting."""
FEW_TERMS = 4096
"""Up to so many files of terms, of one large segment or so, a single process makes."""
HANDFUL = 12
"""Fewer than so many one process makes alone."""


class Piece(NamedTuple):
    """What a process made: files, and where it kept what else it made of cases."""

    made: list[Made]
    kept: list[tuple[str, Place]]


Bounds = tuple[int, int]
Phase = tuple[Callable[[Sequence[Output]], Iterator[Made]], Sequence[Output]]


class Press:
    """Writes outputs below one folder; `there` are the files that stand in it. `keeps`: what is made of
    cases beside their files, for the processes that make the others."""

    def __init__(
        self, shop: Workshop, folder: Path, keeps: Mapping[str, Keep], there: Container[str] | None = None
    ) -> None:
        self._shop, self._keeps = shop, keeps
        self._writer = Writer(folder, there)

    def make(self, due: list[Output]) -> Iterator[Made]:
        """Every output, made and written, those that tell of other files last. The list is empty then: what
        is made need not be remembered."""
        phases = deque(self._phases(due))
        due.clear()
        while phases:
            way, outputs = phases.popleft()
            yield from way(outputs)

    def _phases(self, due: Sequence[Output]) -> Iterator[Phase]:
        """Cases first, for lists join what was kept of them; then what takes memory that no other process
        should go on holding."""
        late, apart = [each for each in due if each.late], [each for each in due if each.apart]
        terms = [each for each in due if share_of(each.path)]
        rest = [each for each in due if not (each.late or each.apart or share_of(each.path))]
        if len(rest) <= FEW:
            yield from ((partial(self._few, beside=terms), rest), (self._apart, apart), (self._few, late))
            return
        cases = [each for each in rest if each.path.startswith(CASES)]
        others = [each for each in rest if not each.path.startswith(CASES)]
        yield self._cases, cases
        if len(terms) > FEW_TERMS:
            yield partial(self._spread, here=False), terms
            terms = []
        yield partial(self._others, apart=(terms, apart)), _mixed(others)
        yield self._few, late

    def _cases(self, outputs: Sequence[Output]) -> Iterator[Made]:
        self._shop.renderer.load()
        yield from self._spread(outputs, spooling=True)

    def _others(self, outputs: Sequence[Output], apart: Sequence[Sequence[Output]]) -> Iterator[Made]:
        """What is `apart`, one process after the other, and the outputs: by this process alone meanwhile, so
        that no more memory is taken than by two, and then by all."""
        left = deque(_pieces(outputs))
        for some in filter(None, apart):
            begun = aside(partial(self._each, some))
            try:
                while left and not begun.over:
                    yield from self._each(outputs[slice(*left.popleft())])
            finally:
                made = begun()
            yield from made
        yield from self._spread(outputs, pieces=left)

    def _apart(self, outputs: Sequence[Output]) -> Iterator[Made]:
        """In one process that ends with it."""
        if outputs:
            yield from aside(partial(self._each, outputs))()

    def _few(self, outputs: Sequence[Output], beside: Sequence[Output] = ()) -> Iterator[Made]:
        """Files not worth a pool of processes; a good handful of them is shared with one, which does what is
        `beside` and then begins at the end of them."""
        if len(outputs) + len(beside) < HANDFUL or cores() == 1:
            yield from map(self._emit, (*outputs, *beside))
            return
        mine = sorted(outputs, key=_without_template)
        left, done = Tickets(len(mine)), set[str]()
        others = aside(lambda: [*map(self._emit, beside), *map(self._emit, left.sharing(reversed(mine)))])
        try:
            for made in map(self._emit, left.sharing(mine)):
                done.add(made.entry.path)
                yield made
        finally:  # whatever happens here, nobody writes any more when this build is over
            theirs = others()
            left.close()
        yield from theirs
        done |= {each.entry.path for each in theirs}
        yield from (self._emit(output) for output in mine if output.path not in done)

    def _emit(self, output: Output) -> Made:
        return emit(output, self._writer, self._shop.edition.uses)

    def _each(self, outputs: Sequence[Output]) -> list[Made]:
        return [*map(self._emit, outputs)]

    def _spread(
        self,
        outputs: Sequence[Output],
        spooling: bool = False,
        here: bool = True,
        pieces: Iterable[Bounds] | None = None,
    ) -> Iterator[Made]:
        def work(bounds: Bounds) -> Piece:
            return self._piece(outputs[slice(*bounds)], spooling)

        gc.freeze()
        for piece in in_order(work, _pieces(outputs) if pieces is None else pieces, here=here):
            self._shop.spool.learn(piece.kept)
            yield from piece.made

    def _piece(self, outputs: Sequence[Output], spooling: bool) -> Piece:
        made = self._each(outputs)
        named = (case_of(output.path) for output in outputs) if spooling else ()
        numbers = list(dict.fromkeys(number for number in named if number))
        kept = self._shop.spool.keep(self._keeps, numbers) if numbers else []
        return Piece(made, list(zip(numbers, kept, strict=True)))


def _without_template(output: Output) -> bool:
    return not output.path.endswith(".html")


class Tickets:
    """So many, each taken once, by whichever of some processes that one forked from the other."""

    def __init__(self, count: int) -> None:
        self._reader, writer = os.pipe()
        os.write(writer, bytes(count))
        os.close(writer)

    def sharing(self, items: Iterable[T]) -> Iterator[T]:
        """Items as long as there is a ticket left."""
        for item in items:
            if not os.read(self._reader, 1):
                return
            yield item

    def close(self) -> None:
        os.close(self._reader)


def _mixed(outputs: Sequence[Output]) -> list[Output]:
    """The outputs with one month of data at most in a piece: it takes as long as a piece of pages."""
    months = [output for output in outputs if output.path.startswith(DATA)]
    mixed = [output for output in outputs if not output.path.startswith(DATA)]
    for at, month in enumerate(months):
        mixed.insert(at * PIECE, month)
    return mixed


def _pieces(outputs: Sequence[Output]) -> Iterator[Bounds]:
    """Where pieces begin and end: a share of a segment of the search is one, for its files are made at
    once."""
    start = 0
    for share, some in groupby(outputs, lambda output: share_of(output.path)):
        end = start + sum(1 for _ in some)
        step = PIECE if share is None else end - start
        yield from ((at, min(at + step, end)) for at in range(start, end, step))
        start = end
