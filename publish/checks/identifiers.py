"""Which identifiers of a private party are looked for, and where.

Strong ones (phone, ID, card, plate, email, long accounts) may stand nowhere at all, and the store's own keys
neither. Weak ones (names, doors, short accounts, WeChat, QQ, birth dates) may not stand in anything made from
their own matter or one linked to it. A name that hardly anybody else bears may stand nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from publish.model.contract import Party
from publish.text.squeeze import BORDER, squeeze

STRONG = {"phone": 7, "id_number": 8, "plate": 6, "email": 6, "bank_account": 10, "account_number": 10}
"""Column → the least characters at which it is looked for everywhere."""
WEAK = {"account_number": 5, "wechat": 5, "qq": 5, "name": 2, "org_name": 4, "address": 5}
"""Column → the least characters at which it is looked for in its own matter."""
KEY = 8
"""The least characters of a store's key that mean something outside the store."""
KINDS = {
    "phone": "电话", "id_number": "证件号码", "plate": "车牌", "email": "邮箱", "bank_account": "银行卡号",
    "account_number": "账号", "wechat": "微信号", "qq": "QQ号", "name": "姓名", "org_name": "单位名称",
    "address": "住址", "birth_date": "出生日期", "store_key": "案件库编号",
}  # fmt: skip
"""Kind → what people are told."""
_DOORS = tuple(re.compile(rf"[0-9A-Za-z一二三四五六七八九十]+(?:{unit}).*$")
               for unit in ("号楼|栋|幢|座", "单元", "楼|室", "号"))  # fmt: skip
_BETWEEN = re.compile(r"[,，、;；/|\n]+")
_LOCAL = re.compile(r"(?:00)?86(?=1[0-9]{10}$)|0(?:10|2[0-9]|[3-9][0-9]{2})(?=[2-8][0-9]{6,7}$)")
_NOBODY = re.compile(r"某|先生$|女士$|同志$|匿名|不详|未知|保密|[*×xX?？]")
_NAME = re.compile(r"[一-鿿㐀-䶿𠀀-𲎯]{2,4}|[一-鿿㐀-䶿]+(?:[·•・．.][一-鿿㐀-䶿]+)+")


class Identifier(msgspec.Struct, frozen=True):
    """A squeezed value and the kind it is."""

    key: str
    kind: str


def is_private(party: Party) -> bool:
    """A party that may be named, as staff or spokesperson of an office, is no private party."""
    return not (party.may_be_named and party.role in ("staff", "spokesperson"))


def strong(party: Party) -> Iterator[Identifier]:
    """Identifiers that may stand nowhere."""
    for column, least in STRONG.items():
        yield from _given(party, column, least)


def store_key(key: str) -> Iterator[Identifier]:
    """A key of the store itself, where it is long enough and has figures."""
    squeezed = squeeze(key)
    if len(squeezed) >= KEY and any(char.isdigit() for char in squeezed):
        yield Identifier(squeezed, "store_key")


def weak(party: Party) -> Iterator[Identifier]:
    """Identifiers that may not stand in what is made from the party's own matter."""
    for column, least in WEAK.items():
        yield from _given(party, column, least)
    door = squeeze(_door(party.address or ""))
    if len(door) >= WEAK["address"]:
        yield Identifier(door, "address")
    yield from (Identifier(squeeze(form), "birth_date") for form in _days(party.birth_date or ""))


def local(phone: str) -> str:
    """A squeezed number without the country's and the area's, in front of which it is found as well."""
    found = _LOCAL.match(phone)
    return phone[found.end() :] if found else phone


def is_name(written: str) -> bool:
    """Whether this is a person's name, and not what stands in its place."""
    return bool(_NAME.fullmatch(written.strip())) and not _NOBODY.search(written)


def person(party: Party) -> str:
    """What tells the bearer of a name from others who bear it, as well as the store can."""
    return party.id_number or party.phone or party.case_id


def _given(party: Party, column: str, least: int) -> Iterator[Identifier]:
    whole = str(getattr(party, column) or "")
    for written in {whole, *_BETWEEN.split(whole)} if column != "address" else {whole}:
        key = squeeze(written).strip(BORDER)
        key = local(key) if column == "phone" else key
        if len(key) >= least and not (column in ("name", "org_name") and _NOBODY.search(written)):
            yield Identifier(key, column)


def _door(address: str) -> str:
    """The part of an address from the building inwards: the most telling stretch of it."""
    return next((found[0] for door in _DOORS if (found := door.search(address))), "")


def _days(written: str) -> Iterator[str]:
    """The ways in which a day of birth is written."""
    try:
        day = date.fromisoformat(written.strip()[:10])
    except ValueError:
        return
    month, number = day.month, day.day
    yield from (
        f"{day:%Y%m%d}",
        f"{day.year}{month}{number}",
        f"{day.year}年{month}月{number}日",
        f"{day:%Y年%m月%d日}",
    )
    yield f"{day.year}年{_spoken(month)}月{_spoken(number)}日"


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return (digits[tens] if tens > 1 else "") + "十" * (tens > 0) + (digits[ones] if ones else "")
