"""Persons' names by what two networks make of the sentences they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.statistical import candidates, companions, sentences
from publish.anonymise.statistical.candidates import Candidate
from publish.anonymise.statistical.reader import KEPT, Reader
from publish.anonymise.statistical.sentences import Sentence

SURE = 0.5
"""Chance from which nothing public overrides a name."""
MASKED = 0.1
"""Chance from which a stretch is masked, unless it is public."""
LOWEST = 0.03
"""Chance from which a person is asked."""
LISTED = 0.6
"""Of what stands in a list of names and has the form of one."""
UNSURE = "可能是姓名，把握不大"


class Names:
    """Reads texts in batches, then tells their names. Holds no more between texts than read sentences."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def read(self, sources: Sequence[Source]) -> None:
        """Reads every sentence of `sources` not read yet, all of them together."""
        self._reader.read([one.text for source in sources for one in sentences.split(source.folded)])

    def hits(self, source: Source) -> Iterator[Hit]:
        """Names, and what may be one: with a `doubt`, to be flagged and not to be masked."""
        found = list(self._found(source))
        yield from found
        sure = [(hit.start, hit.end) for hit in found if hit.score >= SURE]
        for start, end in companions.find(source.folded, sure):
            who = source.folded[start:end]
            yield Hit(start, end, "PERSON", LISTED, "statistical", Rank.STRUCTURED, who)

    def _found(self, source: Source) -> Iterator[Hit]:
        for sentence in sentences.split(source.folded):
            for candidate in self._candidates(sentence.text):
                yield _hit(candidate, sentence)

    def _candidates(self, text: str) -> tuple[Candidate, ...]:
        """What may be names in a sentence; many sentences come again and again."""
        if text not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = candidates.find(text, self._reader.reading(text))
            self._known[text] = tuple(one for one in found if one.chance >= LOWEST)
        return self._known[text]


def _hit(candidate: Candidate, sentence: Sentence) -> Hit:
    start, end = sentence.places[candidate.start], sentence.places[candidate.end - 1] + 1
    chance = round(candidate.chance, 3)
    rank = Rank.STRUCTURED if chance >= SURE else Rank.SOFT
    who = sentence.text[candidate.start : candidate.end].replace(" ", "")
    return Hit(start, end, "PERSON", chance, "statistical", rank, who, UNSURE if chance < MASKED else "")
