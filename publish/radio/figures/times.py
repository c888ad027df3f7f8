"""Times of the clock: 14:30 → 十四点半, 8:05 → 八点零五分."""

from __future__ import annotations

import re

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal, hour

KIND, RANK = "times", 35


def _time(match: re.Match[str]) -> str:
    minute, second = int(match[2]), match[3]
    at = hour(match[1]) + "点"
    if second:
        return f"{at}{_two(minute)}分{_two(int(second))}秒"
    if minute == 0:
        return at
    return at + ("半" if minute == 30 else f"{_two(minute)}分")


def _two(number: int) -> str:
    return ("零" if 0 < number < 10 else "") + cardinal(number)


RULES = (
    rule(r"(?<![\d.:：])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?分?(?![\d%])", _time),
    rule(r"(?<!\d)0([1-9])(?=[点时])", lambda m: hour(m[1])),
    rule(r"(?<=[点时])0([1-9])(?=分|$|[，。到至])", lambda m: "零" + cardinal(int(m[1]))),
)

EXAMPLES = """
9:30 → 九点半
2:05 → 两点零五分
21:45 → 二十一点四十五分
8：00-12：00 → 八点到十二点
06时 → 六时
2点 → 两点
"""
