"""House numbers on a road; an office's own address stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import HAN_TENS

_N = rf"(?:{HAN_TENS}|[0-9]{{1,5}})"
_SUB = r"(?:[ ]?(?:附|之|-)[ ]?[0-9]{1,4}(?:-[0-9]{1,3})?(?:[ ]?号)?|[0-9]{1,3}-[0-9]{1,3}(?![0-9]))"
_NUMBER = re.compile(
    r"(?:路|街|大道|巷|弄|胡同|[一-鿿]段|里|桥|坡|坎|沟|湾|坪|坊|岗|堡)[ ]?"
    rf"(?P<value>(?:[附特临][ ]?)?{_N}(?:[-之][0-9]{{1,4}})?[ ]?(?:号{_SUB}?|附[ ]?[0-9]{{1,4}}号?)(?:院"
    rf"|大院)?)"
    r"(?!线|楼(?![上下顶])|公路|文|令|出口|站|机组|门(?!面|牌|市|口)|桥|井|地块)"
)
_ATTACHED = re.compile(r"(?P<value>附[ ]?[0-9]{1,4}[ ]?号)(?!文|件)")
_OFFICE = re.compile(
    r"[^,。;\n的向我找去被住家户附旁对门到在]{0,10}(?:中心|大厅|[一-鿿]局|政府|办公|窗口|派出所|街道办"
    r"|营业厅|法院|检察院|[管居村党]委|支队|大队|档案馆|图书馆|公园)"
)
_ADDRESS = re.compile(r"(?:地址|地点|位于|前往|现场|设在|到)[^。\n]{0,20}$")
_TOLD = re.compile(
    r"(?:中心|大厅|窗口|局|政府|派出所|街道办|办事处|法院|检察院|学校|医院|社区|咨询|办理|办公|受理|请[到您前携]|欢迎)"
    r"[^;\n]{0,30}(?:地址|地点|位于|前往|现场|设在|到)[^,。;\n]{0,20}$"
)
_AT_HOME = re.compile(r"(?:地址|住址)[:是为 ]")
_DATE = re.compile(
    r"[ ]?(?:开始|停[水电气]|晚上?|早上|上午|下午|中午|凌晨|之?前(?!面|门)|以前|至[0-9]|到[0-9])"
)
_LIVES = re.compile(r"(?:住|家|本人|我)[^,。;\n]{0,20}$")


def _private(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    before = source.folded[max(0, start - 24) : start]
    plain = match["value"].endswith("号") and "附" not in match["value"]
    if plain and _DATE.match(source.folded, end):
        return
    public = _OFFICE.match(source.folded, end) or (source.office and _given_out(before, source, start))
    if not public or _LIVES.search(before):
        yield start, end


def _given_out(before: str, source: Source, start: int) -> bool:
    """Whether an office tells where something is; 地址 by itself may head anybody's address."""
    if not _ADDRESS.search(before):
        return False
    return not _AT_HOME.search(before) or bool(_TOLD.search(source.folded, max(0, start - 60), start))


RECOGNIZER = Recognizer(
    name="road_number",
    kind="ADDRESS_DOOR",
    triggers=("号", "附"),
    patterns=(
        Pattern(_NUMBER, ("digits",), 0.85, _private),
        Pattern(_ATTACHED, ("digits",), 0.85),
    ),
    positives=(
        "家住汇金路【777号】",
        "新溉大道【18号】附近",
        "民主路【18号】",
        "中山路【88号附3号】",
        "解放街【12-3号】门面",
        "兴隆路【八十八号】，",
        "五一路【298号-7】",
        "松牌路【18附5号】",
        "学林雅园【附12号】",
        "来信收悉。地址：建设大道【272-2号】，",
        "位于人民路【209号】的门面",
    ),
    negatives=("公交3号线", "渝府发12号"),
    near_misses=(
        "民主路18号政务服务中心",
        "来信收悉。请到解放路20号咨询",
        "建设路2号线出口",
        "建新路18号开始施工",
        "来信收悉。请携带材料到政务大厅办理，地址：解放路20号",
        "来信收悉。请到区人社局咨询。地址：解放路20号",
    ),
)
