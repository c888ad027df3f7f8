"""Mobile numbers, however they are broken up: spaced, dotted, over two lines, in 汉字, with +86."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import OVER, own_end

_GAP = r"[ \n\-·./_(),、~]{0,5}"
_OPEN = r"(?:\((?=1[ ]?[3-9][0-9 ]{1,5}\)))?"  # (138)12345678
_CODE = rf"(?:(?:\((?:\+|00)?86\)|(?:\+|00)?86){_GAP}|\(0\)[ ]?|0)?"
_MOBILE = re.compile(rf"(?<![0-9])(?<![0-9]\.){_OPEN}{_CODE}1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}{OVER}")
_HAN = "[零〇○一二三四五六七八九幺两]"
_SPOKEN = re.compile(rf"[一幺](?<!{_HAN}.)[三四五六七八九]{_HAN}{{9}}(?=一[直个次家些共起样定旦名位])")
_JOINED = re.compile(rf"(?<![0-9])(?:1[3-9][0-9]{{9}}){{2,3}}{OVER}")
_GROUP = re.compile(r"[0-9]+")
_LISTED = re.compile(r"[0-9][ ]?[,、~][ ]?[0-9]")
_MARKS = re.compile(r"(?<=[0-9])[^0-9 ](?=[ ]?[0-9])")
_AMOUNT = re.compile(r"[ ]?[元万亿吨户人]")


def _grouped(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Four groups at most, or digits one by one: a column of figures isn't a telephone."""
    groups = [len(group) for group in _GROUP.findall(match[0])]
    if own_end(source, match.start(), match.end()) < match.end() and len(groups) > 1:
        return
    if _LISTED.search(match[0]) and not (
        _even(match[0], groups) and not _AMOUNT.match(source.folded, match.end())
    ):
        return
    if len(groups) <= 5 or groups.count(1) >= 9:
        yield match.span()


def _even(written: str, groups: list[int]) -> bool:
    """Whether commas are all that stands between groups as telephones are said in: 138，1234，5678."""
    return len(groups) <= 4 and min(groups) >= 3 and len(set(_MARKS.findall(written))) == 1


RECOGNIZER = Recognizer(
    name="mobile",
    kind="PHONE",
    numeric=True,
    patterns=(
        Pattern(_MOBILE, ("folded", "digits"), 0.98, _grouped),
        Pattern(_JOINED, ("folded",), 0.9),
        Pattern(_SPOKEN, ("folded",), 0.9),
    ),
    positives=(
        "请打【13812345678】找我",
        "手机：【138 1234 5678】。",
        "我的电话【138-1234-5678】,谢谢",
        "电话【１３８１２３４５６７８】",
        "电话【一三八幺二三四五六七八】",
        "电话【幺三八 洞拐勾五 六七八勾】",
        "【一三八 一二三四 五六七八】",
        "联系我【+86 13812345678】",
        "【86-13812345678】",
        "【(0)13812345678】",
        "打这个【138\n12345678】",
        "【1 3 8 1 2 3 4 5 6 7 8】",
        "周一【13812345678】可以打通",
        "【13812345678】或者【19987654321】",
        "【1381234567819987654321】",
        "【138.1234.5678】",
        "电话【（138）12345678】",
        "（【13812345678】）",
        "【一三八，一二三四，五六七八】",
        "【幺五零零七七五七三零四】一个老人",
        "电话：【138_1234_5678】2018年6月13日",
        "电话：【1 3 8 1 2 3 4 5 6 7 8】2018年7月",
        "联系电话：【13812345678】3、我局",
        "联系电话：【138\u200b12345678】6月7日，",
    ),
    negatives=("请拨打12345或96096", "咨询电话023-12345", "金额1300元"),
    near_misses=(
        "合同号202113812345678901",
        "共计138123456元",
        "热线400-812-3456",
        "2021-12-15至2022-01-15",
        "12812345678",
        "共13,812,345,678元",
        "1947.3.20，2018年起",
        "1807  496，2019年2月",
    ),
)
