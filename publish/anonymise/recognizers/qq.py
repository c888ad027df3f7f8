"""QQ numbers and groups."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import GLUED, own_end

_LABEL = (
    r"(?:[Qq][ ]?[Qq]|扣扣|企鹅|球球|蔻蔻|叩叩|抠抠|[Kk]{2}|(?<![A-Za-z])[Qq](?=群|号|:)|(?:加|我的?)[Qq])"
)
_LINK = r"(?:号码|号|群号|群|账号|是|为|也是|:|\(|\"|“|联系|\n| ){0,5}"
_VALUE = re.compile(rf"[1-9](?:[ \-·.]{{0,2}}[0-9]){{4,11}}(?:(?![0-9@a-z])|{GLUED})")
_AMOUNT = re.compile(r"[ ]?[元块万年%人个]")


def _private(match: re.Match[str], source: Source) -> Iterable[Place]:
    end = own_end(source, match.start(), match.end())
    if not _AMOUNT.match(source.folded, end):
        yield match.start(), end


RECOGNIZER = Recognizer(
    name="qq",
    kind="SOCIAL",
    numeric=True,
    patterns=(
        Pattern(_VALUE, ("folded", "digits"), 0.95, _private, before=re.compile(rf"{_LABEL}{_LINK}$")),
    ),
    positives=(
        "QQ：【12345678】",
        "加qq【123456】",
        "业主QQ群【987654321】",
        "扣扣号是【１２３４５６７】",
        "企鹅号：【422 302 1677】",
        "QQ【1 7 6 0 5 4 3 3】",
        "QQ【6922254001】2018年5月",
        "QQ【17822045】2020年7月",
    ),
    negatives=("QQ上说了", "qq群聊"),
    near_misses=("QQ浏览器", "QQ邮箱12345678@qq.com", "QQ音乐1234", "qq群500人"),
)
