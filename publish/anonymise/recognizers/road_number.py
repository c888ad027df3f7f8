"""House numbers on a road; an office's own address stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_NUMBER = re.compile(
    r"(?:路|街|大道|巷|弄|胡同|支路|[一-鿿]段|大街|正街|老街|里|桥|坡|坎|沟|湾"
    r"|坪)(?P<value>附?[0-9]{1,5}(?:-[0-9]{1,4})?[ ]?号(?:附[0-9]{1,4}号|之[0-9]{1,3})?)"
    r"(?!线|楼|公路|文|令|出口|站|院|大院|机组|门(?!面|牌|市))"
)
_OFFICE = re.compile(
    r"[^,。;\n]{0,14}(?:中心|大厅|局|政府|办公|窗口|派出所|街道|营业厅|法院|检察院|医院|学校|大厦|广场|委|所|站|支队|大队|档案馆|图书馆|公园)"
)
_ADDRESS = re.compile(r"(?:地址|地点|位于|前往|现场|设在|到)[^。\n]{0,20}$")


def _private(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    public = _OFFICE.match(source.folded, end)
    given_out = source.office and _ADDRESS.search(source.folded[max(0, start - 24) : start])
    if not public and not given_out:
        yield start, end


RECOGNIZER = Recognizer(
    name="road_number",
    kind="ADDRESS_DOOR",
    triggers=("号",),
    patterns=(Pattern(_NUMBER, ("digits",), 0.85, _private),),
    positives=(
        "家住汇金路【777号】",
        "新溉大道【18号】附近",
        "民主路【18号】",
        "中山路【88号附3号】",
        "解放街【12-3号】门面",
    ),
    negatives=("公交3号线", "渝府发12号"),
    near_misses=("民主路18号政务服务中心", "来信收悉。请到解放路20号咨询", "建设路2号线出口"),
)
