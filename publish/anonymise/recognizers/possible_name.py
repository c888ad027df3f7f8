"""What looks like a name where people are spoken of: too unsure to mask, shown to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source
from publish.anonymise.lexicon import FREQUENT_CLASS

_SAYS = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[由向找被和与及给对让跟同叫的来了后但而是个]))(?P<value>{FREQUENT_CLASS}[一-鿿]{{1,2}})"
    r"(?=说|称|反映|表示|告诉|带头|家[的门里]|的(?:电话|手机|父|母|妻|丈|儿|女|房|身份|签)|(?:也|又|就|便|曾|已)?(?:来|去|打电话|承认|同意|签|动手|骂|威胁|拒绝))"
)


def _unsure(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if names.likely(match["value"]):
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="possible_name",
    kind="PERSON",
    rank=Rank.SOFT,
    doubt="疑似姓名",
    patterns=(Pattern(_SAYS, score=0.5, refine=_unsure),),
    positives=("后来【王小芳】说不行", "找了【李建国】的电话", "【张伟】承认了"),
    negatives=("邻居说不行", "物业称已处理"),
    near_misses=("周边说法", "任何人说", "王某说", "成都来电", "安全的电话"),
)
