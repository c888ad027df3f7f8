"""Buses, trains, roads and flights: three figures and more one by one, with 幺."""

from __future__ import annotations

import re

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal, dialled

KIND, RANK = "routes", 50

_ROAD = r"(?=国道|省道|县道|乡道|高速|公路|[\u4e00-\u9fff]{1,4}线)"
_LINES = r"[A-Z]?\d{3,4}(?:、[A-Z]?\d{3,4})*"


def _lines(match: re.Match[str]) -> str:
    return re.sub(r"\d+", lambda one: dialled(one[0]), match["n"])


def _milestone(match: re.Match[str]) -> str:
    return f"{match[1]}{cardinal(int(match[2]))}加{cardinal(int(match[3]))}"


RULES = (
    rule(rf"(?<![\dA-Z])(?P<n>{_LINES})(?=路(?!面|人|程|口|灯|段))", _lines),
    rule(r"(?<![A-Z])(?P<n>[A-Z]\d{2})(?=路)", _lines),
    rule(r"公交(?:车|线路)?(?P<n>[A-Z]?\d{3,4})(?![\d个名辆])", _lines),
    rule(r"(?<![A-Za-z])(?P<n>[GDCKZTYL]\d{1,4})(?=次|/|列车|动车)", _lines),
    rule(r"(?<![\d.])(?P<n>\d{3})(?=线?路?公交)", _lines),
    rule(rf"(?<![A-Za-z])(?P<n>[GSXYCZ]\d{{2,4}}){_ROAD}", _lines),
    rule(r"(?<![A-Za-z\d])(?P<n>[GSXY]\d{3,4})(?![\dA-Za-z])", _lines),
    rule(r"(?<!\d)(?P<n>\d{3})(?=国道|省道|县道|乡道)", _lines),
    rule(r"(?<![A-Za-z])(K)(\d{1,4})\+(\d{3})", _milestone),
    rule(r"航班号?(?P<n>(?:[A-Z]{2}|\d[A-Z]|[A-Z]\d)\d{3,4})", lambda m: _flight(m["n"])),
    rule(r"(?<![A-Za-z\d])(?P<n>(?:[A-Z]{2}|\d[A-Z]|[A-Z]\d)\d{3,4})(?=次?航班)", lambda m: _flight(m["n"])),
)


def _flight(text: str) -> str:
    return re.sub(r"\d", lambda one: dialled(one[0]), text)


EXAMPLES = """
816路 → 八幺六路
12路 → 十二路
2路 → 二路
G210国道 → G二幺零国道
K8+100 → K八加一百
CZ3456航班 → CZ三四五六航班
3路面 → 三路面
"""
