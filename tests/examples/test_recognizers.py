"""Every recognizer is held to the examples in its own file."""

from __future__ import annotations

import msgspec
import pytest

from publish.anonymise import overlaps, registry
from publish.anonymise.base import Recognizer, Source
from publish.anonymise.engine import Anonymiser
from tests.marks import marked

RECOGNIZERS = registry.load()
ENGINE = Anonymiser(statistics=None)
POSITIVES = [(one, text) for one in RECOGNIZERS for text in one.positives]
OTHERS = [(one, text) for one in RECOGNIZERS for text in (*one.negatives, *one.near_misses)]


def claimed(recognizer: Recognizer, text: str) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in overlaps.resolve(recognizer.find(Source(text)))]


@pytest.mark.parametrize(("recognizer", "example"), POSITIVES, ids=lambda value: getattr(value, "name", None))
def test_a_recognizer_claims_exactly_what_its_examples_mark(recognizer: Recognizer, example: str) -> None:
    text, places = marked(example)
    assert claimed(recognizer, text) == places


@pytest.mark.parametrize(("recognizer", "example"), OTHERS, ids=lambda value: getattr(value, "name", None))
def test_a_recognizer_leaves_its_negatives_and_near_misses_alone(
    recognizer: Recognizer, example: str
) -> None:
    assert claimed(recognizer, example) == []


@pytest.mark.parametrize(("recognizer", "example"), POSITIVES, ids=lambda value: getattr(value, "name", None))
def test_what_an_example_marks_is_masked_or_flagged_by_the_whole(
    recognizer: Recognizer, example: str
) -> None:
    text, places = marked(example)
    found = ENGINE.text(text)
    covered = {at for one in (*found.spans, *found.flags) for at in range(one.start, one.end)}
    assert all(set(range(start, end)) <= covered for start, end in places)


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda one: one.name)
def test_a_recognizer_brings_positives_negatives_and_near_misses(recognizer: Recognizer) -> None:
    assert len(recognizer.positives) >= 2
    assert recognizer.negatives
    assert recognizer.near_misses


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda one: one.name)
def test_looking_only_near_a_sign_finds_what_looking_everywhere_finds(recognizer: Recognizer) -> None:
    everywhere = tuple(msgspec.structs.replace(one, near=None) for one in recognizer.patterns)
    plain = msgspec.structs.replace(recognizer, patterns=everywhere)
    texts = [marked(text)[0] for _, text in POSITIVES] + [text for _, text in OTHERS]
    joined = ["。".join(texts[at : at + 7]) for at in range(0, len(texts), 7)]
    assert [text for text in joined if claimed(recognizer, text) != claimed(plain, text)] == []
