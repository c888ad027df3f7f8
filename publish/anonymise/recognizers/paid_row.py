"""A row of people and what each is owed or paid: 张伟5000元，游明599元，方本3000元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import GIVEN, HAN

_ITEM = (
    rf"{HAN}{{2,4}}?[ :]?(?:人民币|每月|[0-9]{{1,3}}[次天个][ ]?|共[计有]?|合计|￥|¥){{0,3}}"
    r"[￥¥]?[0-9][0-9,.]{0,14}(?:[十百千万亿多]{0,3}(?:元|块钱?|人民币)(?:/[天月次])?)?"
)
_MONEY = re.compile("[元块]")
_SIGN = (
    r"[0-9][^一-鿿]{0,3}[十百千万亿多元块钱人民币天月次/]*"
    r"[,、; \n]{1,3}[一-鿿㐀-䶿]{2,4}[ :]?[人每共合￥¥0-9]"
)
_ROW = re.compile(rf"{_ITEM}(?:[,、; \n]{{1,3}}{_ITEM}){{1,20}}")
_FIRST = re.compile(rf"(?:^|[,、; \n])({HAN}{{2,4}}?)(?=[ :]?(?:人民币|每月|共|合计|￥|¥|[0-9]))")


def _owed(match: re.Match[str], _source: Source) -> Iterable[Place]:
    """All that may be names, where two thirds may be and one is beyond doubt."""
    found = list(_FIRST.finditer(match[0]))
    runs = [one[1] for one in found]
    fit = [name_forms.surnamed(run) and not name_forms.nobody(run) and _given(run) for run in runs]
    sure = any(names.sure(run) or (names.likely(run) and run not in name_forms.ORDINARY) for run in runs)
    if sure and sum(fit) >= 2 and sum(fit) * 3 >= len(runs) * 2:
        for one, fits in zip(found, fit, strict=True):
            if fits:
                yield match.start() + one.start(1), match.start() + one.end(1)


def _given(run: str) -> bool:
    return set(run[1:]) <= GIVEN and not names.place(run, len(run))


RECOGNIZER = Recognizer(
    name="paid_row",
    kind="PERSON",
    patterns=(Pattern(_ROW, score=0.75, refine=_owed, near=_MONEY, sign=_SIGN),),
    positives=(
        "【张小伟】5000元，【游明】599万元，【方本】人民币3000元，共三人",
        "【凌晨】10次共￥1432元、【朱嫣友】3次共200元",
    ),
    negatives=("水费50元，电费30元", "物业费120元，停车费300元"),
    near_misses=(
        "房租1000元，押金500元，水电200元",
        "单价100元，总价200元",
        "周一10元，周二20元",
        "张小伟 138 白鹤路26号",
    ),
)
