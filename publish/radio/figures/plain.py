"""Every other figure: counted, 两 before a measure; codes and noughts in front one by one."""

from __future__ import annotations

import re

from publish.radio.figures.base import COUNTED, N, rule
from publish.radio.figures.numerals import digits, number

KIND, RANK = "plain", 90

_RANGE = r"(?:[-—–~～－]|至|到)\d+(?:\.\d+)?"
_COUNT = rf"(?:{COUNTED}|度电|室\d厅)"
_TAIL = re.compile(rf"(?:{_RANGE}(?![层栋幢]))?(?:个?多|余|来)?(?!年级|星级){_COUNT}")
_YEAR = re.compile(r"20[0-4]\d|19\d\d")
_GOES_ON = re.compile(r"[\u4e00-\u9fff~～—-]")


def _plain(match: re.Match[str]) -> str:
    text, after, before = match[0], match.string[match.end() :], match.string[: match.start()]
    if "." not in text and (len(text) > 8 or (len(text) > 1 and text[0] == "0")):
        return digits(text)
    if text == "2":
        return _two(before, after)
    return digits(text) if _YEAR.fullmatch(text) and not _GOES_ON.match(after) else number(text)


def _two(before: str, after: str) -> str:
    if re.match("[千百]", after) and re.search("[万亿]$", before):
        return "二"
    return "两" if _TAIL.match(after) and not before.endswith("第") else "二"


RULES = (
    rule(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?", lambda m: number(m[0].replace(",", ""))),
    rule(r"(?<!\d)996(?=工作|的?加班|$|[，。”])", "九九六"),
    rule(N, _plain),
    rule(r"(?<=[\d\u4e00-\u9fff])\s?[+]\s?(?=[\d\u4e00-\u9fff])", "加"),
    rule("≥", "大于等于"),
    rule("≤", "小于等于"),
    rule(r"[>](?=\d)", "大于"),
    rule(r"[<](?=\d)", "小于"),
    rule("≈", "约"),
    rule("±", "正负"),
)

EXAMPLES = """
2021户 → 两千零二十一户
2名 → 两名
1万2千 → 一万二千
007 → 零零七
1,000,000 → 一百万
互联网+督查 → 互联网加督查
0.05 → 零点零五
"""
