"""Places to live and work: rooms digit by digit, dashes as 杠, buildings counted and never 两."""

from __future__ import annotations

import re

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal, dialled

KIND, RANK = "addresses", 45

_ROOM = r"(?:号?室|号?房间?|病房|病室|宿舍|寝室|教室|办公室|包间|包房|会议室|诊室)"
_DASHED = r"\d{1,4}(?:[-—－]\d{1,4})+"
_COUNTS = r"(?<![\d.第了有建共这那两余另盖修拆])"


def _rooms(match: re.Match[str]) -> str:
    said = re.sub(r"\d+", lambda one: dialled(one[0]), match["n"])
    return re.sub("[至~-]", "到", said)


def _dashed(match: re.Match[str]) -> str:
    parts = re.findall(r"\d+", match["n"])
    return "杠".join(dialled(one) if len(one) > 2 else cardinal(int(one)) for one in parts)


def _falling(match: re.Match[str]) -> str | None:
    """3-2号 is a house; 5-8号 is a range."""
    first, second = (int(one) for one in re.findall(r"\d+", match["n"])[:2])
    return _dashed(match) if first >= second else None


RULES = (
    rule(r"(?<![\d.\u4e00-\u9fff])-(\d)(?=[楼层])", lambda m: "负" + cardinal(int(m[1]))),
    rule(rf"(?<!\d)(?P<n>\d{{3,4}}(?:、\d{{3,4}})*)(?={_ROOM})", _rooms),
    rule(r"(?<=[座栋幢])(?P<n>\d{3,4}(?:[、至到~-]\d{3,4})*)(?!\d)", _rooms),
    rule(rf"(?<!\d)(?P<n>{_DASHED})(?={_ROOM})", _dashed),
    rule(rf"(?:附|房号|门牌|门牌号|单元|[栋幢座]|[A-Z](?=\d-\d+地块))(?P<n>{_DASHED})", _dashed),
    rule(r"(?<![\d.])(?P<n>\d{1,3}-\d{1,3})(?=号(?!文|楼))", _falling),
    rule(rf"{_COUNTS}(?P<n>2)(?=[栋幢](?!楼房|房子|宿舍|建筑|高层|别墅))", "二"),
    rule(r"(?:[下住在于到负上是往])(?P<n>2)(?=层)", "二"),
    rule(r"(?:[村社区队]|第)(?P<n>2)(?=[组社])", "二"),
    rule(r"(?P<n>(?<![\d第])2)(?=[组社](?:村民|居民|社员|组长|农户|的?村|住户|群众))", "二"),
    rule(r"(?<!\d)2(?=门(?!课|功课|学|手艺|技))", "二"),
    rule(r"(?<!\d)2(?=车间|组团|标段|支路|号|单元|路|班|级|楼|区|院)", "二"),
)

EXAMPLES = """
1栋2单元 → 一栋二单元
3栋101-103 → 三栋幺零幺到幺零三
1808室 → 幺八零八室
7-3号 → 七杠三号
2-5号楼 → 二到五号楼
-1楼 → 负一楼
新建了2栋楼房 → 新建了两栋楼房
2组数据 → 两组数据
"""
