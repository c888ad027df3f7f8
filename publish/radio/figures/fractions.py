"""Fractions: 3/4 → 四分之三, ½; a stroke between growing numbers of houses is a list."""

from __future__ import annotations

import re
import unicodedata

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal, share

KIND, RANK = "fractions", 65


def _fraction(match: re.Match[str]) -> str | None:
    above, below = int(match[1]), int(match[2])
    return f"{share(below)}分之{cardinal(above)}" if 0 < above < below else None


def _sign(match: re.Match[str]) -> str:
    value = unicodedata.normalize("NFKC", match[0])
    above, below = value.split("\u2044")
    return f"{share(int(below))}分之{cardinal(int(above))}"


RULES = (
    rule(r"(?<![\d./])(\d{1,5})/(\d{1,5})(?![\d./%]|[gG号栋幢楼]|单元)", _fraction),
    rule("[¼½¾⅐-⅞]", _sign),
    rule(r"(?<=\d)/(?=\d)", "、"),
)

EXAMPLES = """
2/3 → 三分之二
1/100 → 百分之一
½ → 二分之一
1/2号楼 → 一、二号楼
24/7 → 二十四、七
"""
