"""Names that are common words, where only a person can stand: 高峰拖欠工资, 邻居时光不肯, 借给温馨两万元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import choice
from publish.anonymise.recognizers.context_name import ACTS, BOUND, RIGHT, WHO

_WORD = choice(name_forms.BORROWED)
_ACTING = re.compile(
    rf"(?:{_WORD})(?:(?<=[{BOUND}据听问被由找跟替请叫给是].{{2}})|(?<=(?:{WHO}).{{2}})|(?<![^\n].{{2}}))"
    rf"(?={RIGHT}|{ACTS}|家[一两三几分也没])"
)


def _one(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Two characters that are no part of a longer word."""
    start, end = match.span()
    longer = any(source.folded[start : end + size] in name_forms.ORDINARY for size in (1, 2))
    if end - start == 2 and not longer:
        yield start, end


RECOGNIZER = Recognizer(
    name="borrowed_name",
    kind="PERSON",
    patterns=(Pattern(_ACTING, score=0.7, refine=_one),),
    positives=(
        "【高峰】拖欠工资三个月",
        "昨天【黄河】又来闹",
        "楼上【方圆】往楼下扔垃圾",
        "借给【温馨】两万元",
        "，【时光】不肯退钱",
        "邻居【田野】家的狗",
        "分了两套，【马虎】家一套也没有",
    ),
    negatives=("温馨提示", "高峰时段拥堵", "这里江山如画"),
    near_misses=("上下班高峰", "黄河的水", "成功退款", "平安回家", "关键是不肯退钱", "早高峰一分钱"),
)
