"""A whole name that stands by itself: between marks, beside a telephone, before a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source
from publish.anonymise.lexicon import HEAD_CLASS

LEFT = "的由是向找被和与及给对让跟同叫了后但而个位名有问请以当来"
FREE = rf"(?<![一-鿿](?<![{LEFT}]).)"  # not inside a word
_HEAD = f"{HEAD_CLASS}{FREE}(?="  # the rest is looked at, not taken: a name may begin inside what isn't one
_WHOLE = re.compile(
    rf"{_HEAD}(?P<rest>[一-鿿]{{2,3}})(?:(?![一-鿿])|说|称|反映|表示|告诉|驾驶|骑|立即|现有|现年|今年|瘫|住[在院]"
    r"|打电话|签|天天|户[现认口]|家[里的中门]|一家))"
)
_ANSWER = re.compile(rf"(?<=[叫由找]){_HEAD}(?P<rest>[一-鿿])[,。;!?、)])")
_REACHED = r"[ ,:(]{1,6}(?:电话|手机|联系|1[3-9][0-9 \-]{8}|[(]?0[0-9]{2,3}[) \-]?[2-8][0-9]{5})"
_CONTACT = re.compile(rf"{_HEAD}(?P<rest>[一-鿿]{{1,3}}){_REACHED})")


def free(source: Source, start: int, end: int) -> bool:
    """Whether what stands there can be a person: not inside a word, not the name of a place."""
    folded = source.folded
    before = folded[start - 1] if start else ""
    if "一" <= before <= "鿿" and before not in LEFT:
        return False
    return names.likely(folded[start:end]) and names.plain(folded, start) and not names.place(folded, end)


def _name(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.start(), match.end("rest")
    if free(source, start, end):
        yield start, end


RECOGNIZER = Recognizer(
    name="lone_name",
    kind="PERSON",
    rank=Rank.SOFT,
    patterns=(
        Pattern(_WHOLE, score=0.8, refine=_name),
        Pattern(_ANSWER, score=0.7, refine=_name, needs=("叫", "由", "找")),
        Pattern(_CONTACT, score=0.8, refine=_name, needs=(" ", ",", ":", "("), sign=_REACHED),
    ),
    positives=(
        "老实人啊。【王志明】 瘫在床上",
        "狗主人是【姚秀兰】，",
        "    【廖磊】  13812345678",
        "【陈飞云】表示已经处理",
        "包工头，【王志明】天天说后天",
    ),
    negatives=("供水管网", "停水三天"),
    near_misses=("黄兴镇。", "白云山，", "梅溪湖。", "金银花、黄连", "高新区。", "张建国路。"),
)
