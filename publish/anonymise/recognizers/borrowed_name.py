"""Names that are common words, where only a person can stand: 高峰拖欠工资, 邻居时光不肯, 借给温馨两万元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import GIVEN, choice
from publish.anonymise.recognizers.context_name import ACTS, BOUND, RIGHT, WHO

_WORD = choice(name_forms.BORROWED)
_ACTING = re.compile(
    rf"(?:{_WORD})(?:(?<=[{BOUND}据听问被由找跟替请叫给是].{{2}})|(?<=(?:{WHO}).{{2}})|(?<![^\n].{{2}}))"
    rf"(?={RIGHT}|{ACTS}|家[一两三几分也没])"
)

_HEAD = "".join(sorted({word[0] for word in name_forms.ORDINARY if names.plain(word, 0)}))
_BEGUN = re.compile(
    rf"[{_HEAD}](?:(?<=[{BOUND}据听问被由找跟替请叫给是].)|(?<=(?:{WHO}).)|(?<![^\n].))[一-鿿]{{2}}"
    rf"(?={RIGHT}|{ACTS}|医生|老师|师傅|本人|等人|一家|家[一两三几分也没])"
)


def _longer(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Three characters of which two begin like a word: 唐代琼, 王朝发."""
    start, end = match.span()
    folded, run = source.folded, match[0]
    word = run[:2] in name_forms.ORDINARY and set(run[1:]) <= GIVEN and not names.place(folded, end)
    words = {run, run[1:], folded[end - 1 : end + 1]} & name_forms.ORDINARY
    if word and not words and not name_forms.nobody(run):
        yield start, end


def _one(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Two characters that are no part of a longer word."""
    start, end = match.span()
    longer = any(source.folded[start : end + size] in name_forms.ORDINARY for size in (1, 2))
    if end - start == 2 and not longer:
        yield start, end


RECOGNIZER = Recognizer(
    name="borrowed_name",
    kind="PERSON",
    patterns=(Pattern(_ACTING, score=0.7, refine=_one), Pattern(_BEGUN, score=0.7, refine=_longer)),
    positives=(
        "【高峰】拖欠工资三个月",
        "昨天【黄河】又来闹",
        "楼上【方圆】往楼下扔垃圾",
        "借给【温馨】两万元",
        "，【时光】不肯退钱",
        "邻居【田野】家的狗",
        "，【唐代琼】医生开的药",
        "。【王朝发】欠我工程款",
        "分了两套，【马虎】家一套也没有",
    ),
    negatives=("温馨提示", "高峰时段拥堵", "这里江山如画"),
    near_misses=(
        "上下班高峰",
        "黄河的水",
        "成功退款",
        "平安回家",
        "关键是不肯退钱",
        "早高峰一分钱",
        "江南村欠我的钱",
    ),
)
