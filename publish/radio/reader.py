"""One field of an approved record, read aloud: its sentences, what they cost, which are chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from publish.radio import sentences
from publish.radio.rundown import Line, Source
from publish.radio.scene import Scene
from publish.radio.sentences import Sentence
from publish.radio.spoken import loose, short, worded
from publish.radio.steps import Voice

_AGE = re.compile("(?:今年|现年)?[^，]{0,8}岁")
LEAST = 5
"""Characters below which what is left of a sentence is not worth a breath."""

_SIGNATURES = ("一位市民", "几位市民", "这位市民", "一家企业", "这家企业")


class Reader:
    """`kind` chooses the weights; `source` is the field they stand in."""

    def __init__(self, text: str | None, who: Voice, where: Scene, *, kind: str, source: Source) -> None:
        self.sentences = sentences.split(text or "")
        self._who, self._where, self._kind, self._field = who, where, kind, source
        self._lines: dict[tuple[int, bool], tuple[Line, ...]] = {}

    def lines(self, sentence: Sentence, *, follows: bool = False) -> tuple[Line, ...]:
        """A sentence for the ear. `follows`: the one before it is read too."""
        key = (sentence.place, follows)
        if key not in self._lines:
            self._lines[key] = self._read(sentence, follows)
        return self._lines[key]

    def cost(self, sentence: Sentence) -> int:
        """Milliseconds; 0 for one that can't be read."""
        return sum(line.ms for line in self.lines(sentence))

    def chosen(self, budget: int) -> tuple[Sentence, ...]:
        """The weightiest sentences within `budget` milliseconds, in order."""
        return sentences.choose(self.sentences, budget, self.cost, self._kind)

    def text(self, budget: int) -> tuple[Line, ...]:
        """What is read within the budget; where no sentence fits, the first clauses of the best."""
        places = self.chosen(budget)
        if not places:
            return self._clauses(budget)
        read = {sentence.place for sentence in places}
        return tuple(line for s in places for line in self.lines(s, follows=s.place - 1 in read))

    def rest(self, read: Sequence[Line]) -> Line | None:
        """The weightiest sentence that was not read: something true to fill time with."""
        said = {line.source for line in read}
        left = [
            s for s in self.sentences if self._source(s) not in said and sentences.weight(s, self._kind) > 0
        ]
        for sentence in sorted(left, key=lambda one: (-sentences.weight(one, self._kind), one.place)):
            lines = self.lines(sentence)
            if lines and sum(line.ms for line in lines) <= 20_000:
                return self._where.joined(lines)
        return None

    def worth(self) -> int:
        """Milliseconds of everything worth reading."""
        return sum(self.cost(s) for s in self.sentences if sentences.weight(s, self._kind) > 0)

    def _read(self, sentence: Sentence, follows: bool) -> tuple[Line, ...]:
        text = worded(sentence.text, self._who, office=self._kind != "quote")
        bare = text.strip("。，！？!?. ")
        if bare in _SIGNATURES or len(bare) < LEAST or _AGE.fullmatch(bare):
            return ()  # only a signature is left, or a stump
        pieces = short(text if follows else loose(text))
        return tuple(self._where.line(piece, self._source(sentence)) for piece in pieces)

    def _clauses(self, budget: int) -> tuple[Line, ...]:
        """For text without full stops: as many pieces from its beginning as fit."""
        lines: list[Line] = []
        for sentence in self.sentences[:3]:
            for line in self.lines(sentence):
                if (
                    sentences.weight(sentence, self._kind) <= 0
                    or sum(one.ms for one in lines) + line.ms > budget
                ):
                    return tuple(lines)
                lines.append(line)
        return tuple(lines)

    def _source(self, sentence: Sentence) -> Source:
        return msgspec.structs.replace(self._field, sentence=sentence.place)
