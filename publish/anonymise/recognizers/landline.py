"""Private landlines. A line that an office gives for enquiries stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source, label

_AREA = r"\(?0(?:10|2[0-9]|[3-9][0-9]{2})[ \-)]{0,3}"
_LOCAL = r"[2-8][0-9]{2,3}[ \-]?[0-9]{4}"
_TAIL = r"(?:(?:转|-)[0-9]{1,5})?(?![0-9])"
_OFFICE_LINE = re.compile(
    r"(?:咨询|举报|监督|服务|投诉|热线|值班|维修|客服|抢修|报修|受理|预约|公开|报警|管家)[^,。;\n]{0,4}(?:电话|热线|号码)?[^,。;\n]{0,3}$"
    r"|(?:局|委|办|厅|中心|所|站|街道|镇|乡|大队|支队|政府|社区|居委会|村委会|公司|物业|医院|学校|院|处|科|室)"
    r"[^,。;\n]{0,4}(?:电话|[:(,])[^,。;\n0-9]{0,4}$"
)
_PRIVATE = re.compile(
    r"(?:本人|我(?![们局委办中街镇乡])的?|您|其|来电人|联系人[^。\n]{1,8}|投诉人|申请人|家里|座机|固话)[^,。;\n]{0,6}$"
)
_GIVEN_OUT = re.compile(r"(?:致电|拨打|咨询|联系|电话|热线|[0-9]、)[^,。;\n]{0,6}$")


def _private(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    before = source.folded[max(0, start - 16) : start]
    if _PRIVATE.search(before) or not _public(before, source):
        yield start, end


def _public(before: str, source: Source) -> bool:
    """Whether what stands before a number says that an office gives it out."""
    if _OFFICE_LINE.search(before) or before.endswith("联系我们"):
        return True
    return source.office and bool(_GIVEN_OUT.search(before))


RECOGNIZER = Recognizer(
    name="landline",
    kind="PHONE",
    numeric=True,
    patterns=(
        Pattern(
            re.compile(rf"(?<![0-9])(?P<value>{_AREA}{_LOCAL}{_TAIL})"), ("folded", "digits"), 0.9, _private
        ),
        Pattern(
            re.compile(rf"(?P<value>{_LOCAL}{_TAIL})"),
            ("folded", "digits"),
            0.85,
            _private,
            before=label("电话|座机|固话|致电|联系方式|家里电话"),
        ),
    ),
    positives=(
        "家里座机【023-67891234】",
        "我的电话【02367891234】",
        "电话：【(023)67891234】",
        "电话【0835-2612345】,白天打",
        "电话【67891234】",
        "本人联系电话【023 6789 1234】",
        "家里电话【〇二三六七八九一二三四】",
    ),
    negatives=("请拨打12345", "面积67891234平方米", "编号67891234"),
    near_misses=(
        "咨询电话：023-67891234",
        "举报电话023-67891234",
        "来信收悉。如有疑问请致电023-67891234",
        "区住建委（电话：023-67891234）",
        "热线400-678-9123",
        "电话费20220728元",
    ),
)
