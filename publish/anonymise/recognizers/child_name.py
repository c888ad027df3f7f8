"""Names behind 儿子, 女儿, 孩子: maybe a minor's, so the surname goes too."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.lexicon import CHILD, choice
from publish.anonymise.recognizers.kin_name import name_after

_WORDS = choice(CHILD)
_CHILD = re.compile(rf"{_WORDS}(?<!妇女儿)(?<!妇女孩子)(?:名叫|名字叫|叫|是|姓名:?|:|\(|[ ])?[ ]?(?=[一-鿿])")

RECOGNIZER = Recognizer(
    name="child_name",
    kind="MINOR",
    triggers=tuple(sorted(CHILD)),
    patterns=(Pattern(_CHILD, score=0.82, refine=name_after),),
    positives=("我儿子【王小明】在读", "女儿【李思彤】，", "孩子叫【张子涵】,"),
    negatives=("我儿子在读小学", "女儿上学"),
    near_misses=("孩子成长", "小孩安全", "女儿高考", "儿子常年在外", "孩子平时", "妇女儿童权益"),
)
