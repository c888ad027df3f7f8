"""What has the characters of a name amid a sentence: too unsure to mask, shown to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source
from publish.anonymise.lexicon import HEAD_CLASS
from publish.anonymise.name_forms import ORDINARY
from publish.anonymise.recognizers.lone_name import FREE, free

_WHOLE = re.compile(f"{HEAD_CLASS}{FREE}(?=(?P<rest>[一-鿿]{{2}}))")
_SHORT = re.compile(
    rf"{HEAD_CLASS}{FREE}(?=(?P<rest>[一-鿿])(?:说|称|反映|表示|告诉|带头|家[的门里]|的(?:电话|手机|父|母|妻|丈|儿|女|身份|签)"
    r"|[也又就便曾已]?(?:来|去|打电话|承认|同意|签|动手|骂|威胁|拒绝|骑|愿意|当着)))"
)


def _unsure(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.start(), match.end("rest")
    if free(source, start, end) and source.folded[end - 1 : end + 1] not in ORDINARY:
        yield start, end


RECOGNIZER = Recognizer(
    name="possible_name",
    kind="PERSON",
    rank=Rank.SOFT,
    doubt="疑似姓名",
    patterns=(Pattern(_WHOLE, score=0.5, refine=_unsure), Pattern(_SHORT, score=0.4, refine=_unsure)),
    positives=("后来【王小芳】跑了", "找了【李建国】的电话", "的【张伟】拒绝了", "邻院的【戴洪英】骑车"),
    negatives=("邻居说不行", "物业称已处理"),
    near_misses=("周边说法", "任何人说", "王某说", "成都来电", "安全的电话", "黄兴镇的人", "的武广高铁"),
)
