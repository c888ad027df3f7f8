"""Village groups (组, 社, 队, 屯) and house numbers in a village; 专案组 and 工作组 stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import HAN_TENS

_N = rf"第?[ ]?(?:{HAN_TENS}|[0-9]{{1,3}})[ ]?"
_GROUP = (
    r"(?:村[ ]?民小?[ ]?组|居民小[ ]?组|生产队|农业社|合作社|小[ ]?组|组(?!织|长|成|建|员|团|合)|社"
    r"(?!区|会|保|员|团|交|工)|队(?!伍|员|长|友)|屯)"
)
_HOUSE = rf"(?:[0-9]{{1,4}}(?:-[0-9]{{1,3}})?[ ]?号|(?:{HAN_TENS})[ ]?号)(?:[ ]?附[ ]?[0-9]{{1,3}}[ ]?号?)?"
_BARE = r"[0-9]{2,4}(?![0-9年月日元户个万%.多余名人米公])|(?<= )[0-9](?=的|[,。;)])"
_OLD = r"\([一-鿿]{1,4}[湾坝沟屋基院坎塘坪冲坳子]\)"
_BEYOND = rf"(?:[ ,的]{{0,2}}(?:门牌)?(?:附[ ]?)?(?:{_HOUSE}|{_BARE})|{_OLD})?"
_CIVIC = r"(?:村|社区|居委会|镇|乡|坝|湾|坪|沟|街道|大队)[ (,]{0,2}"
_NUMBERED = re.compile(rf"{_CIVIC}(?P<value>{_N}{_GROUP}{_BEYOND})")
_WITH_HOUSE = re.compile(rf"(?<![0-9共有等个])(?P<value>{_N}[组社队屯][ ,]?{_HOUSE})")
_PEOPLE = re.compile(
    rf"(?<![0-9共有等个])(?P<value>{_N}{_GROUP}{_BEYOND})(?=[ ]?(?:的?(?:村民|居民|群众|农户|社员|住户"
    rf"|老百姓|人[,。])|有个?|[一-鿿]{{2,3}}家))"
)
_HOME = re.compile(
    rf"(?:我是|我们|我家|住|住在|家在|家住|户籍在?|系|在我)[ ]?(?P<value>{_N}[组社队屯](?!织|长|成|建|员|团"
    rf"|合|区|会|保|交|工|伍|友){_BEYOND})"
)
_FORMAL = re.compile(rf"(?<![0-9共有等个])(?P<value>{_N}(?:村民小?组|居民小组|农业社|生产队){_BEYOND})")
_GROUPED = re.compile(r"[0-9百十][ ]?(?:[组社队屯]|村[ ]?民|居民|小[ ]?组|生产队|农业社|合作社)")
_HOUSED = re.compile(r"[组社队屯][ ,]?[0-9百十]")
_NAMED = re.compile(
    rf"(?:村|社区|居委会)(?:的)?(?P<value>[一-鿿]{{1,4}}?(?:村民小?组|居民小组|小组|组(?!织|长|成|合|建|员"
    rf"|团)|屯|院子[组屯社]?|社(?!区|会|保|员|团|交|工|社)){_BEYOND})"
)
_LIST = re.compile(
    r"村(?P<value>[一-鿿]{1,3}[坳湾冲坪垅垭沟塆坎嘴咀])(?:、"
    r"(?P<other>[一-鿿]{1,3}[坳湾冲坪垅垭沟塆坎嘴咀]))?(?=[、组的等])"
)
_NO_GROUP = re.compile(
    r"工作|领导|专案|调查|检查|巡查|督查|^小组|业主|监督|整改|施工|帮扶|筹备|议事|理事|专家|党|村民|居民"
    r"|互助|每个|各|[0-9一二三四五六七八九十]个"
    r"|多个|几个|干部|联合|核查|巡视|组织|民组|委|报社|旅行社|合作社|[该本这那了及和在的分有由两]"
)
_FORM = re.compile(r"(?:村民小?组|居民小组|小组|组|屯|院子|社).*$")


def _numbered(match: re.Match[str], source: Source) -> Iterable[Place]:
    """两组 counts groups."""
    if source.folded[match.start("value")] != "两":
        yield match.span("value")


def _inhabited(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A group by its name, and wherever else the text says the same name."""
    name = _FORM.sub("", match["value"])
    if len(name) < 2 or _NO_GROUP.search(match["value"].removesuffix("村民小组").removesuffix("居民小组")):
        return
    yield match.span("value")
    if _first(match, source):
        yield from _again(name + "组", source)


def _listed(match: re.Match[str], source: Source) -> Iterable[Place]:
    """月门坳、铁炉湾等小组: the others of the list, and each of them wherever it is named again."""
    yield match.span("value")
    for name in (match["value"], match["other"]):
        if name and _first(match, source):
            yield from _again(name, source)


def _first(match: re.Match[str], source: Source) -> bool:
    """Whether the text says this for the first time: its other places are looked for once."""
    return source.folded.find(match[0]) == match.start()


def _again(name: str, source: Source) -> Iterable[Place]:
    return ((at.start(), at.end()) for at in re.finditer(re.escape(name), source.folded))


RECOGNIZER = Recognizer(
    name="village_group",
    kind="ADDRESS_DOOR",
    triggers=("组", "社", "队", "屯", "村"),
    patterns=(
        Pattern(_NUMBERED, ("digits",), 0.92, _numbered, near=_GROUPED),
        Pattern(_WITH_HOUSE, ("digits",), 0.85, near=_HOUSED),
        Pattern(_PEOPLE, ("digits",), 0.75, near=_GROUPED),
        Pattern(_HOME, ("digits",), 0.8, near=_GROUPED),
        Pattern(_FORMAL, ("digits",), 0.9, near=_GROUPED),
        Pattern(_NAMED, ("folded",), 0.85, _inhabited),
        Pattern(_LIST, ("folded",), 0.6, _listed),
        Pattern(
            re.compile(
                rf"(?:村|社区)[ ]?(?P<value>附?{_HOUSE})(?!线|楼|文|站|厕|桥|路"
                rf"(?!灯))"
            ),
            ("digits",),
            0.85,
        ),
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
        "家住【3组 18】",
        "石坝村【九组，380号】村民",
        "石坝村【10组门牌390号】",
        "青龙村【王家湾组】没有水，【王家湾组】的人",
    ),
    negatives=("工作组进驻", "全村12个村民小组", "合作社社员"),
    near_misses=(
        "村专案组",
        "村调查组",
        "村业主小组",
        "3个社区",
        "社区3社会组织",
        "我们组织了",
        "村两组干部",
    ),
)
