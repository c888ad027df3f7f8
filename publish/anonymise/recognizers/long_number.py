"""Any number of fifteen digits or more: too long to be an amount or a date, and somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import own_end


def _alone(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Without the year of a date that begins right behind it."""
    yield match.start(), own_end(source, match.start(), match.end())


RECOGNIZER = Recognizer(
    name="long_number",
    kind="ACCOUNT",
    numeric=True,
    patterns=(
        Pattern(re.compile(r"(?<![0-9])[0-9]{15,}"), ("folded",), 0.6, _alone),
        Pattern(re.compile(r"(?<![0-9])[0-9]{15,40}(?![0-9])"), ("digits",), 0.6, _alone),
    ),
    positives=("转账【123456789012345】", "【568744420282401098】", "【138123456781】2018年8月"),
    negatives=("12345678901", "20220728"),
    near_misses=("1,234,567,890,123,456元", "3.141592653589"),
)
