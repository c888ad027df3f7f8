"""Ages of persons, told by decades; limits in rules (年满60周岁, 18岁以下) stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_N = r"(?:[0-9]{1,3}+(?!十)|[0-9]?十[0-9]?|[0-9]?百0?[0-9]?十?[0-9]?)[多来几余]?"
_KIN = (
    r"(?:孩子|宝宝|婴儿|小孩|女儿|儿子|孙[子女]|外孙女?|娃儿?|双胞胎)(?:现在|目前|今年|也)?(?:[才刚仅已]"
    r"|只有|不到|刚满|快)?[有满]?"
)
_YEARS = re.compile(
    rf"(?P<value>(?:(?:虚|周|实)[ ]?(?:岁[ ]?)?)?(?:{_N}|半)[ ]?(?:个月|个半月)?[ ]?(?:周|虚"
    rf"|实)?[ ]{{0,2}}岁(?:多"
    rf"|半)?(?:零?{_N}个多?月)?)"
    rf"(?![以之]|及以|至|到|-|~|周岁)"
)
_RULE = re.compile(
    r"(?:满|未满|不满|超过|达到|至|到|[<>≥≤大小]于|低于|高于|以上|老年人|适龄|[0-9十至到\-~.、]|[、,和或]女"
    r"|(?<!,)男|为[男女])[ ]?$"
)
_REACHED = re.compile(rf"(?P<value>(?:现|已)?年满{_N}[ ]?岁)(?=了?[,。;、)])")
_RULED = re.compile(
    r"凡|须|应|必须|条件|规定|对象|公民|参保|申请|男|女[,:]?$|为$|是$|且$|或$|即$|:$"
    r"|[一二三四0-9]、$"
)
_OWN = re.compile(
    r"(?:我|本人|[父母][亲]|爸|妈|老人|他|她|孩子|老公|妻子|婆|爷|奶)(?:今年|现在|现|已经?|都|也|刚|才"
    r"|快)?年?[刚已]?满[ ]?$|刚满[ ]?$"
)
_BARE = re.compile(
    rf"(?:今年|现年|现在|都|已经|已|快|年龄[:是为 ]{{0,2}}|[男女],|虚[ ]?岁|周岁|实岁)[ ]?(?P<value>{_N}"
    rf"(?:出头"
    rf"|好几|高龄)?)(?=了?[,。;!?、\s)(]|了"
    r"|的[人老]|$)(?!年|月|、[0-9])"
)
_WORDY = re.compile(
    r"(?:今年|现年|我|人|已经?|都|快)(?P<value>[0-9]十(?:有[0-9]|出头|挂零|好几))|(?P<old>(?:虚岁|周岁"
    r"|实岁)[ ]?[0-9十百]{1,4})|(?P<high>[0-9十百]{1,4}高龄)"
)
_NEAR = re.compile(
    r"(?P<value>(?:年(?:近|过|逾)|快|近)?[0-9]{1,2}旬|年(?:近|过|逾)(?:[0-9百]{0,2}十[0-9]?"
    r"|[0-9]{2}|古稀|花甲|半百|百岁?))(?![0-9年月日%])"
)
_MONTHS = re.compile(
    rf"(?P<value>[0-9十半]{{1,3}}[多来几]?[ ]?个[多半]?月大)|"
    rf"(?P<small>[0-9十半]{{1,3}}[多来几]?个[多半]?月)(?=大?的?(?:宝宝|孩子|婴儿|小孩|娃|幼儿))|{_KIN}"
    rf"(?P<kin>[0-9十半]{{1,3}}[多来几]?[ ]?个[多半]?月大?)(?![前后内来工])"
)
_OF_KIN = re.compile(
    r"(?:母亲|父亲|[爸妈]{1,2}|爷爷|奶奶|外公|外婆|老伴|老人|婆婆|公公|岳父|岳母|丈夫|妻子|老公|老婆|儿子"
    r"|女儿)"
    r"(?:今年|已经?|都|快|也|现在){0,2}(?P<value>[2-9]十[0-9]?|[2-9][0-9])(?=了?[,。;!?]|了)"
)
_SAID = re.compile(r"十(?:有[0-9]|出头|挂零|好几)|[虚周实]岁|高龄")
_COUNTED = re.compile(r"个[多半]?月")
_ENDED = re.compile(r"[2-9](?:十[0-9]?|[0-9])[,。;!?了]")
_STANDING = re.compile(r"(?P<value>[2-9]十有[1-9])(?=[,。;!?了、])")
_BORN = re.compile(
    r"(?P<value>出生(?:不到|才|刚|仅)?[0-9十]{1,3}多?(?:个月|天|周)(?:大)?)(?!以?[内前后上下]|之)"
)


def _reached(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Somebody has reached an age: a rule says 年满 without anybody of whom it is said."""
    before = source.folded[max(0, match.start() - 14) : match.start()]
    if not _RULED.search(before):
        yield match.span("value")


def _personal(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    before = source.digits[max(0, start - 10) : start]
    if not _RULE.search(before) or _OWN.search(before):
        yield start, end


def _whichever(match: re.Match[str], _source: Source) -> Iterable[Place]:
    """The one of the named groups that stands."""
    if match.lastgroup:
        yield match.span(match.lastgroup)


RECOGNIZER = Recognizer(
    name="age",
    kind="BIRTH_OR_AGE",
    triggers=("岁", "十", "亲", "妈", "爸", "年", "龄", "月", "出生", "都", "已", "快", "旬", "男", "女"),
    patterns=(
        Pattern(_YEARS, ("digits",), 0.9, _personal, near=re.compile("岁")),
        Pattern(_REACHED, ("digits",), 0.7, _reached, needs=("年满",)),
        Pattern(_BARE, ("digits",), 0.6, _personal),
        Pattern(_WORDY, ("digits",), 0.7, _whichever, near=_SAID),
        Pattern(_OF_KIN, ("digits",), 0.75, near=_ENDED),
        Pattern(_STANDING, ("digits",), 0.75, near=_SAID),
        Pattern(_NEAR, ("digits",), 0.7, needs=("年近", "年过", "年逾", "旬")),
        Pattern(_MONTHS, ("digits",), 0.8, _whichever, near=_COUNTED),
        Pattern(_BORN, ("digits",), 0.8, needs=("出生",)),
    ),
    positives=(
        "我今年【35岁】",
        "家里有【80多岁】的老人",
        "【七十多岁】了",
        "年龄：【62】，",
        "母亲今年【60多】了",
        "【6个月】的宝宝",
        "小孩【出生不到2个月】,",
        "妻子【年近90】，",
        "【年近八旬】的老人",
        "今年【虚岁六十八】，",
        "宝宝才【3个月大】",
        "女儿【4岁半】",
        "我【年满62岁】，",
        "妹夫刚满【66岁】，",
        "我姐姐天宇【年满16岁】，在读",
        "我今年【六十出头】",
        "老父亲【八十有二】，",
        "我母亲【八十三】，",
        "老母亲【85高龄】",
        "（女，【54】，",
        "孩子才【5个月】，",
    ),
    negatives=("过了35天", "35个人"),
    near_misses=(
        "年满60周岁的老人",
        "申请人须年满18岁，身体健康",
        "18岁以下免费",
        "60岁及以上",
        "6-12岁儿童",
        "今年3月",
        "已3年了",
        "出生28天以内参保",
        "男60周岁、女55周岁",
        "3个月前",
        "上旬、中旬",
        "孩子3个月内入户",
    ),
)
