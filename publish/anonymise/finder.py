"""All recognizers on one text: those of them that can find something there, told by one scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from publish.anonymise import sieve, tight
from publish.anonymise.base import Hit, Pattern, Recognizer, Source, View
from publish.anonymise.sieve import Sieve, Wanted

VIEWS: tuple[View, ...] = ("folded", "digits")
WORTH = 500_000
"""Characters from which on the seconds that making a sieve takes are won back."""

Search = tuple[Recognizer, Pattern]


class Finder:
    """Holds the recognizers; what it finds is the same with and without the sieve."""

    def __init__(self, recognizers: Sequence[Recognizer], worth: int = WORTH) -> None:
        self._searches: list[Search] = [(one, pattern) for one in recognizers for pattern in one.patterns]
        self._labels = [pattern.before and pattern.before.pattern for _, pattern in self._searches]
        self._named = {view: _named(self._searches, view) for view in VIEWS}
        self._left = worth

    def hits(self, sources: Sequence[Source], doubts: bool) -> list[list[Hit]]:
        """What the recognizers claim in each source, and with `doubts` what a person is to look at."""
        found = self._each(sources, doubts)
        drawn = [(at, one) for at, source in enumerate(sources) if (one := tight.of(source.text))]
        tightly = self._each([one.source for _, one in drawn], doubts=False)
        for (at, one), claimed in zip(drawn, tightly, strict=True):
            found[at] += one.hits(claimed)
        return found

    def _each(self, sources: Sequence[Source], doubts: bool) -> list[list[Hit]]:
        """Pattern after pattern, each over all texts: what a pattern needs stays in the processor's cache."""
        found: list[list[Hit]] = [[] for _ in sources]
        for (recognizer, pattern), texts in self._plan(sources):
            if doubts or not recognizer.doubt:
                for at in texts:
                    found[at] += recognizer.claims(pattern, sources[at])
        return found

    def _plan(self, sources: Sequence[Source]) -> Iterator[tuple[Search, Sequence[int]]]:
        """Each search with the texts in which it may find something, where that is cheap to know."""
        self._sift(sources)
        texts: list[list[int]] = [[] for _ in self._searches]
        for at, source in enumerate(sources):
            for place in self._worth_a_try(source):
                texts[place].append(at)
        return zip(self._searches, texts, strict=True)

    def _worth_a_try(self, source: Source) -> Iterable[int]:
        possible = source.possible
        if possible is None:
            return range(len(self._searches))
        named = {at for view in VIEWS for one in possible[view] for at in self._named[view].get(one, ())}
        return [at for at in named if self._labels[at] is None or self._labels[at] in possible["folded"]]

    def _sift(self, sources: Sequence[Source]) -> None:
        """Tells the sources which expressions may match in them, where that is cheap to know."""
        self._left -= sum(len(source.text) for source in sources)
        chosen = self._kept or (self._made if self._left < 0 else None)
        if chosen:
            views = [[one.sift(source.unseen(view)) for source in sources]
                     for view, one in zip(VIEWS, chosen, strict=True)]  # fmt: skip
            for source, folded, digits in zip(sources, *views, strict=True):
                if folded is not None and digits is not None:
                    source.possible = {"folded": folded, "digits": digits}

    @cached_property
    def _kept(self) -> tuple[Sieve, ...] | None:
        sieves = [sieve.kept(self._scanned(view)) for view in VIEWS]
        return tuple(one for one in sieves if one) if all(sieves) else None

    @cached_property
    def _made(self) -> tuple[Sieve, ...]:
        scanned = [self._scanned(view) for view in VIEWS]
        return tuple(sieve.kept(one) or sieve.made(one) for one in scanned)

    def _scanned(self, view: View) -> list[Wanted]:
        """What is looked for in a view; labels are looked for in the folded one."""
        patterns = [pattern for _, pattern in self._searches]
        scanned = [sieve.wanted(pattern) for pattern in patterns if view in pattern.views]
        if view == "folded":
            scanned += [sieve.label(pattern.before) for pattern in patterns if pattern.before]
        return scanned

    def ready(self) -> None:
        """Makes the sieves now where no earlier run did, so that no later one has to."""
        if not self._kept:
            _ = self._made


def _named(searches: Sequence[Search], view: View) -> dict[str, list[int]]:
    """Places of the searches that look for an expression in a view."""
    named: dict[str, list[int]] = {}
    for at, (_, pattern) in enumerate(searches):
        if view in pattern.views:
            named.setdefault(pattern.regex.pattern, []).append(at)
    return named
