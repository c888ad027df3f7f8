"""Who reads: ours, wetext alone, and ours with wetext for what is left."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

import msgspec

from bench.spoken.cases import Case
from publish.radio import numbers
from publish.radio.figures import registry

Read = Callable[[str], str]
LEFT = ("plain", "ranges", "fractions")
"""Kinds that wetext gets where it is our last step."""

WETEXT = ("wetext", "kaldifst", "contractions", "textsearch", "pyahocorasick", "anyascii")


class Engine(msgspec.Struct, frozen=True):
    """One reader; `load` is the processor seconds until it could read, `megabytes` what it installs."""

    name: str
    read: Read
    load: float
    megabytes: float


def engines() -> tuple[Engine, ...]:
    """The three, ours first. Raises ImportError without the development libraries."""
    start = time.process_time()
    registry.rules()
    ours = time.process_time() - start
    start = time.process_time()
    from wetext import Normalizer  # type: ignore[import-untyped]

    alone = Normalizer(lang="zh", operator="tn").normalize
    rival = time.process_time() - start
    size = sum(map(_megabytes, WETEXT))
    return (
        Engine("ours", numbers.spoken, ours, 0),
        Engine("ours, then wetext", lambda text: alone(_but_the_rest(text)), ours + rival, size),
        Engine("wetext alone", alone, rival, size),
    )


def loosely(text: str) -> str:
    """A reading without what a host may do either way: pauses, 两 or 二, 幺 or 一, 半 or 三十分."""
    plain = re.sub('[，,（）()“”"]', "", text).translate(str.maketrans("两幺至", "二一到"))
    return plain.replace("点三十分", "点半").replace("摄氏度", "度")


def right(engine: Engine, cases: Sequence[Case]) -> tuple[int, int]:
    """Cases read exactly as accepted, and those read so but for the freedoms of `loosely`."""
    exact = loose = 0
    for case in cases:
        said = engine.read(case.written)
        exact += said in case.said
        loose += loosely(said) in map(loosely, case.said)
    return exact, loose


def _but_the_rest(text: str) -> str:
    """Our typed figures in words, the others still as they were written."""
    said = numbers.read(text)
    for one in reversed(said.figures):
        if one.kind in LEFT:
            said = numbers.Said(said.text[: one.start] + one.written + said.text[one.end :])
    return said.text


def _megabytes(name: str) -> float:
    files = metadata.files(name) or []
    return sum(Path(str(one.locate())).stat().st_size for one in files if one.suffix != ".pyc") / 1e6
