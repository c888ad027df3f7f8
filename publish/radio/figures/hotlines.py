"""Short numbers everybody knows: 12345, 110, 95598; counted where a measure follows."""

from __future__ import annotations

import re

from publish.radio.figures.base import COUNTED, WORDS, rule
from publish.radio.figures.numerals import dialled

KIND, RANK = "hotlines", 25

_ALONE = rf"(?![\d.%余多几来至到~～—-]|{COUNTED}(?!警))"
_KNOWN = "|".join(WORDS.hotlines)
_SHORT = "1(?:10|14|19|20|22)"
_DIALS = (
    "(?:拨打?(?:了|过)?|打(?:了|过|给)?|打通|致电|呼叫|热线|电话|客服|查询|拨通|号码)"
    r"(?:号码|号)?(?:还?[是为]|[:：，])?\s?"
)
_SERVES = (
    r"(?:[^\d，。；、]{0,4}(?:热线|报警|举报电话|急救|指挥中心|客服|接警|出警)|民警|消防|救护车|网站|平台)"
)


RULES = (
    rule(
        rf"{_DIALS}(?P<n>\d{{3,6}}(?:[、和或]\d{{3,6}})*){_ALONE}",
        lambda m: re.sub(r"\d+", lambda one: dialled(one[0]), m["n"]),
    ),
    rule(rf"(?<![\d.])(?:{_KNOWN}){_ALONE}", lambda m: dialled(m[0])),
    rule(rf"(?<!\d)(?:{_SHORT}|\d{{4,6}})(?={_SERVES})", lambda m: dialled(m[0])),
    rule(r"(?<![\d.])9[56]\d{3}(?=客服|[，。；！？”、]|$)", lambda m: dialled(m[0])),
)

EXAMPLES = """
拨打12345 → 拨打幺二三四五
打110、119都可以 → 打幺幺零、幺幺九都可以
12345户 → 一万二千三百四十五户
120辆车 → 一百二十辆车
119个 → 一百一十九个
95598客服 → 九五五九八客服
拨打3次 → 拨打三次
"""
