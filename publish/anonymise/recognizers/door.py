"""Doors: building, unit, floor, room, however written; counts of buildings and public counters stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_N = r"(?:[0-9]{1,4}[A-Za-z]?|[A-Za-z][0-9]{0,3}|[0-9]?十[0-9]?)"
_S = r"[ ,\-]?"
_B = rf"{_N}[ ]?(?:栋|幢|号楼|号院|#楼?|(?<=[A-Za-z])座(?![谈位椅机]))"
_U = rf"{_N}[ ]?(?:单元|梯)"
_F = rf"{_N}[ ]?[楼层]"
_FLAT = (
    r"(?:(?:[0-9]{1,4}|[A-Za-z])(?:[ ]?[\-之杠/][ ]?[0-9]{1,4}){1,2}|[A-Za-z]?[0-9]{3,4}[A-Za-z]?"
    r"|[A-Za-z][0-9]{1,3})"
)
_R = rf"{_FLAT}[ ]?(?:室|号房|号|房|户)?(?![0-9年月日元%.个万千米户平]|[A-Za-z]{{2}})"
_CHAIN = re.compile(
    rf"(?<![0-9A-Za-z第])(?P<value>{_B}(?:{_S}{_U})?(?:{_S}{_F}(?!楼))?(?:{_S}{_R}|[ ]?顶[楼层])?"
    rf"|{_U}(?:{_S}{_F}(?!楼))?(?:{_S}{_R})?|{_F}(?:{_S}{_R}|[ ]?顶[楼层]))"
)
_ROOM = re.compile(
    r"(?<![0-9A-Za-z\-])(?P<value>[A-Za-z]?[0-9]{3,4}[A-Za-z]?[ ]?(?:室|号房"
    r"|房)(?![内外地屋产子东间价款源租型贷]))"
)
_LIVED = re.compile(
    r"(?:住在?|家在?|房号|门牌号?|房屋)[ :是为在]{0,2}(?P<value>[0-9]{1,3}(?:[ ]?[\-之杠][ "
    r"]?[0-9]{1,4}){1,3}|[0-9]{3,4}|[0-9十]{1,3}[楼层])(?![0-9年月日元%.个万号])"
)
_ESTATE = re.compile(
    r"(?<=[一-鿿])(?<=[苑园城府庭湾郡里居庄寓厦都邸第区期])(?P<value>[0-9]{1,3}[ ]?\-[ "
    r"]?[0-9]{1,3}(?:[ ]?\-[ ]?[0-9]{1,4}){0,2})(?![0-9年月日元%.个万号])"
)
_FLOOR = re.compile(rf"(?<![0-9A-Za-z第负])(?P<value>{_N}楼)(?![房层梯道以及左右宇板])")
_BUILT = ("栋", "幢", "号楼", "座", "#", "单元", "楼", "层", "梯", "号院")
_COUNTED = re.compile(
    r"(?:(?<!只)有|[共建盖这那每整约计达几前后增除剩余多的同各某全逐]|新建|拆了|其中|一共|爬了?|爬到"
    r"|[0-9A-Za-z][到至\-~])[ ]?$"
)
_HOUSES = re.compile(
    r"楼房|楼[^下上道顶前后旁0-9,。]|房[屋子]|别墅|高层|住宅|建筑|多层|商品房|厂房|民房|安置房|公租房"
)
_PUBLIC = re.compile(
    r"(?:中心|大厅|政府|委|局|办公楼|办公室|窗口|学校|医院|法院|大楼|商场|超市|酒店|街道|社区)[^,。;\n]{0,3}$"
)
_COUNTER = re.compile(r"[^,。;\n]{0,4}(?:大厅|窗口|会议室|办公|办事|服务|柜台|门诊|诊室|科)")


def _lived_in(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    before, after = source.folded[max(0, start - 10) : start], source.folded[end : end + 12]
    if _COUNTER.match(after) or _PUBLIC.search(before):
        return
    single = re.fullmatch(r"[^栋幢楼座#]+(?:栋|幢|号楼|座|#楼?)", match["value"])
    twins = (source.digits[end : 2 * end - start], source.digits[max(0, 2 * start - end) : start])
    one_by_one = match["value"] in twins  # 一栋一栋
    if not (single and (one_by_one or _COUNTED.search(before) or _HOUSES.match(after))):
        yield start, end


def _floor(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    before, after = source.folded[max(0, start - 10) : start], source.folded[end : end + 12]
    if source.digits[start:end].rstrip("楼") == "1" and not before.endswith(("住", "住在", "我家")):
        return  # the ground floor is nobody's
    if not (
        _COUNTER.match(after) or _PUBLIC.search(before) or _COUNTED.search(before) or _HOUSES.match(after)
    ):
        yield start, end


RECOGNIZER = Recognizer(
    name="door",
    kind="ADDRESS_DOOR",
    triggers=("栋", "幢", "楼", "座", "单元", "层", "室", "房", "#", "住", "家", "门牌", "-", "号院", "梯"),
    patterns=(
        Pattern(_CHAIN, ("digits",), 0.92, _lived_in, needs=_BUILT),
        Pattern(_ROOM, ("digits",), 0.85, _lived_in, needs=("室", "房")),
        Pattern(_LIVED, ("digits",), 0.8, needs=("住", "家", "房号", "门牌", "房屋")),
        Pattern(_ESTATE, ("folded",), 0.8, needs=("-",)),
        Pattern(_FLOOR, ("digits",), 0.6, _floor, needs=("楼",)),
    ),
    positives=(
        "某小区【3栋2单元5-1】",
        "【３栋２单元５０１室】漏水",
        "住在【12幢1803】",
        "【三栋二单元五杠一】",
        "【3号楼2单元501】",
        "【15#301】",
        "【A座1203】的租户",
        "【25栋17层】的住户",
        "【2单元】门口",
        "我住【5-1】，楼上漏水",
        "花园小区【3-2-501】",
        "【1栋1单元2002号房】",
        "【8栋】楼下的垃圾",
        "【502室】",
        "【2楼】餐厅油烟",
        "【8栋顶楼】违建",
    ),
    negatives=("共建3栋楼房", "这一栋楼", "高层住宅", "每单元两户"),
    near_misses=(
        "政务服务中心3楼",
        "请到一楼大厅办理",
        "2栋别墅",
        "其余三栋已进场",
        "一栋一栋推进",
        "负一楼车库",
        "建了2座水库",
        "3号线",
        "2021-12-15",
        "会议室",
        "第3章",
    ),
)
