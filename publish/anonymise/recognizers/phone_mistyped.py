"""Mobile numbers a digit short or long, or with letters for 0 and 1: told by the label before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_LABELS = re.compile(
    r"(?:电话|手机|手机号码?|号码|联系方式|[Tt][Ee][Ll]|致电|来电|打给?我|联系我|联系|回电|有事打|拨打?|微信同号|☎|短信)"
    r"(?:号码|号|是|为|:|\(|\.|\"|“|[ \t]){0,4}\n?[ ]{0,4}$"
)
_GAP = r"[ \-·._\n]{0,3}"
_SHORT = re.compile(rf"1{_GAP}[3-9](?:{_GAP}[0-9]){{6,13}}(?![0-9])")
_SIGN = "[0-9OoIl]"
_BESIDE = re.compile(
    r"(?:联系|投诉|反映|举报|申请|上访|来信|求助)人[: ]{0,2}[一-鿿·]{2,8}[ ,:(]{1,2}"
    r"(?P<value>1[3-9][0-9]{8}(?:[0-9]{2})?)(?![0-9])"
)
_LETTERED = re.compile(rf"[1Il](?<![0-9A-Za-z].){_GAP}[3-9](?:{_GAP}{_SIGN}){{9}}(?![0-9A-Za-z])")
_GROUP = re.compile(r"[0-9]+")
_ASIDE = re.compile(r"[一-鿿]\((?P<value>1[3-9][0-9]{8}(?:[0-9]{2})?)\)")  # a name and (1381234567)
_BARE = re.compile(
    r"1(?<![0-9A-Za-z.\-_/]1)[3-9](?:[0-9]{10}|[0-9]{8})"
    r"(?:(?![0-9A-Za-z*×%])(?![.\-_/:][0-9A-Za-z])|(?=[0-9]{1,2}[、)])|(?=(?:19|20)[0-9]{2}[ ]?年))"
)
_CODED = re.compile(r"(?:\+|00)86[ \-]{0,2}1[3-9](?:[0-9]{10}|[0-9]{8})(?![0-9])")
_NUMBERED = re.compile(
    r"(?:编号|代码|编码|码段|号段|项目|文号|许可证?|备案|区划|邮编|共|共计|达|约|近|超|过|增至|到|总计|合计|投资|投入|金额"
    r"|资金|价款?|款|收入|产值|面积|人口|[¥￥$第])[号:是为了 ]{0,3}$"
)
_COUNTED = re.compile(r"[ ]?(?:元|万|亿|块|股|份|吨|户|人|平|米|公里|件|头|只|斤|克|立方|千瓦|度|美)")
_NO_NUMBER = re.compile(r"[ ]?(?:元|万|块|号[文楼线]|分钟|小时|个|次|年|月|日)")


def _mistyped(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Five groups at most; an amount or a date is none."""
    groups = _GROUP.findall(match[0])
    if (len(groups) <= 5 or len(max(groups, key=len)) == 1) and not _NO_NUMBER.match(
        source.folded, match.end()
    ):
        yield match.span()


def _bare(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Ten or twelve digits by themselves that begin as a mobile number does: no amount and no code."""
    start, end = match.span()
    if match[0].endswith("000") or _COUNTED.match(source.folded, end) or _NO_NUMBER.match(source.folded, end):
        return
    if not _NUMBERED.search(source.folded, max(0, start - 10), start):
        yield start, end


def _lettered(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if sum(char.isdigit() for char in match[0]) >= 5:
        yield match.span()


RECOGNIZER = Recognizer(
    name="phone_mistyped",
    kind="PHONE",
    patterns=(
        Pattern(_SHORT, ("folded", "digits"), 0.85, _mistyped, before=_LABELS),
        Pattern(_BESIDE, ("folded",), 0.85, needs=("人",)),
        Pattern(_ASIDE, ("folded",), 0.8, sign=r"\(1[3-9][0-9]{8}"),
        Pattern(_CODED, ("folded",), 0.85, needs=("+86", "0086")),
        Pattern(_BARE, ("folded",), 0.7, _bare),
        Pattern(_LETTERED, ("folded",), 0.85, _lettered),
    ),
    positives=(
        "电话：【1381234567】",
        "手机号【138123456789】",
        "联系方式:【138 1234 567】，尽快回复",
        "我的号码是【1381234567】。",
        "手机：【l38O0l38OO1】",
        "电话【153 6294 6715 8】",
        "联系人：王小明，【1381234567】",
        "房东王小明（【1381234567】）不退押金",
        "有事打【138123456789】",
        "王小明  【1381234567】",
        "|【138123456789】|",
        "电话/微信：【1381234567】2018年6月",
        "【+86138123456789】，经过",
        "|1，【138123456789】目前",
    ),
    negatives=("电话：12345", "电话打了138次"),
    near_misses=(
        "投诉电话：12315",
        "服务电话4001234567",
        "手机1399元",
        "拨款1400000000元",
        "投资（1350000000元）",
        "合同（1400000000股）",
        "电话打了1380000000元",
        "共计1381234567元",
        "项目编号1381234567",
        "投资额达1381234567",
    ),
)
