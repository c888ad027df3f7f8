"""Money: by the piece (元/度 → 每度…元), decimals without empty noughts, signs of currency."""

from __future__ import annotations

import re

from publish.radio.figures.base import UNIT, WORDS, N, rule
from publish.radio.figures.numerals import number, rounded

KIND, RANK = "money", 60

_YUAN = r"(?:[万亿千百]?元|[角块毛])"
_PIECE = (
    rf"(?:{UNIT}|[\u4e00-\u9fff]{{1,3}}?(?=[^\u4e00-\u9fff]|$)|平方米|立方米|公里|公斤|小时|学期|工日|人次|单元"
    "|[度户人件吨月年天日次车亩套斤张份间棵桶瓶辆期台节位课米时])"
)
_SIGNS = {"$": "美元", "€": "欧元", "£": "英镑"}


def _each(match: re.Match[str]) -> str:
    pieces = [WORDS.units.get(one, one) for one in re.split("[·•/]", match["per"])]
    if len(pieces) > 1 and pieces[0] not in ("人", "户"):
        pieces.reverse()
    much = rounded(match["sum"].replace(",", ""))
    if match["to"]:
        much += "到" + rounded(match["to"])
    return "".join(f"每{one}" for one in pieces) + _two(much, match["sum"]) + match["yuan"]


def _two(said: str, written: str) -> str:
    return "两" if written == "2" else said


RULES = (
    rule(
        rf"(?P<sum>(?<![\d.]){N})(?:[-—~～至到](?P<to>{N}))?(?P<yuan>{_YUAN})[/／](?P<per>{_PIECE}(?:[·•/]{_PIECE})*)",
        _each,
    ),
    rule(rf"[¥￥]\s?({N})(万?元?)", lambda m: rounded(m[1]) + (m[2] if "元" in m[2] else m[2] + "元")),
    rule(r"[¥￥]\s?(\d{1,3}(?:,\d{3})+)(?:\.0+)?元?", lambda m: number(m[1].replace(",", "")) + "元"),
    rule(rf"([$€£])\s?({N})", lambda m: rounded(m[2]) + _SIGNS[m[1]]),
    rule(r"(?<![\d.,])(?P<n>\d+\.\d+)(?=[万亿]?元)", lambda m: rounded(m["n"])),
    rule(r"(?<![\d.])(?P<n>\d{1,3}(?:,\d{3})+\.\d+)(?=元)", lambda m: rounded(m["n"].replace(",", ""))),
)

EXAMPLES = """
物业费2.5元/㎡ → 物业费每平方米二点五元
30元/人·天 → 每人每天三十元
2元/次 → 每次两元
15.00元 → 十五元
￥88 → 八十八元
2角 → 两角
1,200.50元 → 一千二百点五元
"""
