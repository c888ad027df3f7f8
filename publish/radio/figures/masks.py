"""Figures that were masked: never read out in part, said as what they stand for."""

from __future__ import annotations

import re

from publish.radio.figures.base import rule

KIND, RANK = "masks", 10

_M = r"[*×✕╳]"
_X = rf"(?:{_M}{{2,}}|{_M}(?!\d)|[Xx]{{2,}})"
_NUMBER_OF = r"(?P<of>电话|手机|座机|号码|号|联系方式|尾号|卡号|账号)?[:：]?"
_COUNTED = r"(?:元|块|万|亿|户|人|名|件|家|个|次|平方米|亩|吨|公里|米|斤|岁|天)"
_NAMED = "(?:[年月日时分号栋幢楼室组村社路街条款项镇乡县区市局厂店苑]|单元|小区|公司|学校|医院|花园)"


def _long(match: re.Match[str]) -> str:
    of, masked = match["of"] or "", match["n"]
    if of in ("号码", "尾号", "卡号", "账号"):
        return ""
    if of in ("电话", "手机", "座机"):
        return "号码"
    return "码" if of == "号" else _kind(re.sub(r"[^\d*×✕╳Xx]", "", masked))


def _kind(masked: str) -> str:
    if masked[0] == "0" or (masked[0] == "1" and len(masked) == 11):
        return "一个电话号码"
    return "一个证件号码" if len(masked) in (15, 18) else "一个号码"


RULES = (
    rule(rf"{_NUMBER_OF}(?P<n>\d{{2,6}}-?\d{{0,4}}(?:{_M}{{4,}}|[Xx]{{4,}})[\dXx]{{0,5}})", _long),
    rule(rf"(?<=尾号)(?P<n>\d*{_X}\d*)", ""),
    rule(rf"(?P<n>(?<![\d.])\d*{_X}\d*)(?={_COUNTED})", "若干"),
    rule(rf"(?P<n>(?<![\d.])\d*{_X}\d*)(?={_NAMED})", "某"),
)

EXAMPLES = """
手机1380013**** → 手机号码
卡号6222****0011已停用 → 卡号已停用
××镇××村 → 某镇某村
20**年×月 → 某年某月
欠了***元 → 欠了若干元
2×3米 → 二乘三米
长5米×宽3米 → 长五米乘宽三米
"""
