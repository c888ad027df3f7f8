"""A whole name before a title: 王芳女士. The title stays to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import TITLES, choice
from publish.anonymise.recognizers.title_name import whole_before

_TITLES = (*(title for title in TITLES if len(title) > 1), "老人", "夫妇", "夫妻")
_TITLE = re.compile(rf"(?:{choice(_TITLES)}|户(?:主)?(?=[,划与现认的在]))")


def _whole(match: re.Match[str], source: Source) -> Iterable[Place]:
    start = whole_before(source.folded, match.start())
    if start >= 0 and (match[0] != "户" or names.plain(source.folded, start)):
        yield start, match.start()


RECOGNIZER = Recognizer(
    name="full_name_title",
    kind="PERSON",
    patterns=(Pattern(_TITLE, score=0.85, refine=_whole),),
    positives=(
        "【王芳】女士来电",
        "因【刘小燕】先生本人",
        "【欧阳建国】老师",
        "【陈志强】户划定",
        "被【第五小雅】嬢嬢打伤",
    ),
    negatives=("两位先生", "业主户"),
    near_misses=("王先生", "和王先生", "全体老人", "高龄老人", "物业经理"),
)
