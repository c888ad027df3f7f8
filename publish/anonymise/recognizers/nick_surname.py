"""老王, 小李: a surname among acquaintances. It stays where nothing else is known of the person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.lexicon import FREQUENT

_PLAIN = "".join(sorted(FREQUENT - set("高方金马江路石白黄车时房米麦水平安温常牛时段汤钱区城关兰毛龙雷童史")))
_NICK = re.compile(
    rf"(?<![一-鿿])(?P<value>[老小阿][{_PLAIN}])(?![家庄村路街沟湾坝河山桥场镇])"
    rf"|(?<=[是由向找被和与及给对为让跟同叫的邻居东板主])(?P<other>[老小][{_PLAIN}])(?![家庄村路街沟湾坝河山桥场镇区时])"
)


def _either(match: re.Match[str], _source: object) -> list[tuple[int, int]]:
    return [match.span("value") if match["value"] else match.span("other")]


RECOGNIZER = Recognizer(
    name="nick_surname",
    kind="PERSON_PARTIAL",
    triggers=("老", "小", "阿"),
    patterns=(Pattern(_NICK, score=0.7, refine=_either),),
    positives=("找【老王】要钱", "【小李】说", "邻居【老张】,"),
    negatives=("老百姓", "小区门口", "老小区"),
    near_misses=("小时候", "老房子", "小白鞋", "小黄车", "老街道", "小马路"),
)
