"""Doors by their units: building, unit, floor and room; counts of buildings and public counters stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import HAN_TENS, flat_at, numbered_estate

_N = (
    rf"(?:{HAN_TENS}|[0-9](?:[ ]?[0-9]){{0,3}}(?:[ ]?[A-Za-z])?|(?!QQ|qq"
    rf"|[VvWw][Xx])[A-Za-z]{{1,2}}[ \-]?[0-9]{{0,4}})"
)
_UNITS = (
    r"[栋棟幢楝](?![梁材])|动(?=[ ]?[0-9]{1,2}(?:单|[\-杠]))|号[ \n]?楼(?![梯上下顶道前后])|号[ ]?院(?!校)"
    r"|号别墅|#[ ]?楼?(?![路线车机泵桥井地墩])|座(?![谈位椅机桥水次])|排(?=[ ]?[0-9]{1,3}[ ]?号)"
    r"|单[ \n]{0,3}元|單元|单(?=[ ]?[0-9])|号?门(?![面市口店头票户前诊禁卫])|梯(?![队田形次])|"
    r"(?<![0-9]{3})[楼层]"
    r"(?![房梯道板盘主宇])|(?<=[0-9])[Ff](?![A-Za-z])"
    r"|室|号?房(?![内外地屋产子东间价款源租型贷企])|区(?![号分域别间块县])|期(?![间待望])|组团|[弄巷]"
    r"|号(?![线文令码召称机车院门]|楼(?![上下顶道前后]))(?:[ ]?附[ ]?[0-9]{1,4}(?:[ ]?号)?|之[0-9]{1,3}"
    r"|-[0-9]{1,3}(?![0-9\-]))?"
)
_ATOM = (
    rf"(?:(?:(?:第|附|吊|负)[ ]?)?(?:[0-9]{{1,4}}[ ]?[\-~][ ]?(?=[0-9]{{1,4}}[ ]?(?:单元|室"
    rf"|号房)))?{_N}[ ]{{0,2}}(?:{_UNITS})"
    r"|[甲乙丙丁戊][ ]?(?:栋|幢|单[ ]?元|單元|号楼)|[东南西北中](?:区|楼|单[ ]?元|單元|栋))"
)
_GAP = r"[ ,/·(\-、.:)]{0,3}\n?[ ]{0,2}"
_ONE = re.compile(_ATOM)
_CHAIN = re.compile(rf"(?<![0-9A-Za-z.])(?P<value>{_ATOM}(?:{_GAP}{_ATOM}){{0,6}})")
_RUN_ON = re.compile(  # the number an estate is called by and that of a building: 阳光10035号楼
    r"[一-鿿0-9](?P<value>(?:(?<=[一-鿿])[0-9]{4,8}|(?<=[0-9])[A-Z][0-9]{0,3}))"
    rf"(?P<rest>[ ]{{0,2}}(?:[栋幢座]|#[ ]?楼?|号[ ]?楼|号(?=[0-9]{{1,2}}-))(?:{_GAP}{_ATOM}){{0,5}})"
)
_RUN_ON_TENS = re.compile(  # 阳光100二十栋
    r"[0-9]{2,4}(?P<value>(?:[0-9]?十[0-9]?)"
    rf"(?P<rest>[ ]{{0,2}}(?:[栋幢座]|号[ ]?楼)(?:{_GAP}{_ATOM}){{0,5}}))"
)
_TENS_NEAR = re.compile(r"[0-9]{2}十[0-9]?[ ]{0,2}[栋幢座号]")
_RUN_ON_NEAR = re.compile(r"(?:[0-9]{4}|[0-9][A-Z][0-9]{0,3})[ ]{0,2}(?:[栋幢座#]|号[ ]?楼|号[0-9])")
_NEARBY = re.compile(
    r"[0-9A-Za-z百十甲乙丙丁戊东南西北中][ ]{0,2}(?:[栋棟幢楝#座单單门梯楼层室房院附弄巷Ff]|动[0-9 ]"
    r"|号[ \n]?[楼院门房附0-9A-Za-z别]|排[0-9])|附[ ]?[0-9]"
)
_SPACE = re.compile(_GAP)
_NEAR = re.compile(r"[ \-]{0,2}(?:,(?=[0-9]{3}))?")
_TOP = re.compile(r"[ ]?顶[楼层]|[ ]?[东南西北中左右](?:户|手边?|边户)|[东南西北中](?=[,。;)\s]|$)")
_UNIT_KINDS = {
    "B": "栋棟楝动幢院墅#座",
    "U": "元单排",
    "D": "门梯",
    "F": "楼层Ff",
    "R": "室房",
    "Z": "区团弄巷",
    "P": "期",
}
_KIND = {char: kind for kind, chars in _UNIT_KINDS.items() for char in chars}
_COUNTED = re.compile(
    r"(?:(?<!只)有|[共建盖这那每整约计达几数前后增除剩余多的同各某全逐另任其成近超拆]|新建|拆了|其中|一共"
    r"|爬了?|爬到"
    r"|住宅|房屋|楼房|高层|[0-9A-Za-z][到至\-~])[ ]?$"
)
_HOUSES = re.compile(
    r"楼房|以[上下]|楼(?:[^下上道顶前后旁的0-9]|$)|房[屋子]|别墅|高层|住宅|建筑|多层|商品房|厂房|民房"
    r"|安置房|公租房|写字楼|商务楼|大楼|楼宇"
)
_OFFICE = re.compile(
    r"(?:(?:服务|政务|行政|办事|活动|文化|体育|医疗|卫生|购物|会展|指挥|便民|信访|政府|培训|商务)中心|大厅"
    r"|政府|局|办公楼|办公室|窗口)(?:(?!宿舍|家属|小区|新村|公寓)[^,。;\n]){0,3}$"
)
_HOUSE_OF_MANY = re.compile(r"(?:中心|委|学校|医院|法院|大楼|商场|超市|酒店|街道|社区)[^,。;\n]{0,3}$")
_COUNTER = re.compile(r"[^,。;\n]{0,4}(?:大厅|窗口|会议室|办公(?!电话)|办事|服务|柜台|门诊|诊室|科)")
_NO_HOUSE = re.compile(r"(?:[0-9一二三四五六七八九十]月|[\])〕】第])[ ]?$")
_FIRST = re.compile(r"(?:[苑园城府庭湾郡里居庄寓厦都邸第区期、和住]|我家)[ ]?$")
_FIRSTS = re.compile(r"(?:楼[上下顶]|的?(?:业主|住户|居民)|[、和及与]|顶)")
_AT_HOME = re.compile(r"(?:住|住在|我家|家住|家在)[ ]?$")


def _doors(match: re.Match[str], source: Source) -> Iterable[Place]:
    """The chain without what its end can't mean, with the flat behind it, if it is a door."""
    atoms = _atoms(match, source.digits)
    while atoms and atoms[-1][0] in "ZP":
        atoms.pop()
    kinds = "".join(kind for kind, _, _ in atoms)
    while kinds[:1] == "P" or (kinds[:1] == "Z" and not kinds.startswith(("ZB", "ZZB", "ZU", "ZH"))):
        atoms, kinds = atoms[1:], kinds[1:]
    if atoms:
        start, last = atoms[0][1], atoms[-1][2]
        end = _end(source, kinds[-1], last)
        if _is_door(kinds + ("R" if end > last else ""), source, start, end):
            yield numbered_estate(source.folded, start) or start, _bracketed(source.folded, start, end)


def _bracketed(folded: str, start: int, end: int) -> int:
    """The end without a bracket that was opened before the door: (37栋2-5)."""
    return end - (folded[end - 1] == ")" and "(" not in folded[start:end])


def _run_on(match: re.Match[str], source: Source) -> Iterable[Place]:
    """All of the digits, or what stands behind those an estate is known to be called by; a count is none."""
    start, end = match.start("value"), match.end()
    start -= source.folded[start - 1] in "一二三四五六七八九"
    behind = flat_at(source, _gap_end(source, end)) or end
    if _COUNTED.search(source.folded, max(0, start - 10), start) or _HOUSES.match(source.folded, behind):
        return
    if match.end("rest") > match.start("rest") + 3 or behind > end or numbered_estate(source.folded, start):
        yield numbered_estate(source.folded, start) or start, behind


def _gap_end(source: Source, end: int) -> int:
    gap = _SPACE.match(source.digits, end)
    return gap.end() if gap else end


def _atoms(match: re.Match[str], digits: str) -> list[tuple[str, int, int]]:
    atoms = []
    for found in _ONE.finditer(digits, match.start(), match.end() + 8):  # what follows the last is looked at
        if found.end() > match.end():
            break
        atoms.append((_kind(found[0]), *found.span()))
    return atoms


def _kind(atom: str) -> str:
    """B building, U unit, D gate, F floor, R room, Z part of an estate, P its phase, H house number."""
    written = atom.replace(" ", "")
    if written.endswith(("号楼", "#楼")) or re.search(r"[甲乙丙丁]楼$", written):
        return "B"
    return _KIND.get(written[-1], "H")


def _end(source: Source, kind: str, last: int) -> int:
    """Where the flat, the side or the top floor ends that stands behind the last unit."""
    top = _TOP.match(source.digits, last)
    if top:
        return top.end()
    gap = (_SPACE if kind in "BU" else _NEAR).match(source.digits, last)
    return flat_at(source, last) or flat_at(source, gap.end() if gap else last) or last


def _is_door(kinds: str, source: Source, start: int, end: int) -> bool:
    before, after = source.folded[max(0, start - 10) : start], source.folded[end : end + 12]
    if _public(kinds, before, after) or (kinds[0] == "H" and _NO_HOUSE.search(before)):
        return False
    if len(kinds) > 1:
        written = source.digits[start:end]
        return (kinds not in ("FF", "HH") or "附" in written) and not _twice(written)
    if kinds in ("B", "F"):
        return _single(kinds, source, start, end, before, after)
    written = source.digits[start:end]
    return kinds == "U" or (kinds == "R" and _room(written)) or (kinds == "H" and "附" in written)


def _public(kinds: str, before: str, after: str) -> bool:
    """Where citizens are received: told by the words beside it, never where people live in units."""
    if "U" in kinds:
        return False
    return bool(
        _COUNTER.match(after)
        or _OFFICE.search(before)
        or (kinds in ("F", "R") and _HOUSE_OF_MANY.search(before))
    )


def _single(kind: str, source: Source, start: int, end: int, before: str, after: str) -> bool:
    """One building or one floor by itself may be a count of them, or the ground floor, which is nobody's."""
    if _COUNTED.search(before) or _HOUSES.match(after) or source.folded[start] == "两":
        return False
    written = source.digits[start:end]
    if kind == "F":
        return written[0] == "吊" or (
            written.endswith("楼") and (written not in ("1楼", "负1楼") or bool(_AT_HOME.search(before)))
        )
    if source.folded[start] == "一":
        return bool(_FIRST.search(before) or _FIRSTS.match(after))
    return not re.fullmatch("[0-9百十 ]+座", written)  # 5座桥


def _twice(written: str) -> bool:
    """一栋一栋: one after the other."""
    half = len(written) // 2
    return written[:half] == written[half:]


def _room(written: str) -> bool:
    return bool(
        re.match(r"[A-Za-z]?-?[0-9]{3,4}[A-Za-z]?(?:室|号房|房)|[0-9]{3,4}[\-~]", written.replace(" ", ""))
    )


RECOGNIZER = Recognizer(
    name="door",
    kind="ADDRESS_DOOR",
    triggers=("栋", "幢", "楼", "座", "单元", "层", "室", "房", "#", "院", "梯", "墅", "门", "棟", "号", "F"),
    patterns=(
        Pattern(_CHAIN, ("digits",), 0.92, _doors, near=_NEARBY),
        Pattern(_RUN_ON, ("folded",), 0.9, _run_on, near=_RUN_ON_NEAR),
        Pattern(_RUN_ON_TENS, ("digits",), 0.9, _run_on, near=_TENS_NEAR),
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
        "【1栋1单元2002号房】",
        "【8栋】楼下的垃圾",
        "某局宿舍【22#楼306】",
        "某局家属院【8栋】楼下",
        "【502室】",
        "我买的【8座601】到现在没交房",
        "【2楼】餐厅油烟",
        "【8栋顶楼】违建",
        "滨江【302号附4号】装修",
        "东山小区三期【8栋】的住户",
        "【东区12栋】的住户",
        "阳光100【35号楼4单元1508】漏水",
        "阳光100【7座】的住户",
        "阳光100【10#楼1106】，",
        "我买的春江花月【34号3-23-5】到现在没交房",
        "书香名邸【6栋3单元25-7】时间过去了",
        "阳光100【29号4-11-3】，市",
        "保利香雪【16栋1单元12-8】户口簿",
        "阳光100【A13栋2704】漏水",
        "地址：阳光100【27#楼208】2019年1月",
        "保利香雪【3栋2104】2017年1月",
        "万科城【5号1-19-7】人可以",
        "学府佳苑【15号楼4单元806】6月7日，",
        "李珍爱(【37栋2-5】)均漏水",
        "【3栋(501)】漏水",
        "宿舍【28栋2单元27-4】2018年10月",
        "住恒大绿洲【38座1608】2018/10/13",
        "江南春城【29号2-18-7】 万健凯：",
        "阳光100【二十栋二单元31楼3号】，",
        "地址:蓝光水岸【21#2-1203】2018年10月",
        "阳光100【6栋2单元2105室】的业主",
        "家住都市【198427栋808】，",
        "【9栋4单元33层3号】，2021-01-22",
        "【6栋4-2】一套三居室",
        "位于【133号8栋9-6】的门面办公电话打不通",
    ),
    negatives=("共建3栋楼房", "这一栋楼", "高层住宅", "每单元两户"),
    near_misses=(
        "政务服务中心3楼",
        "请到一楼大厅办理",
        "2栋别墅",
        "其余三栋已进场",
        "一栋一栋推进",
        "负一楼车库",
        "QQ号7-4-7",
        "A座写字楼外墙",
        "建了2座水库",
        "3号线",
        "2021-12-15",
        "会议室",
        "第3章",
        "新建10000栋房屋",
    ),
)
