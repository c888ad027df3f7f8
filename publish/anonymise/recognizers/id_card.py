"""Citizens' numbers, also mistyped. The check digit tells confidence and gates nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source, label
from publish.anonymise.shapes import GLUED, own_end
from publish.text import fold

_GAP = r"[ \n\-·._]{0,4}"
_X = "[Xx×хХ✕✖╳叉]"
_DATE = (
    rf"(?:1{_GAP}[89]|2{_GAP}0)(?:{_GAP}[0-9]){{2}}{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}[0-3]{_GAP}[0-9]"
)
_WHOLE = re.compile(
    rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}[0-9]){{5}}{_GAP}{_DATE}(?:{_GAP}[0-9]){{1,4}}(?:{_GAP}(?:[0-9]"
    rf"|{_X}))?[0-9]?(?:(?![0-9*])|{GLUED})"
)
_OLD = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9A-Za-z])"
)
_OLD_APART = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}[ \-][0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][ \-][0-9]{3}(?![0-9A-Za-z])"
)
_LABELLED = re.compile(rf"[0-9](?:{_GAP}[0-9]){{11,20}}(?:{_GAP}{_X})?(?![0-9*])")
_LABELS = label("身份证件?|证件|身份证?号码?|身份信息|公民身份")
_ENDING = re.compile(r"(?:身份证|证件)[^,。\n]{0,4}(?:尾号|后[四六46]位|末[四六]位)[是为: ]{0,2}$")
_TAIL = re.compile(r"(?<![0-9])(?:[0-9]{6}|[0-9]{4}|[0-9]{3}|[0-9]{5})(?:(?<=[0-9]{3})[Xx])?(?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def checked(written: str) -> float:
    """Confidence by the check digit of GB 11643."""
    number = fold.bare(written)
    if not re.fullmatch(r"[0-9]{17}[0-9x]", number):
        return 0.9
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return 0.99 if "10x98765432"[total % 11] == number[17] else 0.93


_GROUP = re.compile(r"[0-9]+")


def _grouped(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Seven groups at most, or digits one by one: a row of bus lines is none."""
    groups = [len(group) for group in _GROUP.findall(match[0])]
    if len(groups) <= 7 or groups.count(1) >= 14:
        yield match.start(), own_end(source, match.start(), match.end())


_TYPED = re.compile(r"[1-8](?<![0-9A-Za-z].)[0-9OoIl]{16}[0-9XxOoIl](?![0-9A-Za-z])")


def _typed(match: re.Match[str], _source: Source) -> Iterable[Place]:
    """Letters for 0 and 1 among fourteen digits or more."""
    if sum(char.isdigit() for char in match[0]) >= 14:
        yield match.span()


RECOGNIZER = Recognizer(
    name="id_card",
    kind="ID_NUMBER",
    numeric=True,
    patterns=(
        Pattern(_WHOLE, ("folded", "digits"), refine=_grouped, rate=checked),
        Pattern(_OLD, ("folded", "digits"), 0.7),
        Pattern(_TYPED, ("folded",), 0.85, _typed),
        Pattern(_OLD_APART, ("folded",), 0.7),
        Pattern(_LABELLED, ("folded", "digits"), refine=_grouped, rate=checked, before=_LABELS),
        Pattern(_TAIL, ("folded", "digits"), 0.85, before=_ENDING),
    ),
    positives=(
        "身份证号【500101198503121234】",
        "身份证【50010119850312123X】。",
        "身份证：【500101 19850312 1234】",
        "身份证号码【５００１０１１９８５０３１２１２３ｘ】",
        "本人【50010119850312123】办理",
        "证件号【5001011985031212345】",
        "身份证【500101198\n503121234】",
        "老证【500101850312123】",
        "身份证号是【5001019850312123】",
        "身份证【50010119850312123×】",
        "身份证【五洞洞幺洞幺幺勾八五洞三幺两幺两三四】",
        "身份证尾号【1234】",
        "身份证【5001O1198503l21234】",
        "身份证后六位【121234】",
        "身份证【500101198503121234】2018年9月",
        "2、身份证号：【500101198503121234】 3、银行卡号",
    ),
    negatives=("统一按500101号文件执行", "面积5001平方米"),
    near_misses=(
        "电话02367891234",
        "500101是区划代码",
        "工单20220728000123",
        "乘坐808、809、202、206、208、210路",
    ),
)
