"""No recognizer takes more than linear time, whatever text is made against it.

Sizes are doubled and the steps compared: a quadratic expression takes four times as long for twice
the text. Nothing is held to seconds, so that a slow machine fails nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest

from publish.anonymise import registry
from publish.anonymise.base import Recognizer, Source

RECOGNIZERS = registry.load()
SIZE = 4_000
NOISE = 0.005
"""Seconds below which a run says nothing about growth."""
TOO_LONG = 4.0
STEEP = 3.0
"""Twice the text: 2 where time is linear, 4 where it is quadratic."""
HOSTILE = (
    *(
        "1",
        "王",
        "号",
        "1-",
        "栋",
        " ",
        "\n",
        "电话",
        "1 ",
        "一",
        "十",
        "A",
        "a1",
        "@a.",
        "-",
        "、",
        "王、",
        "“",
        "a ",
    ),
    *("1栋", "1号", "村1组", "年1月", "(1", "1,", "王 ", "的", "公司", "物业"),
)
LITERAL = re.compile(r"[一-鿿]{1,3}")


def pieces(recognizer: Recognizer) -> Iterator[str]:
    """What a text against a recognizer is made of: its own words, alone, in pairs and with a digit."""
    yield from HOSTILE
    words = list(
        dict.fromkeys(word for one in recognizer.patterns for word in LITERAL.findall(one.regex.pattern))
    )
    step = max(1, len(words) // 8)
    for word in words[::step][:8]:
        yield from (word, word + "1", "1" + word, word + words[0])
    for example in (*recognizer.positives, *recognizer.near_misses)[:12]:
        yield re.sub("[【】]", "", example)


def seconds(run: Callable[[str], object], piece: str, size: int) -> float:
    """CPU time on about `size` characters."""
    text = (piece * (size // len(piece) + 1))[:size]
    start = time.process_time()
    run(text)
    return time.process_time() - start


def steep(run: Callable[[str], object], piece: str) -> bool:
    """Whether time grows faster than the text, twice in a row, at the faster of two runs each."""
    size, once = SIZE, seconds(run, piece, SIZE)
    if once < NOISE:
        return False
    once = min(once, seconds(run, piece, size))  # what is read once and kept is read by now
    for _ in range(2):
        if once > TOO_LONG:
            return True
        twice = seconds(run, piece, size * 2)
        if twice > once * STEEP:
            twice = min(twice, seconds(run, piece, size * 2))
        if twice < max(once, NOISE) * STEEP:
            return False
        size, once = size * 2, twice
    return True


def matched(recognizer: Recognizer) -> Callable[[str], object]:
    """Every expression on a text as it stands, windows and triggers left out."""
    return lambda text: [len(one.regex.findall(text)) for one in recognizer.patterns]


def found(recognizer: Recognizer) -> Callable[[str], object]:
    """All that the recognizer does, its judgement included."""
    return lambda text: list(recognizer.find(Source(text)))


def test_the_measure_tells_a_quadratic_expression() -> None:
    quadratic = re.compile("a[ab]*c")
    assert steep(quadratic.search, "a")
    assert not steep(lambda text: re.findall("ab", text), "a")


@pytest.mark.parametrize("recognizer", RECOGNIZERS, ids=lambda one: one.name)
def test_a_recognizer_takes_linear_time_on_hostile_repeats(recognizer: Recognizer) -> None:
    runs = (matched(recognizer), found(recognizer))
    assert [piece for piece in pieces(recognizer) for run in runs if steep(run, piece)] == []
