"""Ages of persons, told by decades; limits in rules (年满60周岁, 18岁以下) stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_N = r"(?:[0-9]{1,3}+(?!十)|[0-9]?十[0-9]?|[0-9]?百[0-9]?)[多来几余]?"
_YEARS = re.compile(rf"(?P<value>{_N}[ ]?(?:个月|个半月)?(?:周)?岁(?:多|半)?)(?![以之]|及以|至|到|-|~|周岁)")
_RULE = re.compile(
    r"(?:满|未满|不满|超过|达到|至|到|[<>≥≤大小]于|低于|高于|以上|老年人|适龄|[0-9十至到\-~.])[ ]?$"
)
_BARE = re.compile(
    rf"(?:今年|现年|现在|都|已经|已|快|年龄[:是为 ]{{0,2}})(?P<value>{_N})(?=了?[,。;!?、\s)]|了"
    rf"|的[人老])(?!年|月)"
)
_NEAR = re.compile(r"(?P<value>年(?:近|过|逾)[0-9十百]{1,3}旬?)(?![0-9年月日%])")
_MONTHS = re.compile(
    r"(?P<value>[0-9十半]{1,3}[多来几]?个[多半]?月)(?=大?的?(?:宝宝|孩子|婴儿|小孩|娃|幼儿))"
)
_BORN = re.compile(
    r"(?P<value>出生(?:不到|才|刚|仅)?[0-9十]{1,3}多?(?:个月|天|周)(?:大)?)(?!以?[内前后上下]|之)"
)


def _personal(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    if not _RULE.search(source.digits, max(0, start - 6), start):
        yield start, end


RECOGNIZER = Recognizer(
    name="age",
    kind="BIRTH_OR_AGE",
    triggers=("岁", "年", "龄", "月", "出生", "都", "已", "快"),
    patterns=(
        Pattern(_YEARS, ("digits",), 0.9, _personal, needs=("岁",)),
        Pattern(_BARE, ("digits",), 0.6, _personal),
        Pattern(_NEAR, ("digits",), 0.7, needs=("年近", "年过", "年逾")),
        Pattern(_MONTHS, ("digits",), 0.8, needs=("月大", "月的", "月宝", "月婴", "月幼")),
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
    ),
    negatives=("过了35天", "35个人"),
    near_misses=(
        "年满60周岁的老人",
        "18岁以下免费",
        "60岁及以上",
        "6-12岁儿童",
        "今年3月",
        "已3年了",
        "出生28天以内参保",
    ),
)
