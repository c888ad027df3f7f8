"""What is public by nature and must stay: public bodies, places, published lines, hotlines."""

from __future__ import annotations

import re

import msgspec

from publish.anonymise import places
from publish.anonymise.lexicon import choice, read_words
from publish.text import fold

_HOTLINE = re.compile(
    r"1[012][0-9]|12[0-9]{3}|11[0-9]{3,4}|100[0-9]{2,3}|95[0-9]{3,4}|96[0-9]{3,4}|(?:400|800)[0-9]{7}|106[0-9]{5,9}"
)
_DIVISION = re.compile(r"(?:自治县|自治州|街道|[省市区县镇乡])$")
"""渝山 for 渝山区: how the places of the store are spoken of."""


PROVINCES = (
    "北京|天津|河北|山西|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南"
    "|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古"
)
_BRANDS = read_words("operators.txt")
_OPERATOR = re.compile(
    rf"{choice(_BRANDS)}(?:网络|信息)?(?:通信|宽带)?(?:股份|集团)?"
    rf"(?:(?:{PROVINCES})?(?:省|市|自治区)?(?:股份)?有限公司)?(?:[^\W和与及或、向对由被把给的了在是]{{2,4}}分公司)?"
    r"(?:公司|客服|集团)?"
)
_HEADS = frozenset(name[:2] for name in _BRANDS)
_OUTLET = re.compile(r"[一-鿿]{0,6}(?:营业[厅点]|代理|专营|专卖|网点|手机店|授权|门店|合作)")
_FURTHEST = 24
"""Characters of an operator's name before what a hit claims of it."""


class PublicNames(msgspec.Struct, frozen=True):
    """Names of units, names of regions and published telephone lines of the store."""

    bodies: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


def hotline(number: str) -> bool:
    """Whether digits are a public hotline: 110, 12345, 95598, 96xxx, 400…"""
    return bool(_HOTLINE.fullmatch(number))


def operator(folded: str, start: int, end: int) -> bool:
    """Whether [start, end) lies within the name of a utility that serves the whole country; one of its
    outlets does not bear that name alone."""
    start = places.country().begins(folded, start) or start
    for at in range(max(0, start - _FURTHEST), start + 1):
        found = folded[at : at + 2] in _HEADS and _OPERATOR.match(folded, at)
        if found and found.end() >= end:
            return not _OUTLET.match(folded, found.end())
    return False


class Published:
    """The public names of a store, ready for look-up; built once."""

    def __init__(self, names: PublicNames) -> None:
        self.bodies = frozenset(fold.bare(name) for name in names.bodies)
        shorts = frozenset(_DIVISION.sub("", name) for name in names.places)
        self.names = frozenset(name for name in names.bodies | names.places | shorts if len(name) > 1)
        self._phones = frozenset(_local(fold.bare(phone)) for phone in names.phones)
        self._longest = max((len(name) for name in self.names), default=0)
        self._heads = frozenset(name[:2] for name in self.names)

    def phone(self, written: str) -> bool:
        """Whether a number is a hotline or a line that an office publishes."""
        number = fold.bare(written)
        return hotline(number) or _local(number) in self._phones

    def body(self, name: str) -> bool:
        """Whether an organisation stands among the units."""
        return fold.bare(name) in self.bodies

    def covers(self, folded: str, start: int, end: int) -> bool:
        """Whether [start, end) lies within a public name that stands there."""
        return any(self._stands(folded, at, end) for at in range(max(0, end - self._longest), start + 1))

    def _stands(self, folded: str, at: int, end: int) -> bool:
        if folded[at : at + 2] not in self._heads:
            return False
        return any(folded[at:to] in self.names for to in range(end, at + self._longest + 1))


def _local(number: str) -> str:
    """A number without its area code, so that both ways of writing it are one."""
    area = re.match(r"0(?:10|2[0-9]|[3-9][0-9]{2})(?=[2-8][0-9]{6,7}$)", number)
    return number[area.end() :] if area else number
