"""Numbers of documents, court cases and standards: the year digit by digit, a breath, the number."""

from __future__ import annotations

import re

from publish.radio.figures.base import YEAR, rule
from publish.radio.figures.numerals import cardinal, dialled, digits

KIND, RANK = "documents", 15

_OPEN, _CLOSE = r"[〔﹝\[（(【［]", r"[〕﹞\])）】］]"
_BOOKS = "GB|DB|CJJ?|JGJ|JG|HJ|JT|TSG|NY|SL|WS|YY|QB|DL|ISO|IEC"
_LAW = r"(?:民|刑|行|执|商|破|知|赔|申|再|初|终|特|保|调|监|他|复|恢|字)+"


def _filed(match: re.Match[str]) -> str:
    return f"{digits(match[1])}，{match[2]}{cardinal(int(match[3]))}号"


def _court(match: re.Match[str]) -> str:
    number = match[5]
    said = dialled(number) if len(number) > 3 else cardinal(int(number))
    return f"{digits(match[1])}，{match[2]}{dialled(match[3])}{match[4]}{said}号"


def _standard(match: re.Match[str]) -> str:
    letters = "国标" if match[1] == "GB" else match[1]
    place = digits(match[2]) if match[2] else ""
    return f"{letters}{place}{(match[3] or '').strip('/')}{digits(match[4])}" + (
        f"，{digits(match[5])}" if match[5] else ""
    )


def _section(match: re.Match[str]) -> str:
    return "点".join(cardinal(int(one)) for one in match["n"].split("."))


RULES = (
    rule(rf"{_OPEN}({YEAR}){_CLOSE}(第?)(\d{{1,5}})号", _filed),
    rule(rf"{_OPEN}({YEAR}){_CLOSE}([\u4e00-\u9fff]?)(\d{{0,4}})({_LAW})(\d+)号", _court),
    rule(
        rf"(?<![A-Za-z])({_BOOKS})(\d\d(?=/))?(/[TZJ])?[ -]?(\d{{2,6}})(?:[-—–:]({YEAR}))?(?!\d)",
        _standard,
    ),
    rule(r"(?<![\d.])(?P<n>\d{1,2}(?:\.\d{1,2}){2,})(?![\d.])", _section),
    rule(
        r"(?<=[表图式])(\d{1,2})[-—](\d{1,2})(?!\d)",
        lambda m: f"{cardinal(int(m[1]))}杠{cardinal(int(m[2]))}",
    ),
)

EXAMPLES = """
渝办发〔2021〕66号 → 渝办发二零二一，六十六号
（2020）渝0112民初88号 → 二零二零，渝零幺幺二民初八十八号
GB 50016-2014 → 国标五零零一六，二零一四
GB/T 50378 → 国标T五零三七八
第2条第1款 → 第二条第一款
第3.2.1条 → 第三点二点一条
国务院令第701号 → 国务院令第七百零一号
"""
