"""Ranges: 3-5天 → 三到五天; neighbours said in one breath: 2、3天 → 两三天."""

from __future__ import annotations

import re

from publish.radio.figures.base import COUNTED, TO, rule
from publish.radio.figures.numerals import DIGITS

KIND, RANK = "ranges", 85


def _neighbours(match: re.Match[str]) -> str | None:
    low, high = int(match[1]), int(match[2])
    return ("两" if low == 2 else DIGITS[low]) + DIGITS[high] if high == low + 1 else None


RULES = (
    rule(
        rf"(?<![\d.第、])([1-9])、([1-9])(?=(?:百|千|万|十)?(?:(?![层栋幢期类门组排]){COUNTED}|度电))",
        _neighbours,
    ),
    rule(rf"(?<=[\d月日号时点分元米楼条栋年天℃%里斤度岁后层]){TO}(?=第?-?\d)", "到"),
    rule(rf"(?<=[\d%][\u4e00-\u9fffa-zA-Z²³]){TO}(?=\d)", "到"),
    rule(rf"(?<=”){TO}(?=\d)", "到"),
    rule(rf"(?<=[K]\d\+\d\d\d){TO}(?=K\d)", "到"),
)

EXAMPLES = """
1-2周 → 一到两周
3公里至5公里 → 三公里到五公里
3、4天 → 三四天
1、3天 → 一、三天
周一至周五 → 周一至周五
"""
