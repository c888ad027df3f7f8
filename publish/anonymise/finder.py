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
Possible = dict[View, frozenset[str]]


class Finder:
    """Holds the recognizers; what it finds is the same with and without the sieve."""

    def __init__(self, recognizers: Sequence[Recognizer], worth: int = WORTH) -> None:
        self._searches: list[Search] = [(one, pattern) for one in recognizers for pattern in one.patterns]
        self._named = {view: _named(self._searches, view) for view in VIEWS}
        self._left = worth

    def hits(self, source: Source, doubts: bool) -> Iterator[Hit]:
        """What the recognizers claim, and with `doubts` what they would have a person look at."""
        yield from self._each(source, doubts)
        drawn = tight.of(source.text)
        if drawn:
            yield from drawn.hits(self._each(drawn.source, doubts=False))

    def _each(self, source: Source, doubts: bool) -> Iterator[Hit]:
        for recognizer, pattern in self._worth_a_try(source):
            if doubts or not recognizer.doubt:
                yield from recognizer.claims(pattern, source)

    def _worth_a_try(self, source: Source) -> Iterable[Search]:
        """All searches, or those that may find something, where that is cheap to know."""
        possible = source.possible = self._possible(source)
        if possible is None:
            return self._searches
        places = {
            at
            for view in VIEWS
            for expression in possible[view]
            for at in self._named[view].get(expression, ())
        }
        return [
            (recognizer, pattern)
            for recognizer, pattern in map(self._searches.__getitem__, sorted(places))
            if not pattern.before or pattern.before.pattern in possible["folded"]
        ]

    def _possible(self, source: Source) -> Possible | None:
        self._left -= len(source.text)
        chosen = self._kept or (self._made if self._left < 0 else None)
        if not chosen:
            return None
        folded, digits = (one.sift(source.view(view)) for view, one in zip(VIEWS, chosen, strict=True))
        return None if folded is None or digits is None else {"folded": folded, "digits": digits}

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
