"""Firms found anywhere in a record are looked for everywhere in it, by name, by brand and kind, by brand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from publish.anonymise import firm_shape, firm_words, landmarks
from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.known import orgs

SURE = 0.7
"""Score from which a firm found in one place is looked for in the others."""
_FORM = re.compile(rf"有限(?:责任)?公司|(?:{orgs.ORG_TAIL.pattern}|地产|置业|开发商|网咖|酒馆|酒吧)$")
_KINDS = (
    "公司", "集团", "物业公司", "物业", "置业", "地产", "房地产", "房产", "开发商", "平台", "商城", "超市",
    "厂", "店", "酒店", "会所", "俱乐部", "健身房", "健身",
    "培训", "教育", "驾校", "快递", "驿站", "老板", "商家", "客服", "那边",
)  # fmt: skip
_PLACE = re.compile(r"^[城市县区郊河桥路][东南西北中]|[府苑园城湾洲庭郡里居邸院寓墅]$")
"""Brands that are also said of a quarter or an estate: 红墅湾物业 is looked for, 红墅湾 is not."""
_BEFORE = re.compile(r"(?:[^一-鿿]|^|[的了与和及对向由被给让跟找叫因而但是到转从])$")
_HOME = re.compile(r"(?:[在住回]|位于|购买|入住|搬到|搬进)$")
_AFTER = re.compile(
    r"[^一-鿿A-Za-z0-9]|$|[的又也却不没无与和及已就还会将于对向为把被说称之是让叫给收退拒欠拖骗]"
    r"|方面|那边|至今|一直|多次|负责|工作人员|客服|老板|承诺|表示|要求"
)


class Known(msgspec.Struct, frozen=True, order=True):
    """A firm: `name` as it was written in full, `local` without its place, its `brand`."""

    name: str
    local: str
    brand: str


def spread(hits: Mapping[str, list[Hit]], sources: Mapping[str, Source]) -> dict[str, list[Hit]]:
    """`hits` with every further place where a firm among them stands."""
    firms = sorted({_known(hit.who) for some in hits.values() for hit in some if _tells(hit)})
    if not firms:
        return dict(hits)
    return {name: some + list(_further(firms, some, sources[name])) for name, some in hits.items()}


def _tells(hit: Hit) -> bool:
    return hit.kind == "ORG_PRIVATE" and hit.rank is not Rank.KNOWN and hit.score >= SURE and not hit.doubt


def _known(name: str) -> Known:
    """The parts of a firm's name; a brand that is a common word is none."""
    form = _FORM.search(name)
    firm = firm_shape.read(name, form.start() if form else len(name), registered=True)
    brand = name[firm.brand : firm.trade]
    telling = len(brand) > 1 and brand not in firm_words.WORDS and not _PLACE.search(brand)
    return Known(name, name[firm.brand :], brand if telling else "")


def _further(firms: list[Known], found: list[Hit], source: Source) -> Iterator[Hit]:
    taken = {at for hit in found if hit.kind == "ORG_PRIVATE" for at in range(hit.start, hit.end)}
    for firm in firms:
        for start, end in _places(firm, source.folded):
            if start not in taken and end - 1 not in taken:
                taken.update(range(start, end))
                yield Hit(start, end, "ORG_PRIVATE", SURE, "firm_spread", Rank.SOFT, firm.name)


def _places(firm: Known, folded: str) -> Iterator[tuple[int, int]]:
    for name in dict.fromkeys((firm.name, firm.local)):
        if len(name) > 3:
            yield from _all(name, folded)
    if firm.brand:
        for start, end in _all(firm.brand, folded):
            kind = next((kind for kind in _KINDS if folded.startswith(kind, end)), "")
            if kind or _alone(folded, start, end):
                yield start, end + len(kind)


def _alone(folded: str, start: int, end: int) -> bool:
    """Whether a brand stands there for the firm, not in the name of an estate that is called after it."""
    left, right = folded[max(0, start - 3) : start], folded[end : end + 4]
    if landmarks.follows(folded, end) or _HOME.search(left):
        return False
    begins = _BEFORE.search(left) or left[-2:] in firm_words.STOPS
    ends = _AFTER.match(right) or right[:2] in firm_words.STOPS or right[:3] in firm_words.STOPS
    return bool(begins and ends)


def _all(name: str, folded: str) -> Iterator[tuple[int, int]]:
    at = folded.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = folded.find(name, at + len(name))
