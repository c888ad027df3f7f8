"""Birth dates: told by what stands beside them; other dates stay."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer

_DATE = (
    r"(?:(?:19|20)?[0-9]{2}[ ]?年[ ]?[0-9十]{1,3}[ ]?月(?:[ ]?[0-9十]{1,3}[ ]?[日号]?)?"
    r"|(?:19|20)[0-9]{2}[ ]?[\-./][ ]?[0-9]{1,2}(?:[ ]?[\-./][ ]?[0-9]{1,2})?|(?:19|20)[0-9]{6}"
    r"|(?:19|20)?[0-9]{2}年|(?:19|20)[0-9]{2})"
)
_BEFORE = (
    r"(?:出生日期|出生年月日?|出生时间|出生于|生于|生日|出生|生辰|诞辰)(?:是|为|在|:|农历|阴历"
    r"|公历|\(| ){0,3}"
)

RECOGNIZER = Recognizer(
    name="birth_date",
    kind="BIRTH_OR_AGE",
    triggers=("生", "诞辰"),
    patterns=(
        Pattern(re.compile(rf"{_BEFORE}(?P<value>{_DATE})(?![0-9])"), ("digits",), 0.95),
        Pattern(
            re.compile(
                rf"(?<![0-9])(?P<value>{_DATE})(?=(?:的)?(?:出生|生人|生(?![产效活意育态长日成命病鲜源涯])))"
            ),
            ("digits",),
            0.9,
        ),
    ),
    positives=(
        "出生日期：【1985年3月12日】",
        "本人生于【1985.3.12】",
        "【85年3月】出生",
        "【一九八五年三月十二日】出生",
        "出生年月【1985-03】",
        "我是【1985年】生人",
        "生日【19850312】",
        "孩子【2019年5月6日】生的",
    ),
    negatives=("2021年3月12日提交", "新生入学2021年9月"),
    near_misses=("2021年3月1日生效", "2021年生产的", "2020年发生", "2022年生活补助"),
)
