"""Private landlines. A line that an office gives for enquiries stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import TITLES, choice
from publish.anonymise.shapes import OVER

_S = r"[ \-_/.·]{0,3}\n?[ ]{0,2}"
_CITY = rf"(?:1{_S}0|2{_S}[0-9]|[3-9](?:{_S}[0-9]){{2}})"
_CODE = rf"(?:\((?:\+|00)86\)|(?:\+|00)86){_S}"
_AREA = rf"(?:{_CODE}\(?0?{_CITY}\)?|[(\[]0{_S}{_CITY}[)\]]|0{_S}{_CITY})[ \-~_/.]{{0,3}}\n?[ ]{{0,2}}"
_LOCAL = rf"[2-8](?:{_S}[0-9]){{6,7}}"
_TAIL = r"(?:[ ]?[(,]?(?:转|分机|-|[Ee]xt\.?)(?:分机)?[号: ]{0,2}[0-9]{1,5}\)?)?" + OVER
_LABELS = re.compile(
    r"(?:电话|座机|固话|宅电|致电|联系方式|传真|[Tt][Ee][Ll]|家里电话|家电|号码)(?:号码|号|是|为|:|\(|\"|“"
    r"|[ \t]){0,4}\n?[ ]{0,4}$"
)
_OFFICE_LINE = re.compile(
    r"(?:咨询|举报|监督|服务|投诉|热线|值班|维修|客服|抢修|报修|受理|预约|公开|报警|管家"
    r"|办公)[^,。;\n]{0,4}(?:电话|热线|号码)?[^,。;\n]{0,3}$"
    r"|(?:承办|经办|责任|包案)人?[^。\n]{0,12}电话[^,。;\n0-9]{0,3}$"
    r"|(?:局|委|办公室|[一-鿿]{2}办|供销社|信用社|报社|厅|中心|所|站|街道|镇|乡|[大支总中]队|政府|社区|居委会|村委会|公司|物业"
    r"|医院|学校|院|处|科"
    r"|(?<![0-9])室)"
    r"[^,。;\n的]{0,4}(?:电话|[:(,])[^,。;\n0-9]{0,4}$"
)
_PRIVATE = re.compile(
    r"(?:本人|户主|失主|业主|法定代表人|报案人|来访人|反映人|诉求人|举报人|我(?![们局委办中街镇乡])的?|您"
    r"|其|来电人|联系人[^。\n]{1,8}|投诉人|申请人|家里|家庭|座机|固话"
    r"|宅电)[^,。;\n]{0,6}$"
    r"|(?:来电人|投诉人|举报人|反映人|诉求人|申请人|来访人|失主|户主|业主|代表人|法人)[^。;\n]{1,16}$"
    r"|您\([^)。\n]{1,14}$"
)
_MY_LOCAL = re.compile(
    rf"(?<![0-9\-])(?P<value>{_LOCAL}{_TAIL})(?=[ ,]?[可以就能]{{0,3}}(?:找|联系|与我|和我|跟我))"
)
_TITLED = choice(TITLES)
_CALLED = re.compile(
    rf"(?P<name>[一-鿿][一-鿿 ]{{1,6}}?){_TITLED}?[ ]?[,(:]?[ ]?"
    r"(?:联系|家庭|家里)?(?:电话|座机|号码)?[^,。;\n一-鿿]{0,3}$"
)
_TITLED_END = re.compile(rf"{_TITLED}[ ]?[,(:]{{0,2}}(?:联系|家庭)?(?:电话|座机)?[:是为(]{{0,2}}$")
_ASKED = re.compile(
    r"(?:联系|承办|经办|负责|工作|值班|接待|咨询|对接|责任)(?:人员?|同志|民警)|民警|科长"
    r"|主任|书记"
)
_GIVEN_OUT = re.compile(r"(?:致电|拨打|咨询|联系|电话|热线|[0-9]、)[^,。;\n]{0,6}$")
_ASKS = re.compile(r"(?:致电|拨打|咨询|热线)[^,。;\n]{0,6}$")
_DESK = re.compile(
    r"[局委科所站处厅队]|中心|街道|[镇乡]|社区|办公|[一-鿿]办(?![的理了过手])|疑问|联系|咨询|承办|经办|负责|公司|物业|[0-9]、"
)
_CITIZEN = re.compile(
    r"我[家叫]|我是|本人|我们[小村家]|我[的]?(?:老公|老婆|丈夫|妻子|儿子|女儿|父亲|母亲|爸|妈|孩子)"
)
"""Words of somebody who writes to an office, not of the office."""
_MINE = re.compile(
    r"[ ,]?(?:可以|就能|就可以?|能|可)?(?:找到?|联系|与|和|跟)(?:我(?![们局委办中街镇乡院公])|本人)"
)
_GROUP = re.compile(r"[0-9]+")
_ASKING = re.compile(r"[ ]?(?:查询|咨询|了解|报修|预约|投诉|举报)")
_RING = re.compile(r"(?:拨打|致电)(?:了|电话)?[^,。;\n]{0,4}$")
_ITS_LINE = re.compile(
    r"(?:[局委办厅中心所站处]|街道|政府|社区)(?:的|公布的)?(?:咨询|举报|监督|服务|投诉|值班|办公|受理)(?:电话|热线)[^,。;\n]{0,3}$"
)
"""An office's own line, whoever was named before it."""
_CALLED_UP = re.compile(
    r"(?:[已经曾又]|再次|多次|工作人员|我[局委办站中镇街])[^,。;\n请可]{0,8}(?:联系|致电|回访|沟通)了?[ ]?\($"
)
"""An office rang somebody, whose number follows in brackets."""
_AMOUNT = re.compile(r"[ ]?[元万吨户块]|[年月]")


def _private(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    before = source.folded[max(0, start - 16) : start]
    if not _one_number(match["value"]) or _AMOUNT.match(source.folded, end):
        return
    if _ITS_LINE.search(before) or (_ASKING.match(source.folded, end) and _RING.search(before)):
        return
    if (
        _MINE.match(source.folded, end)
        or _PRIVATE.search(before)
        or _of_a_person(before)
        or not _public(before, source)
    ):
        yield start, end


def _one_number(written: str) -> bool:
    """Five groups at most, or digits one by one."""
    groups = _GROUP.findall(written)
    return len(groups) <= 5 or sum(len(group) == 1 for group in groups) >= 7


def _of_a_person(before: str) -> bool:
    """Whether somebody's name stands before it, of whom the text does not say that they may be asked."""
    called = _CALLED.search(before)
    if _ASKED.search(before):
        return False
    if _TITLED_END.search(before):
        return True
    return called is not None and any(
        names.likely(called["name"].replace(" ", "")[-size:]) for size in (2, 3, 4)
    )


def _public(before: str, source: Source) -> bool:
    """Whether what stands before a number says that an office gives it out."""
    if _CALLED_UP.search(before):
        return False
    if _OFFICE_LINE.search(before) or before.endswith("联系我们"):
        return True
    if not source.office or not _GIVEN_OUT.search(before):
        return False
    return bool(_ASKS.search(before) or (_DESK.search(before) and not _CITIZEN.search(source.folded)))


RECOGNIZER = Recognizer(
    name="landline",
    kind="PHONE",
    numeric=True,
    patterns=(
        Pattern(
            re.compile(rf"(?<![0-9])(?P<value>{_AREA}{_LOCAL}{_TAIL})"), ("folded", "digits"), 0.9, _private
        ),
        Pattern(
            re.compile(rf"(?P<value>{_LOCAL}{_TAIL})"), ("folded", "digits"), 0.85, _private, before=_LABELS
        ),
        Pattern(_MY_LOCAL, ("folded", "digits"), 0.85, _private, needs=("我", "本人")),
    ),
    positives=(
        "您（霍娜奇，电话【010-63909339】）反映的问题",
        "来信收悉。经电话联系于茂师傅（【0571-23747424】），",
        "来信收悉。经电话联系海洋阿姨（【02388611236】），",
        "来信收悉。其法定代表人古丽，联系电话【0851-23244794】，",
        "家里座机【023-67891234】",
        "我的电话【02367891234】",
        "电话：【(023)67891234】",
        "电话【0835-2612345】,白天打",
        "电话【67891234】",
        "本人联系电话【023 6789 1234】",
        "家里电话【〇二三六七八九一二三四】",
        "宅电【+86-23-67891234】",
        "我家座机【023-67891234转分机801】",
        "固定电话【6789 1234】",
        "座机【0 2 3 6 7 8 9 1 2 3 4】",
        "可拨打【023-67891234】找我",
        "可拨打【67891234】联系我。",
        "本人联系方式：【028-21594739】2019年8月",
        "感谢您的关注，去办的手续，电话【０７３１２４５２６７５６】。",
        "感谢您的关注，我家住2705室，电话【07725723699】。",
        "本人联系方式：【47817344】2.该道",
        "来信收悉。我局已电话联系（【02388611236】），",
        "来信收悉。王小明（【02388611236】）反映",
    ),
    negatives=("请拨打12345", "面积67891234平方米", "编号67891234"),
    near_misses=(
        "咨询电话：023-67891234",
        "举报电话023-67891234",
        "来信收悉。如有疑问请致电023-67891234",
        "区住建委（电话：023-67891234）",
        "热线400-678-9123",
        "承办人：刘子涵，联系电话：67891234。",
        "电话费20220728元",
        "请拨打023-67891234联系我局",
        "拨打67891234找物业",
        "诉求人王小明，区住建委咨询电话023-67891234",
        "进度可以拨打023-67891234查询",
    ),
)
