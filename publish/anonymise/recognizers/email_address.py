"""Private mail addresses; an office's own (gov.cn) stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_LOCAL = r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}"
_EMAIL = re.compile(
    rf"{_LOCAL} ?(?:@|\[at\]|\(at\)|#) ?[A-Za-z0-9\-]{{1,63}}(?: ?\. ?[A-Za-z0-9\-]{{2,63}}){{1,4}}"
)


def _private(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if not re.search(r"\.gov(?:\.cn)?$", match[0].lower().replace(" ", "")):
        yield match.span()


RECOGNIZER = Recognizer(
    name="email_address",
    kind="EMAIL",
    triggers=("@", "at]", "at)", "#"),
    patterns=(Pattern(_EMAIL, score=0.98, refine=_private),),
    positives=(
        "邮箱【wang_fang88@163.com】",
        "发到【a.b-c@mail.example.com.cn】吧",
        "【１２３４５６@qq.com】",
        "【wang @ qq.com】",
    ),
    negatives=("微博@某某", "价格@3.5元"),
    near_misses=("邮箱zjw@cq.gov.cn", "3#楼 5.2米", "@人民日报"),
)
