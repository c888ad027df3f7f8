"""Minors: what says that somebody is one goes to a person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Rank, Recognizer

_MINOR = re.compile(
    r"未成年人?(?!人?保护)|(?:小学|初中|高中|中学|幼儿园|[一二三四五六七八九]年级|初[一二三]|高[一二三])[^,。;\n]{0,4}(?:学生|孩子|女儿|儿子|娃)"
    r"|(?:孩子|女儿|儿子|孙子|孙女|小孩)[^,。;\n]{0,6}(?:读|上|就读)[^,。;\n]{0,8}(?:小学|初中|高中|幼儿园|年级|初[一二三]|高[一二三])"
)

RECOGNIZER = Recognizer(
    name="minor",
    kind="MINOR",
    rank=Rank.SOFT,
    doubt="可能是未成年人",
    patterns=(Pattern(_MINOR, score=0.5),),
    positives=("一名【中学的学生】", "【女儿在读三年级】", "【未成年人】"),
    negatives=("学校门口", "小学附近"),
    near_misses=("未成年人保护法", "学生证", "大学学生"),
)
