"""Telephones and codes: digit by digit with 幺, in the groups people dial."""

from __future__ import annotations

import re
from itertools import pairwise

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import dialled

KIND, RANK = "phones", 20

_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_CALL = (
    "(?:电话|手机|座机|传真|致电|拨打|热线|来电|发送到|发至|联系方式|号码)"
    r"(?:号码|号)?(?:还?[是为]|[:：，])?\s?"
)
_CODE = (
    r"(?:邮编|邮政编码|验证码|尾号|工号|编号|户号|单号|订单号|密码|QQ群?|微信群?|许可证号|登记号|证号|账号|代码|编码)"
    r"(?:号码|号)?(?:[是为]|[:：])?\s?"
)


def _groups(number: str) -> str:
    """A number as it is dialled: 3-4-4 of a mobile, 4-4 and 3-4 of a landline, else in one go."""
    cuts = {11: (3, 7), 8: (4,), 7: (3,)}.get(len(number), ())
    edges = (0, *cuts, len(number))
    return "，".join(dialled(number[a:b]) for a, b in pairwise(edges))


def _landline(match: re.Match[str]) -> str:
    area = (f"八六，{dialled(match[1])}" if match[1] else dialled(match[2] or "")).strip("，")
    inner = f"，转{dialled(match[4])}" if match[4] else ""
    return f"{area}，{_groups(match[3])}{inner}"


def _service(match: re.Match[str]) -> str:
    return "，".join(dialled(group) for group in match.groups())


def _mobile(match: re.Match[str]) -> str:
    return _groups(re.sub(r"\D", "", match[0]))


RULES = (
    rule(
        rf"(?<!\d)(?:\+86[- ]?0?(10|2\d|[3-9]\d\d)[- ]|[（(]?({_AREA})[）)]?[-—–－ ]?)"
        r"(\d{7,8})(?:[-—](\d{1,5}))?(?!\d)",
        _landline,
    ),
    rule(r"(?<!\d)([48]00)[- ]?(\d{4})[- ](\d{3})(?!\d)", _service),
    rule(r"(?<!\d)([48]00)[- ]?(\d{3})[- ]?(\d{4})(?!\d)", _service),
    rule(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)", _mobile),
    rule(r"(?<=转)(?P<n>\d{3,5})(?!\d)", lambda m: dialled(m["n"])),
    rule(rf"{_CODE}(?P<n>\d{{3,}}(?:-\d+)*)", lambda m: "，".join(map(dialled, m["n"].split("-")))),
    rule(
        rf"{_CALL}(?P<n>\d{{7,12}}(?:[、和或]\d{{7,12}})*)(?!\d)",
        lambda m: re.sub(r"\d+", lambda one: _groups(one[0]), m["n"]),
    ),
)

EXAMPLES = """
023-88990011 → 零二三，八八九九，零零幺幺
电话6633221 → 电话六六三，三二二幺
13712345678 → 幺三七，幺二三四，五六七八
400-100-2233 → 四零零，幺零零，二二三三
邮编408000 → 邮编四零八零零零
电话66001100、66001111 → 电话六六零零，幺幺零零、六六零零，幺幺幺幺
转6 → 转六
"""
