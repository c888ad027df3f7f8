"""Village groups (组, 社, 队) and house numbers in a village; 专案组 and 工作组 stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_N = r"第?[0-9十]{1,3}"
_GROUP = r"(?:村民小组|居民小组|农业社|合作社|小组|组|社(?!区|会|保|员|团|交|工)|队(?!伍|员|长|友)|屯)"
_HOUSE = r"(?:[0-9]{1,4}(?:-[0-9]{1,3})?号(?:附[0-9]{1,3}号)?)"
_NUMBERED = re.compile(rf"(?:村|社区|居委会|镇|乡|坝|湾|坪|沟|街道)(?P<value>{_N}{_GROUP}{_HOUSE}?)")
_PEOPLE = re.compile(
    rf"(?<![0-9共有等个])(?P<value>{_N}{_GROUP}{_HOUSE}?)(?=的?(?:村民|居民|群众|农户|社员|住户|老百姓)|有个?|[一-鿿]{{2,3}}家)"
)
_FORMAL = re.compile(rf"(?<![0-9共有等个])(?P<value>{_N}(?:村民小组|居民小组|农业社){_HOUSE}?)")
_NAMED = re.compile(
    rf"村(?:的)?(?P<value>[一-鿿]{{1,4}}?(?:村民小组|居民小组|组(?!织|长|成|合|建|员)){_HOUSE}?)"
)
_LIST = re.compile(r"村(?P<value>[一-鿿]{1,3}[坳湾冲坪垅垭沟塆坎嘴咀])(?=[、组的])")
_NO_GROUP = re.compile(
    r"工作|领导|专案|调查|检查|巡查|督查|小组|业主|监督|整改|施工|帮扶|筹备|议事|理事|专家|党|村民|居民|互助|每个|各|[0-9]个|多个|几个|干部|联合|核查|巡视|组织|民组|委|[该本这那了及和在的分有]"
)


def _inhabited(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if not _NO_GROUP.search(match["value"].removesuffix("村民小组").removesuffix("居民小组")):
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="village_group",
    kind="ADDRESS_DOOR",
    triggers=("组", "社", "队", "屯", "村"),
    patterns=(
        Pattern(_NUMBERED, ("digits",), 0.92),
        Pattern(_PEOPLE, ("digits",), 0.75),
        Pattern(_FORMAL, ("digits",), 0.9),
        Pattern(_NAMED, ("folded",), 0.85, _inhabited),
        Pattern(_LIST, ("folded",), 0.6),
        Pattern(re.compile(rf"村(?P<value>{_HOUSE})(?!线|楼|文)"), ("digits",), 0.85),
    ),
    positives=(
        "龙井村【3组】的居民",
        "龙井村【三社】",
        "龙井村【第五村民小组】",
        "青龙村【王家湾组】的村民",
        "我是【5社】的村民",
        "龙井村【4组15号】",
        "龙井村【128号】",
        "柏树村【十二组】",
    ),
    negatives=("工作组进驻", "全村12个村民小组", "合作社社员"),
    near_misses=("村专案组", "村调查组", "村业主小组", "3个社区", "社区3社会组织"),
)
