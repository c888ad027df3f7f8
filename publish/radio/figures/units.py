"""Units of measure: signs in words, rates turned round (60km/h → 每小时六十公里), products."""

from __future__ import annotations

import re

from publish.radio.figures.base import COUNTED, TO, UNIT, WORDS, N, rule
from publish.radio.figures.numerals import number

KIND, RANK = "units", 70

_PER = WORDS.per
_BELOW = "|".join(re.escape(one) for one in sorted(_PER, key=lambda u: (-len(u), u)))
_CLASS = "[级口座区型照证]"
_THING = r"[\u4e00-\u9fff]{1,3}"


def _much(text: str, unit: str) -> str:
    counted = unit[:1] in COUNTED and unit != "摄氏度"
    return ("两" if text == "2" and counted else number(text)) + unit


def _rate(match: re.Match[str]) -> str:
    unit = WORDS.units.get(match[2], match[2])
    return f"每{_PER[match[3]]}{_much(match[1], unit)}"


def _measure(match: re.Match[str]) -> str:
    return _much(match[1], WORDS.units[match[2]])


RULES = (
    rule(rf"(?<![\d.])({N})\s?({UNIT}|{_THING})/({_BELOW})(?![A-Za-z])", _rate),
    rule(rf"[ΦφØ∅]\s?({N})", lambda m: "直径" + number(m[1])),
    rule(
        rf"(?<![\d.A-Za-z])[-－](?P<a>{N})(?={TO}-?{N}\s*(?:℃|°C|度)|\s*(?:℃|°C|度(?!电)))",
        lambda m: "零下" + number(m["a"]),
    ),
    rule(rf"(?<=至|到|~|～)-(?P<a>{N})(?=\s*(?:℃|°C|度))", lambda m: "零下" + number(m["a"])),
    rule(rf"(?<![\d.,A-Za-z])({N})\s?({UNIT})(?![A-Za-z0-9²³]|{_CLASS})(?:（A）|\(A\))?", _measure),
    rule(
        rf"(?:(?<=[℃\d万千百亿])|(?<=\d[多余来]))\s?(?P<n>{UNIT})(?![A-Za-z0-9]|{_CLASS})",
        lambda m: WORDS.units[m["n"]],
    ),
    rule(r"(?<=\d)(?P<n>°)(?!C)", "度"),
    rule(r"(?<=[\d米mM\u4e00-\u9fff])\s?[×xX*]\s?(?=[长宽高深厚]?\d)", "乘"),
)

EXAMPLES = """
80km/h → 每小时八十公里
12㎡ → 十二平方米
2km → 两公里
-3℃ → 零下三摄氏度
0.2mg/L → 每升零点二毫克
3×2.5mm² → 三乘二点五平方毫米
2两 → 二两
500多m → 五百多米
我来A市 → 我来A市
100m³/d → 每天一百立方米
"""
