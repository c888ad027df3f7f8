"""What a host may ask after a matter: by its topic, and by how it ended. Questions claim nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

import msgspec

from publish.model.published import PublishedCase
from publish.radio.ear import WORDS
from publish.radio.scene import Scene


def questions(case: PublishedCase, place: int, where: Scene) -> tuple[str, ...]:
    """One by the topic, one by the outcome, and so on, each list beginning at its turn."""
    names = where.topics.get(case.topic or "", ())
    text = " ".join(filter(None, (case.title, case.summary, case.appeal)))
    by_topic = tuple(_fitting(next((_by_topic()[name] for name in names if name in _by_topic()), ()), text))
    by_outcome = where.phrases.questions.get(case.outcome, ())
    turned = (_rotated(by_topic, where.turn + place), _rotated(by_outcome, where.turn + place))
    return tuple(one for pair in zip_longest(*turned) for one in pair if one)


def _fitting(asked: Sequence[str], text: str) -> Iterator[str]:
    """The questions that a matter gives cause for: what stands before → is found in its text."""
    for one in asked:
        cause, arrow, question = one.rpartition(" → ")
        if not arrow or re.search(cause, text):
            yield question


def _rotated(lists: Sequence[str], by: int) -> tuple[str, ...]:
    start = by % len(lists) if lists else 0
    return (*lists[start:], *lists[:start])


@cache
def _by_topic() -> dict[str, tuple[str, ...]]:
    """Follow-up questions by the name of a topic."""
    return msgspec.yaml.decode((WORDS / "questions.yaml").read_bytes(), type=dict[str, tuple[str, ...]])
