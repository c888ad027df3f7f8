"""The telling end of a known address: door, house number, village group, as people shorten them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.anonymise.known.needles import Needle
from publish.model.contract import Party
from publish.text import fold

_NUMBERS = re.compile(r"[0-9]+")
_PUBLIC_PART = re.compile(r".*(?:省|市|区|县|镇|乡|街道|村|社区|居委会|小区|大道|路|街|巷)(?=.)")
_DOOR = re.compile(r"[0-9A-Za-z十]+(?=[ ]?(?:栋|幢|号|座|#|单元|楼|层|室|组|社|队|-|梯|门))")
_GROUP = re.compile(r"[一-鿿]{1,6}(?:组|社|队|屯|湾|院子)$")
_HOME = (
    "住", "住在", "家住", "家在", "家", "我家", "在", "位于", "房号", "门牌", "门牌号", "地址",
    "室", "小区", "苑", "园",
    "城", "村",
    "府", "庭", "湾", "郡", "里", "居", "庄", "楼", "区", "期", "座", "公寓",
)  # fmt: skip


def needles(party: Party) -> Iterator[Needle]:
    """Forms of the part of an address below road, village or estate."""
    address = re.sub(r"\s", "", fold.fold(party.address or ""))
    tail = _tail(address)
    if not tail:
        return
    bare = fold.bare(tail)
    if len(bare) >= 2:
        yield Needle(bare, "ADDRESS_DOOR", alone=True)
    yield from _dashed(fold.digits(tail))


def _tail(address: str) -> str:
    """What stands below road, village or estate, from its first number on; a named group goes with it."""
    below = _PUBLIC_PART.sub("", address, count=1)
    number = _DOOR.search(fold.digits(below))
    if number:
        named = _GROUP.match(below[: number.start()])
        return below if named else below[number.start() :]
    return below if _GROUP.fullmatch(below) else ""


def _dashed(tail: str) -> Iterator[Needle]:
    """3-2-5-1 and 3-5-1 of 3栋2单元5-1: told from other numbers by what stands before."""
    numbers = _NUMBERS.findall(tail)
    forms = {"".join(numbers)} if len(numbers) >= 2 else set()
    if len(numbers) >= 4:
        forms |= {"".join([numbers[0], *numbers[2:]])}
    for form in sorted(forms):
        if len(form) >= 3:
            yield Needle(form, "ADDRESS_DOOR", before=_HOME, alone=True)
