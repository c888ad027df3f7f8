"""Which identifiers of a private party are looked for, and how.

Strong ones (phone, ID, card, plate, email, long accounts) may stand nowhere at all. Weak ones
(names, doors, short accounts, WeChat) may not stand in anything made from their own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from publish.model.contract import Party
from publish.text import squash

STRONG = ("phone", "id_number", "plate", "email", "bank_account", "account_number")
WEAK = ("name", "org_name", "wechat", "qq", "address", "birth_date")
LONG_ACCOUNT = 10
_DOORS = tuple(re.compile(rf"[0-9A-Z]+(?:{unit}).*$") for unit in ("号楼|栋|幢|座", "单元", "楼|室", "号"))


class Identifier(msgspec.Struct, frozen=True):
    """A squashed value and the party column it came from."""

    value: str
    column: str


def is_private(party: Party) -> bool:
    """A party that may be named, as staff or spokesperson of an office, is no private party."""
    return not (party.may_be_named and party.role in ("staff", "spokesperson"))


def strong(party: Party) -> Iterator[Identifier]:
    """Identifiers that may stand nowhere in the output."""
    for column in STRONG:
        value = squash.key(getattr(party, column) or "")
        if len(value) >= (LONG_ACCOUNT if column == "account_number" else 6):
            yield Identifier(value, column)


def weak(party: Party) -> Iterator[Identifier]:
    """Identifiers that may not stand in what is made from the party's own matter."""
    for column in WEAK:
        raw = getattr(party, column) or ""
        values = {squash.key(raw)} | ({squash.key(_door(raw))} if column == "address" else set())
        yield from (Identifier(value, column) for value in sorted(values) if _telling(value, column))


def _door(address: str) -> str:
    """The part of an address from the building inwards: the most telling stretch of it."""
    plain = squash.squash(address).upper()
    return next((found[0] for door in _DOORS if (found := door.search(plain))), "")


def _telling(value: str, column: str) -> bool:
    return len(value) >= {"name": 2, "org_name": 4, "address": 5}.get(column, 5)
