"""Any number of fifteen digits or more: too long to be an amount or a date, and somebody's."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer

RECOGNIZER = Recognizer(
    name="long_number",
    kind="ACCOUNT",
    numeric=True,
    patterns=(
        Pattern(re.compile(r"(?<![0-9])[0-9]{15,}+"), ("folded",), 0.6),
        Pattern(re.compile(r"(?<![0-9])[0-9]{15,40}+(?![0-9])"), ("digits",), 0.6),
    ),
    positives=("转账【123456789012345】", "【568744420282401098】"),
    negatives=("12345678901", "20220728"),
    near_misses=("1,234,567,890,123,456元", "3.141592653589"),
)
