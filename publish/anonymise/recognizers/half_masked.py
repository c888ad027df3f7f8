"""王某芳: masked by the source, and still telling."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.lexicon import COMPOUND_CHOICE, FREQUENT_CLASS, GIVEN

_LEFT = "".join(
    sorted(
        GIVEN
        - set(
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥一二三四五六七八九十和来向为有会说在栋幢楼层座室组社队号处地公司户年月日岁"
        )
    )
)
_HALF = re.compile(
    rf"(?P<value>(?:{COMPOUND_CHOICE}|{FREQUENT_CLASS})某[{_LEFT}])(?=[,。、)(的]|反映|系|租住|$)"
)

RECOGNIZER = Recognizer(
    name="half_masked",
    kind="PERSON_PARTIAL",
    triggers=("某",),
    patterns=(Pattern(_HALF, score=0.8),),
    positives=("【欧阳某青】反映", "妻子【吴某敏】系", "【王某芳】的电话"),
    negatives=("王某说", "王某某"),
    near_misses=("王某甲、王某乙", "王某建议", "李某和张某", "某安排", "花都某栋的业主", "石某组的"),
)
