"""Parking spaces, garages, storerooms and shopfronts by their number; counts of them stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.shapes import HAN_TENS, measured

_WHAT = (
    r"(?:停车位|车位|车库|储藏[室间]|地下室|杂物间|商铺|门面房|门面|铺面|店面|门市|门店|摊位|档口|商业|底商"
    r"|网点|库房|仓库|宿舍|寝室)"
)
_NUMBER = (
    rf"(?:[A-Za-z]{{0,2}}[ ]?[0-9]{{0,2}}[ \-]{{0,3}}[0-9]{{1,4}}|{HAN_TENS})"
    rf"(?:[ ]?[\-~之][ ]?[0-9]{{1,4}}){{0,2}}"
)
_FLOOR = r"(?:(?:负|地下|-)[ ]?[0-9][ ]?[楼层]的?)?"
_BEHIND = re.compile(
    rf"(?P<value>{_FLOOR}{_WHAT}(?:编号|号码|号|为|是|在|:|\(| ){{0,3}}(?P<number>{_NUMBER})"
    rf"(?P<unit>[ ]?号)?)"
)
_BEFORE = re.compile(
    rf"(?<![0-9A-Za-z.])(?P<value>{_FLOOR}(?P<number>{_NUMBER})(?P<unit>[ ]?号)"
    rf"(?:[ ]?{_WHAT}|(?=[ ]?的{_WHAT})))"
)
_DASHED_SHOP = re.compile(
    r"(?<![0-9A-Za-z.\-])(?P<value>(?P<number>[A-Za-z]?[0-9]{1,3}(?:-[0-9]{1,4}){1,2})(?:[ ]?(?:商铺|门面"
    r"|铺面|店面|门市|车位|摊位|档口)|(?=[ ]?的(?:商铺|门面|铺面|店面|门市|车位|摊位|档口))))"
)
_DASHED_NEAR = re.compile(r"[0-9][ ]?的?(?:商铺|门面|铺面|店面|门市|车位|摊位|档口)")
_PLACE = re.compile(_WHAT)
_OF_NUMBER = re.compile(rf"号[ ]?的?{_WHAT}")
_NO_UNIT = re.compile(r"[ ]?(?:(?:[栋幢层座号室]|楼(?![上下]))|单元)")


def _numbered(match: re.Match[str], source: Source) -> Iterable[Place]:
    """号, a letter or a dash says that it isn't a count."""
    end = match.end("unit" if match["unit"] else "number")
    said = match["unit"] or re.search(r"[A-Za-z\-]|号", source.digits[match.start("value") : end])
    if (
        said
        and not measured(source.digits, end)
        and not (match["unit"] is None and _NO_UNIT.match(source.digits, end))
    ):
        yield match.span("value") if match["unit"] else (match.start("value"), end)


RECOGNIZER = Recognizer(
    name="parking_space",
    kind="ADDRESS_DOOR",
    triggers=("位", "库", "储", "室", "间", "铺", "面", "门", "摊", "档", "商", "网点", "宿"),
    patterns=(
        Pattern(_BEHIND, ("digits",), 0.85, _numbered, near=_PLACE),
        Pattern(_DASHED_SHOP, ("digits",), 0.8, near=_DASHED_NEAR),
        Pattern(_BEFORE, ("digits",), 0.85, _numbered, near=_OF_NUMBER),
    ),
    positives=(
        "【车库B2-118】",
        "【负一楼车位118号】",
        "【商铺1-12】漏水",
        "【3-5号门面】",
        "【车位号B341】",
        "【2-8-1门面】",
        "【门面12号】",
        "【摊位号：A12】",
        "人民路【209号】的门面",
        "【9-6】的门面",
    ),
    negatives=("车位300个", "商铺1200元一平", "配建车位两百"),
    near_misses=("车位比1:1.2", "车库2021年移交", "门面3栋", "地下车库2层"),
)
