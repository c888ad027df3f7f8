"""Two people joined by 和, one beyond doubt, the other with any characters: 黄河和余秀英, 刘思雨和海洋也."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import HAN, read_words

_AND = re.compile(rf"(?:以及|[和与及])(?={HAN}{{2}})")
_LEFT = re.compile(
    r"(?:(?:^|[,。;:、\n (的])(?:邻居|同事|同学|证人|朋友|代表|村民|业主|居民|成员)?[有由是找]?|[和与及)]"
    r"|(?:邻居|同事|同学|证人|朋友|代表|村民|业主|居民|成员)[有是]?)"
    rf"({HAN}{{2,4}})$"
)
_RIGHT = re.compile(
    rf"({HAN}{{2,4}}?)"
    r"(?=[和与及、,。;\n()]|也|都|均|两[人个位]|[二三四五六七八九]人|等|一起|一同|共同|$)"
)
_NOT = frozenset(read_words("times.txt"))
_REACH = 8


def _joined(match: re.Match[str], source: Source) -> Iterable[Place]:
    """The one that may have any characters, beside the one whose characters are a name's."""
    folded = source.folded
    left = _LEFT.search(folded, max(0, match.start() - _REACH), match.start())
    right = _RIGHT.match(folded, match.end())
    if not left or not right or not (_person(left[1]) and _person(right[1])):
        return
    if _sure(left[1]) or _sure(right[1]):
        yield from (left.span(1), right.span(1))


def _sure(run: str) -> bool:
    return names.likely(run) and names.plain(run, 0) and run not in name_forms.ORDINARY


def _person(run: str) -> bool:
    return name_forms.surnamed(run) and not name_forms.nobody(run) and run not in _NOT


RECOGNIZER = Recognizer(
    name="pair_name",
    kind="PERSON",
    patterns=(Pattern(_AND, score=0.7, refine=_joined),),
    positives=(
        "有【黄河】和【余秀英】等人",
        "邻居【刘思雨】和【海洋】也是同样情况",
        "重视。邻居【乐意】和【侯建华】也是",
        "同去的有【王建华】以及【白露】",
        "证人有【补树清】和【刘大伟】",
        "家庭成员：【杨柳】和【陈国强】和【彭小华】",
    ),
    negatives=("业主和物业", "王芳和单位协商", "供水和供电"),
    near_misses=("张小红和平台都说", "水费和电费", "江北和渝北都有", "方便和高效"),
)
