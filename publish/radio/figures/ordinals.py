"""Places in a row: 第2 is never 两; No.5, ①, -1楼, 周2, and words that begin with 二."""

from __future__ import annotations

import re

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal

KIND, RANK = "ordinals", 80


def _circled(match: re.Match[str]) -> str:
    return cardinal(ord(match[0]) - ord("①") + 1) + "，"


RULES = (
    rule(r"(?:[Nn][Oo]\.?|№)\s?(\d+)", lambda m: cardinal(int(m[1])) + "号"),
    rule("[①-⑳]", _circled),
    rule(r"第(?:\d+[、和与至到-]第?)*(?P<n>2)(?![\d.])", "二"),
    rule(
        r"(?<![\d.])2(?=次(?:供水|加压|装修|污染|开发|分配|利用|创业|审核|元)|手|维|胎|孩|季度|价疫苗|审|期|类(?:水|医疗|用地|地区)|等|环)",
        "二",
    ),
    rule(r"[负周初高大星期级]2(?![\d.]|[个名户元])", lambda m: m[0][:-1] + "二"),
)

EXAMPLES = """
第2名 → 第二名
第1、2项 → 第一、二项
№8 → 八号
2手车 → 二手车
2次 → 两次
"""
