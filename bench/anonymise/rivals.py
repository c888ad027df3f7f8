"""What others find by themselves: persons' names of LAC, cutword and jieba, each on its best path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from bench.anonymise import engines
from bench.anonymise.engines import Read
from publish.text import fold

NAMES = ("LAC alone", "cutword alone", "jieba.posseg")


def load(name: str) -> Read:
    """The rival `name`; ImportError where its package isn't installed."""
    if name == "jieba.posseg":
        return engines.simple(_jieba())
    from publish.anonymise.statistical import cutword, lac

    return engines.simple(_network({"LAC alone": lac, "cutword alone": cutword}[name].load()))


def _jieba() -> engines.Find:
    import jieba.posseg  # type: ignore[import-not-found,import-untyped,unused-ignore]

    jieba.setLogLevel("WARNING")
    jieba.initialize()

    def find(text: str) -> Iterator[tuple[int, int]]:
        at = 0
        for word, flag in jieba.posseg.cut(text):
            if flag.startswith("nr"):
                yield at, at + len(word)
            at += len(word)

    return find


def _network(network: Any) -> engines.Find:
    """The best path over the network's own scores, in our sentences; its package decodes the same way."""
    path = _decoder(network)

    def find(text: str) -> Iterator[tuple[int, int]]:
        from publish.anonymise.statistical import sentences

        for sentence in sentences.split(fold.fold(text)):
            for start, end in path(sentence.text):
                yield sentence.places[start], sentence.places[end - 1] + 1

    return find


def _decoder(network: Any) -> Callable[[str], list[tuple[int, int]]]:
    inside, begin = (frozenset(group) for group in network._groups)

    def path(sentence: str) -> list[tuple[int, int]]:
        ids = network._ids([sentence], len(sentence))
        tags = _best(np.log(network._chain._scores(network._run(ids))[:, 0]), np.log(network._chain._steps))
        return list(_spans(tags, inside, begin))

    return path


def _best(scores: Any, steps: Any) -> list[int]:
    """Viterbi: scores (time, tag), steps (from, to)."""
    back = np.zeros(scores.shape, int)
    level = scores[0]
    for at in range(1, len(scores)):
        ways = level[:, None] + steps
        back[at] = ways.argmax(axis=0)
        level = ways.max(axis=0) + scores[at]
    tags = [int(level.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        tags.append(int(back[at][tags[-1]]))
    return tags[::-1]


def _spans(tags: Sequence[int], inside: frozenset[int], begin: frozenset[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at, tag in enumerate([*tags, -1]):
        if start is not None and (tag not in inside or tag in begin):
            yield start, at
            start = None
        if tag in inside and start is None:
            start = at
