"""What the networks make of sentences, each read once however often it comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from publish.anonymise.statistical import cutword, lac

Row = NDArray[np.float32]
CLOSED = 0.003
"""Costs 1 in 4,000 names that would be found, and saves LAC two sentences in five (docs: decision 0007)."""
KEPT = 20_000
"""Sentences; some 10 MB."""


class Reading(msgspec.Struct, frozen=True):
    """For each character of a sentence: how likely each network, and the likelier of both, holds it to be
    in a person's name, and how likely one begins there. Rounded to 0.001."""

    lac: Row
    cutword: Row
    chance: Row
    begin: Row


class Reader:
    """Both networks and the sentences they read. Raises weights.WeightsError where they can't be loaded."""

    def __init__(self, closed: float = CLOSED) -> None:
        """`closed`: a sentence in which cutword finds no character likelier than this, LAC doesn't read."""
        self._closed = closed
        self._lac, self._cutword = lac.load(), cutword.load()
        self._read: dict[str, Reading] = {}

    def read(self, sentences: Iterable[str]) -> None:
        """Reads all sentences not read yet, together; forgets older ones where they get too many."""
        wanted = dict.fromkeys(sentences)
        new = [text for text in wanted if text not in self._read]
        if len(self._read) + len(new) > KEPT:
            self._read = {text: self._read[text] for text in wanted if text in self._read}
        self._read |= zip(new, self._readings(new), strict=True)

    def reading(self, sentence: str) -> Reading:
        """What the networks made of `sentence`; reads it where it wasn't."""
        if sentence not in self._read:
            self.read((sentence,))
        return self._read[sentence]

    def _readings(self, texts: Sequence[str]) -> Iterable[Reading]:
        """cutword reads all; LAC, which takes twice the time, only where cutword doesn't rule a name out."""
        second = [found.round(3) for found in self._cutword.chances(texts)]
        open_ = [place for place, found in enumerate(second) if found[0].max(initial=0.0) >= self._closed]
        first = dict(zip(open_, self._lac.chances([texts[place] for place in open_]), strict=True))
        return (_reading(first.get(place), found) for place, found in enumerate(second))


def _reading(first: NDArray[np.float64] | None, second: NDArray[np.float64]) -> Reading:
    lac = np.zeros_like(second) if first is None else first.round(3)
    either = np.maximum(lac, second)
    rows = (lac[0], second[0], either[0], either[1])
    return Reading(*(row.astype(np.float32) for row in rows))
