"""Dates: years digit by digit, months and days counted; 3·15 as people say it."""

from __future__ import annotations

import re

from publish.radio.figures.base import TO, YEAR, rule
from publish.radio.figures.numerals import cardinal, dialled, digits

KIND, RANK = "dates", 30

_MONTH, _DAY = "1[0-2]|[1-9]", r"[12]\d|3[01]|[1-9]"
_HAN_DIGIT = "[一二三四五六七八九〇]"
_SEP = r"[-/.—]"
_FEAST = r"(?=[”\"]?(?:晚会|假期?|期间|劳动节|国庆|节|黄金周|投诉|消费|维权|活动|长假|小长假))"


def _day(match: re.Match[str]) -> str | None:
    month, day = int(match[2]), int(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{digits(match[1])}年{cardinal(month)}月{cardinal(day)}日"


def _month(match: re.Match[str]) -> str | None:
    month = int(match[2])
    return f"{digits(match[1])}年{cardinal(month)}月" if 1 <= month <= 12 else None


def _of_year(match: re.Match[str]) -> str:
    """3月5日, 07月: with the year before it where there is one."""
    year, month, day = match["year"], int(match["month"]), match["day"]
    said = f"{digits(year)}年" if year else ""
    part = "份" if "月份" in match[0] else ""
    return f"{said}{cardinal(month)}月{part}" + (cardinal(int(day)) + match["of"] if day else "")


def _feast(match: re.Match[str]) -> str:
    month, day = match["month"], match["day"]
    if day == "1":
        return cardinal(int(month)) + "一"
    return dialled(month + day) if len(month) == 1 else digits(month + day)


RULES = (
    rule(rf"(?<!\d)({YEAR}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})(?![\d.])日?", _day),
    rule(rf"(?<!\d)({YEAR})[-/—](0[1-9]|1[0-2])(?![\d.年])", _month),
    rule(rf"(?<!\d)({YEAR})\.(0?[1-9]|1[0-2])(?=[起至前后，。；、]|以来|之|[-—~～]|$)(?!\d)", _month),
    rule(
        rf"(?<!\d)(?P<n>({YEAR})年?{TO}({YEAR}))(?=学?年|届|年度)",
        lambda m: digits(m[2]) + ("年" if "年" in m["n"] else "") + "到" + digits(m[3]),
    ),
    rule(
        rf"(?<![\d.])(?:(?P<year>{YEAR}|\d\d)年)?0?(?P<month>{_MONTH})月份?(?:0?(?P<day>{_DAY})(?P<of>[日号]))?",
        _of_year,
    ),
    rule(r"(?<=月)0?([12]\d|3[01]|[1-9])(?=[，。；、至到—-]|前|后|起|$)", lambda m: cardinal(int(m[1]))),
    rule(rf"(?<![\d.]){YEAR}(?=第\d+号)", lambda m: digits(m[0])),
    rule(rf"(?<![\d.]){YEAR}(?=年(?!的?历史|多|余|来))", lambda m: digits(m[0])),
    rule(r"(?<!\d)(?:0\d|\d\d(?=年(?:底|初|春|夏|秋|冬|级|款)))(?=年)", lambda m: digits(m[0])),
    rule(r"(?<!\d)[789]\d(?=年(?:的|建|生|出生|修|盖|以来|开始))", lambda m: digits(m[0])),
    rule(rf"(?<![\d.])(?P<month>{_MONTH})[·•・](?P<day>{_DAY})(?![\d.])", _feast),
    rule(rf"(?<![\d.])(?P<month>3|5|10|6|8|11|12)\.(?P<day>15|1|6|8|11|12)(?!\d){_FEAST}", _feast),
    rule(rf"“(?P<n>(?P<month>{_MONTH})\.(?P<day>{_DAY}))”", _feast),
    rule(r"(?<!\d)(618)(?=[”\"]?(?:大促|活动|期间|购物))", lambda m: dialled(m[0])),
    rule(
        f"(?<={_HAN_DIGIT})〇|〇(?={_HAN_DIGIT})",
        "零",
    ),
)

EXAMPLES = """
2021年11月3日 → 二零二一年十一月三日
2021-11-03 → 二零二一年十一月三日
2021.9.30 → 二零二一年九月三十日
08月 → 八月
12月31号 → 十二月三十一号
3·15 → 三幺五
2010—2015年 → 二零一零到二零一五年
二〇一九年 → 二零一九年
2个月 → 两个月
2000多年 → 两千多年
2021/13/40 → 二零二一、十三、四十
"""
