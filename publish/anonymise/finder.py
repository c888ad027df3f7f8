"""All recognizers on one text: those of them that can find something there, told by one scan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from publish.anonymise import sieve, tight
from publish.anonymise.base import Hit, Pattern, Recognizer, Source, View
from publish.anonymise.sieve import Sieve

VIEWS: tuple[View, ...] = ("folded", "digits")
WORTH = 500_000
"""Characters from which on the seconds that making a sieve takes are won back."""


class Finder:
    """Holds the recognizers; what it finds is the same with and without the sieve."""

    def __init__(self, recognizers: Sequence[Recognizer], worth: int = WORTH) -> None:
        self._all = [
            (one, frozenset(pattern.regex.pattern for pattern in one.patterns)) for one in recognizers
        ]
        self._maskers = [(one, keys) for one, keys in self._all if not one.doubt]
        self._left = worth

    def hits(self, source: Source, doubts: bool) -> Iterator[Hit]:
        """What the recognizers claim, and with `doubts` what they would have a person look at."""
        yield from self._each(source, self._all if doubts else self._maskers)
        drawn = tight.of(source.text)
        if drawn:
            yield from drawn.hits(self._each(drawn.source, self._maskers))

    def _each(
        self, source: Source, recognizers: Sequence[tuple[Recognizer, frozenset[str]]]
    ) -> Iterator[Hit]:
        possible = self._possible(source)
        for recognizer, keys in recognizers:
            if possible is None or not keys.isdisjoint(possible):
                yield from recognizer.find(source)

    def _possible(self, source: Source) -> frozenset[str] | None:
        """Tells the source which expressions may match in it, where that is cheap to know."""
        self._left -= len(source.text)
        chosen = self._kept or (self._made if self._left < 0 else None)
        if not chosen:
            return None
        folded, digits = (one.sift(source.view(view)) for view, one in zip(VIEWS, chosen, strict=True))
        if folded is None or digits is None:
            return None
        source.possible = {"folded": folded, "digits": digits}
        return folded | digits

    @cached_property
    def _kept(self) -> tuple[Sieve, ...] | None:
        sieves = [sieve.kept(patterns) for patterns in self._patterns()]
        return tuple(one for one in sieves if one) if all(sieves) else None

    @cached_property
    def _made(self) -> tuple[Sieve, ...]:
        return tuple(sieve.kept(patterns) or sieve.made(patterns) for patterns in self._patterns())

    def _patterns(self) -> list[list[Pattern]]:
        """The patterns that look at each view."""
        patterns = [pattern for one, _ in self._all for pattern in one.patterns]
        return [[one for one in patterns if view in one.views] for view in VIEWS]

    def ready(self) -> None:
        """Makes the sieves now where no earlier run did, so that no later one has to."""
        if not self._kept:
            _ = self._made
