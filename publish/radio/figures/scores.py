"""Scores: 3:2 and 25-20 of a match or a vote."""

from __future__ import annotations

import re

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal

KIND, RANK = "scores", 31

_SCORE = r"\d{1,3}\s?[:：-]\s?\d{1,3}"
_BEFORE = r"(?:比分|得分|结果|投票|表决|票数|战成)[为是以]?\s?"
_AFTER = r"(?=获胜|取胜|险胜|小胜|大胜|完胜|战胜|击败|告负|落败|战平|打平|握手|领先|落后|平局|负|胜|通过)"


def _said(match: re.Match[str]) -> str:
    return "比".join(cardinal(int(one)) for one in re.findall(r"\d+", match["n"]))


RULES = (
    rule(rf"{_BEFORE}(?P<n>{_SCORE})(?!\d)", _said),
    rule(rf"(?<!\d)(?P<n>{_SCORE}){_AFTER}", _said),
    rule(r"(?<![\d-])(?P<n>\d\d-\d\d)(?=、\d\d-\d\d(?![\d\u4e00-\u9fff]))", _said),
    rule(r"(?<=\d\d-\d\d、)(?P<n>\d\d-\d\d)(?![\d\u4e00-\u9fff-])", _said),
)

EXAMPLES = """
以2:1取胜 → 以二比一取胜
比分25:23 → 比分二十五比二十三
表决12:3通过 → 表决十二比三通过
90分 → 九十分
"""
