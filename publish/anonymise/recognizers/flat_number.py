"""Flats without a unit: 3-2-1201, 5-1, 房号1203, 楼上502, 1802业主."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import DASHED, HAN_TENS, measured, numbered_estate, storeyed

_DASHED = re.compile(
    rf"(?<![0-9A-Za-z./%\-])(?P<value>(?:(?:[A-Za-z东南西北中0-9]|[A-Za-z][0-9])[区期][ ]?)?"
    rf"(?P<number>{DASHED})(?:[ ]?(?:室|号房|号))?)"
    r"(?![0-9\-]|[./][0-9])"
)
_RUN_ON = re.compile(  # behind the number an estate is called by: 阳光10034-2207
    r"[一-鿿](?P<value>[0-9]{4,7}(?:-[0-9]{1,2})?-(?P<room>[0-9]{3,4}))(?![0-9\-])"
)
_RUN_ON_NEAR = re.compile(r"[0-9]{4}(?:-[0-9]{1,2})?-[0-9]{3}")
_CALLED = re.compile(r"(?:[^年月日时点分第共约至到于从])[0-9]{1,4}[ ]$")
_DASHY = re.compile(r"[0-9A-Za-z百十][ ]{0,2}(?:[\-杠之~─―_]|一(?=[0-9]))[ ]{0,2}[0-9百十]")
_OWNED = re.compile(r"[0-9][ ]?的?(?:业主|住户|租户|租客|房主|房东|户主|邻居)")
_PARTS = re.compile(r"^[A-Za-z]+(?=-)|[0-9百十]+")
_HOME = re.compile(
    r"(?:住|住在|家住|居住|居住于|住址|家|家在|我家|在我|位于|房号|门牌号?|房间号?|室号|门号|楼号|房屋|地址"
    r"|楼上|楼下|隔壁|对门|对面|邻居|本人|我是|购买|买了|租住|租了|小区|套房子?[,:]?)"
    r"(?:是|为|在|的|号|:|\(|\"|“| ){0,3}$"
)
_ESTATE = re.compile(r"[苑园城府庭湾郡里居庄寓厦都邸第区期楼院堡坊轩阁台汇泉岛墅舍]$")
_NO_NAME = re.compile(
    r"(?:[第约共为是至到于从自按每比占达超近和与及或:,、表图件式款项条例章节令规标型率]|附件|编号|型号|日期"
    r"|时间|电话|热线|拨打|号码|比分|版)$"
)
_DWELLER = re.compile(
    r"[ ]?(?:的?(?:业主|住户|租户|租客|房主|房东|户主|居民|邻居)|室|号房|漏水|房(?![屋产子东间价])|家里"
    r"|楼上|楼下|门口)"
)
_LINE = re.compile(r"0|[48]00-")
_LOT = re.compile(r"[ ]?(?:号?地块|宗地|号地|[）)]?地块)")
_LABELLED = re.compile(
    rf"(?:房号|门牌号码?|门牌|房间号|室号|铺号|门号)(?:是|为|:|\(|\"|“| ){{0,3}}(?P<value>[A-Za-z]{{0,2}}-?"
    rf"(?:{HAN_TENS}|[0-9]{{1,5}})[A-Za-z]?(?:-[0-9]{{1,4}}){{0,3}}号?)"
)
_NEXT_TO = re.compile(
    r"(?:楼上|楼下|隔壁|对门|家住|住在|住|邻居|房屋)[ :是为在的]{0,2}(?P<value>(?:[A-Za-z]"
    r"|[东南西北])?[0-9]{3,4}[A-Za-z]?)(?![0-9A-Za-z])"
)
_ROOMS = re.compile(
    r"(?<![0-9A-Za-z.\-])(?P<value>[0-9]{3,4}(?:[ ]?[、和及与/][ ]?[0-9]{3,4}){1,6})"
    r"(?P<said>[ ]?(?:室|号房|房(?![屋产子东间价])|的?(?:业主|住户|租户|租客|房主|房东|邻居)))?(?![0-9])"
)
_SEVERAL = re.compile(r"[0-9][ ]?[、和及与/][ ]?[0-9]{3}")
_IN_ROW = re.compile(
    r"[|\t][ ]?(?P<value>[0-9A-Za-z]{1,3}(?:-[0-9]{1,2}){0,2}-(?P<room>[0-9]{3,4}))(?![0-9\-])"
)  # a table's cell
_OWNER = re.compile(
    r"(?<![0-9A-Za-z.])(?P<value>[A-Za-z]?[0-9]{3,4})(?=[ ]?(?:的?(?:业主|住户|租户|租客|房主|房东|户主"
    r"|邻居)))"
)
_LETTERED = re.compile(
    r"[一-鿿](?P<value>[A-Z东南西北](?P<room>[0-9]{3,4}))(?![0-9A-Za-z])(?!国道|省道|县道|高速|公路|路|次"
    r"|列车|型)"
)
_NEIGHBOUR = re.compile(r"(?:楼上|楼下|隔壁|对门|住在?|房号|房屋)[ :是为在的]{0,2}$")
_SLASHED = re.compile(
    r"(?<![0-9A-Za-z./%\-])(?P<value>[0-9]{1,2}[/.][0-9]{1,2}[/.]"
    r"(?P<room>[0-9]{3,4}))"
    r"(?![0-9/])"
)
_SLASHY = re.compile(r"[0-9][/.][0-9]{1,2}[/.][0-9]{3}")
_LETTERY = re.compile(r"[A-Z东南西北][0-9]{3}")
_LIKE_YEAR = re.compile(r"(?:19[3-9]|20[0-3])[0-9]")
_HOUSE = re.compile(r"[房楼号苑园城府庭湾郡里居庄寓厦都邸第区期院]$")
_AT_AN_ADDRESS = re.compile(
    r"(?:住|我家|住址|地址|位于|楼上|楼下|走访|家在|现居|房屋|购买|户主)[^,。;\n]{0,20}$"
)
_LIVED_UP = re.compile(rf"(?:住在?|家在?)[ ]?(?P<value>(?:{HAN_TENS}|[0-9]{{1,2}})[楼层])(?![楼高以])")


def _dashed(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Told by what stands around; by its own shape where it has three parts and ends in a room."""
    start, end = match.span("value")
    parts = _PARTS.findall(match["number"])
    if (
        measured(source.digits, end)
        or _LOT.match(source.folded, end)
        or (end == match.end("number") and _date(parts))
    ):
        return
    if _LINE.match(match["number"]):
        return
    before = source.folded[max(0, start - 10) : start]
    roomy = storeyed(parts[-1])
    if (
        _HOME.search(before)
        or _DWELLER.match(source.folded, match.end("number"))
        or (_ESTATE.search(before) and len(parts[0]) < 4)
        or (roomy and len(parts[0]) < 3 and (len(parts) > 2 or _named(before)))
        or (len(parts) > 2 and _named(before))
    ):
        yield start, end


def _run_on(match: re.Match[str], source: Source) -> Iterable[Place]:
    """All of the digits, or what stands behind those an estate is known to be called by."""
    start, end = match.span("value")
    folded, behind = source.folded, numbered_estate(source.folded, start)
    before = folded[max(0, start - 10) : start]
    long = match["value"].index("-") > 4
    if behind or (
        long and not _NO_NAME.search(before) and storeyed(match["room"]) and not measured(folded, end)
    ):
        yield behind or start, end


def _date(parts: list[str]) -> bool:
    """2021-3-5, 3-5-2021, 2020-2021."""
    years = [part for part in parts if len(part) == 4 and part[:2] in ("19", "20") and part.isdigit()]
    return bool(years) and (years[0] == parts[0] or len(parts) == len(years))


def _named(before: str) -> bool:
    """Whether a number stands right behind what may be an estate's name."""
    called = _CALLED.search(before)
    name = before[: called.start() + 1] if called else before
    return bool(re.search(r"[一-鿿]$", name)) and not _NO_NAME.search(name)


def _room(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    if storeyed(re.sub(r"[^0-9]", "", match["value"])) and not measured(source.digits, end):
        yield start, end


def _at_home(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A room by its floor where an address is told, behind an estate or before who lives there."""
    start, end = match.span("value")
    before = source.folded[max(0, start - 24) : start]
    if _LIKE_YEAR.fullmatch(match["room"]) and not _HOUSE.search(before[-1:]):
        return
    told = (
        _HOUSE.search(before[-1:])
        or _AT_AN_ADDRESS.search(before)
        or _ESTATE.search(before[-1:])
        or _DWELLER.match(source.folded, end)
    )
    if told and storeyed(match["room"]) and not measured(source.digits, end):
        yield start, end


def _celled(match: re.Match[str], source: Source) -> Iterable[Place]:
    if storeyed(match["room"]) and not measured(source.folded, match.end()):
        yield match.span("value")


def _rooms(match: re.Match[str], source: Source) -> Iterable[Place]:
    """楼上401和402, 1202、1203室: all of them rooms by their floors."""
    before = source.folded[max(0, match.start() - 10) : match.start()]
    told = match["said"] or _NEIGHBOUR.search(before)
    rooms = re.findall("[0-9]+", match["value"])
    if told and all(storeyed(room) for room in rooms) and not measured(source.digits, match.end()):
        yield match.span("value")


def _labelled(match: re.Match[str], source: Source) -> Iterable[Place]:
    if not measured(source.digits, match.end("value")):
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="flat_number",
    kind="ADDRESS_DOOR",
    patterns=(
        Pattern(_DASHED, ("digits", "folded"), 0.85, _dashed, near=_DASHY),
        Pattern(_RUN_ON, ("folded",), 0.85, _run_on, near=_RUN_ON_NEAR),
        Pattern(_LABELLED, ("digits",), 0.9, _labelled, needs=("房", "门", "室号", "铺号")),
        Pattern(_NEXT_TO, ("digits",), 0.8, _room),
        Pattern(_IN_ROW, ("folded",), 0.85, _celled, sign="[|\\t]"),
        Pattern(_ROOMS, ("digits",), 0.8, _rooms, near=_SEVERAL),
        Pattern(_OWNER, ("digits",), 0.8, _room, near=_OWNED),
        Pattern(_LETTERED, ("digits",), 0.8, _at_home, near=_LETTERY),
        Pattern(_SLASHED, ("digits",), 0.8, _at_home, near=_SLASHY),
        Pattern(_LIVED_UP, ("digits",), 0.8, needs=("住", "家")),
    ),
    positives=(
        "我住【5-1】，楼上漏水",
        "花园小区【3-2-501】",
        "花园小区【3-2-501】 张小明：来信收悉",
        "我买的花园小区【3-2-501】到现在没交房",
        "我在花园有一套房子，【37-1608】，",
        "【2-3-1201】的业主",
        "锦绣华庭【12-1201】装修",
        "房号：【1203】",
        "门牌号【12号】",
        "楼上【1502】半夜跺脚",
        "【1802】业主反映",
        "楼上【401和402】漏水",
        "【1202、1203】室",
        "王小明|13812345678|【16-406】",
        "住址：【A34-11-1】",
        "家住【十二楼】",
        "住址：水木年华【C2905】，",
        "家住万灵镇铁路小区【22/1/804】",
        "滨江花园【30-908】 余发财：您好",
        "我家水木年华【30/1/2106】，",
        "楼上三号安置房【25/3/2005】装修",
        "王小明|13812345678|【5-2105】办公",
        "楼上康乐小区【19．3．101】装修",
        "地址：阳光100【34-2207】",
        "阳光100【24-3-1607】漏水",
        "阳光100 【34-2207】漏水",
        "家住都市【198434-2207】，",
    ),
    negatives=("3-5个工作日", "每天9-12点", "约1200元"),
    near_misses=(
        "2021-3-5",
        "2020-2021学年",
        "1-2月",
        "见附件3-1",
        "编号1-3",
        "车牌房号都登记",
        "楼上300户",
        "项目|16-406元|备注",
        "日期|2021-1205|备注",
        "比分3-1",
        "那一套房子，2-3天看完",
        "住了1200天",
        "乘坐401、402路",
        "位于G319国道",
        "2021/3/1205",
        "住了2天，5.3.2021搬走",
        "家住X843县道边",
        "编号10034-2207",
        "热线10010-1234",
        "2019年6月3 12-1130",
    ),
)
