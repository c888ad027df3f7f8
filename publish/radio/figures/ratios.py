"""Ratios: 1:3 → 一比三, where the words around say so or no clock could show it."""

from __future__ import annotations

import re

from publish.radio.figures.base import N, rule
from publish.radio.figures.numerals import number

KIND, RANK = "ratios", 32

_RATIO = rf"{N}%?(?:[:：]{N}%?)+"
_BEFORE = r"(?:比例?(?:尺|值|为|是|约为?|[:：])*|比率|占比|配比|按照?)"
_AFTER = r"(?=的?比例|的比|稀释|兑|勾兑|分成|分摊|分担|分账|配备|配套|配置|开$|的屏)"


def said(match: re.Match[str]) -> str:
    """Each part as a number, 比 between."""
    return "比".join(_part(one) for one in re.split("[:：]", match["n"]))


def _part(text: str) -> str:
    return f"百分之{number(text[:-1])}" if text.endswith("%") else number(text)


RULES = (
    rule(rf"(?<![\d.]){_BEFORE}(?P<n>{_RATIO})(?![\d.])", said),
    rule(rf"(?<![\d.])(?P<n>{_RATIO}){_AFTER}", said),
)

EXAMPLES = """
按1:20配备 → 按一比二十配备
比例为6:4 → 比例为六比四
1:2.5 → 一比二点五
1:200 → 一比两百
10:30 → 十点半
"""
