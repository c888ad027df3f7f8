"""Bank cards and accounts; Luhn's digit tells confidence and gates nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source, label
from publish.anonymise.shapes import GLUED, own_end
from publish.text import fold

_GAP = r"[ \n\-·]{0,3}"
_CARD = re.compile(rf"(?<![0-9A-Za-z])[3-69](?:{_GAP}[0-9]){{15,18}}(?:(?![0-9A-Za-z])|{GLUED})")
_QUARTERS = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{3}(?:[ \-·.][0-9]{4}){3}(?:[ \-·.][0-9]{1,3})?(?![0-9])")
_DOTTED = re.compile(r"(?<![0-9A-Za-z.])[1-9](?:[.·_][0-9]){14,18}(?![0-9])")
_LABELLED = re.compile(rf"[0-9](?:{_GAP}[0-9]){{7,24}}(?:(?![0-9*])|{GLUED})")
_LABELS = label(
    "银行卡|卡号|银行账[号户]|账[号户]|帐[号户]|收款账[号户]|存折|社保卡|[农工建中交招邮]行卡?|借记卡|信用卡|工资卡|储蓄卡|惠农卡|理财卡"
)
_TAIL = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_ENDING = re.compile(r"(?:卡|账[号户]|帐[号户])[^,。\n]{0,4}(?:尾号|后四位)[是为: ]{0,2}$")


def checked(written: str) -> float:
    """Confidence by Luhn's check digit."""
    number = [int(char) for char in fold.bare(written) if char.isdigit()][::-1]
    total = sum(digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(number))
    return 0.97 if len(number) >= 15 and total % 10 == 0 else 0.85


_ENDS_IN = re.compile(
    r"(?:尾号|后四位|末四位)(?:是|为|:| ){0,2}(?P<value>[0-9]{4})(?=[)]?[ ]?的?[一-鿿]{0,5}(?:卡|账[户号]"
    r"|帐[户号]|存折))"
)


def _undated(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Without the year of a date that begins right behind it."""
    yield match.start(), own_end(source, match.start(), match.end())


def _no_years(match: re.Match[str], _source: Source) -> Iterable[Place]:
    """2011-2012-2013-2014 is none."""
    if any(group[:2] not in ("19", "20") for group in re.findall("[0-9]{4}", match[0])):
        yield match.span()


RECOGNIZER = Recognizer(
    name="bank_card",
    kind="BANK_CARD",
    numeric=True,
    patterns=(
        Pattern(_CARD, ("folded", "digits"), refine=_undated, rate=checked),
        Pattern(_QUARTERS, ("folded", "digits"), refine=_no_years, rate=checked),
        Pattern(_DOTTED, ("folded", "digits"), rate=checked),
        Pattern(_LABELLED, ("folded", "digits"), refine=_undated, rate=checked, before=_LABELS),
        Pattern(_TAIL, ("folded", "digits"), 0.8, before=_ENDING),
        Pattern(_ENDS_IN, ("folded", "digits"), 0.8),
    ),
    positives=(
        "卡号【6222021234567890123】",
        "转到【9558-8085-1058-0789-048】，",
        "转到【6.2.2.6.2.2.1.8.1.3.5.5.5.0.1.5】，",
        "【6217 0012 3456 7890 123】工行",
        "银行账号：【123456789012】",
        "建行卡【6227-0012-3456-7890】",
        "我的银行卡尾号【1234】",
        "尾号为【1234】的工商银行卡",
        "账户【６２２２０２１２３４５６７８９０】",
        "打到李志强的卡【95588 07125 78602 5377】，2月",
        "账户：【6230586857551411349】2019年5月",
    ),
    negatives=("户号12345", "打了3次电话"),
    near_misses=("信用卡中心95588", "账户余额123元", "卡号已丢失", "2011-2012-2013-2014"),
)
