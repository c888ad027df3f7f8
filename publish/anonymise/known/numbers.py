"""Every way a known number or account is written: whole, starred in the middle, its tail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.anonymise.known.needles import CROSSES, STARS, TAILS, Gap, Needle
from publish.anonymise.public import Published
from publish.model.contract import Party
from publish.model.spans import Kind
from publish.text import fold

_SHORT = 7  # below, a number is looked for only where it stands alone and nearly unbroken
_KINDS: dict[str, Kind] = {
    "phone": "PHONE", "id_number": "ID_NUMBER", "email": "EMAIL", "wechat": "SOCIAL", "qq": "SOCIAL",
    "plate": "PLATE", "bank_account": "BANK_CARD", "account_number": "ACCOUNT",
}  # fmt: skip
_SHOWN = (
    *((3, 4), (4, 4), (3, 3), (3, 2), (6, 4), (4, 3), (6, 2), (6, 3), (2, 4), (4, 2)),
    *((10, 4), (10, 2), (12, 4), (12, 2), (14, 2), (3, 8), (7, 1)),
)
"""How many signs are shown at the head and at the tail of a number that is starred in the middle."""
_HIDDEN = ("**", "××", "xx", "XX", "●●", "##", " **")
_TAIL = tuple(
    f"{word}{link}"
    for word in (
        "尾号",
        "尾数",
        "后四位",
        "后4位",
        "末四位",
        "后六位",
        "后6位",
        "最后四位",
        "末尾四位",
        "最后几位",
    )
    for link in ("", "是", "为", "数是")
)


def needles(party: Party, published: Published) -> Iterator[Needle]:
    """The forms of every number of a party; a hotline in the column is nobody's number."""
    for column, kind in _KINDS.items():
        for part in re.split(r"[、,;|\n或]|//|/(?=[0-9+])", fold.fold(getattr(party, column) or "")):
            value = fold.bare(part)
            if len(value) >= 4 and not (kind == "PHONE" and published.phone(value)):
                yield from _forms(value, kind)


def _forms(value: str, kind: Kind) -> Iterator[Needle]:
    for form in sorted(_variants(value, kind)):
        gap: Gap = "long" if len(form) >= _SHORT else "number"
        yield Needle(form, kind, gap, alone=len(form) < _SHORT or form != value)
    yield from _starred(value, kind)
    if kind in ("PHONE", "ID_NUMBER", "BANK_CARD", "PLATE") and len(value) >= _SHORT:
        yield Needle(value[-4:], kind, before=_TAIL, alone=True, hints=TAILS)
        yield Needle(value[-6:], kind, before=_TAIL, alone=True, hints=TAILS)


def _variants(value: str, kind: Kind) -> set[str]:
    found = {value}
    if kind == "PHONE":
        found.add(re.sub(r"^(?:00)?86(?=1[3-9][0-9]{9}$)|^0(?=1[3-9][0-9]{9}$)", "", value))
        found.add(re.sub(r"^0(?:10|2[0-9]|[3-9][0-9]{2})(?=[2-8][0-9]{6,7}$)", "", value))
    if kind == "PLATE" and len(value) >= _SHORT and not value[0].isascii():
        found.add(value[1:])
    return found


def _starred(value: str, kind: Kind) -> Iterator[Needle]:
    """138****8000, 138xxxx8000, 5001**********1234."""
    if not value.isalnum() or not value.isascii() or len(value) < _SHORT:
        return
    for head, tail in _SHOWN:
        hidden = len(value) - head - tail
        if hidden >= 2:
            yield Needle(value[:head] + value[-tail:], kind, "stars", hints=STARS)
            yield Needle(value[:head] + "x" * hidden + value[-tail:], kind, hints=CROSSES)
    for head in (7, 14):
        if head < len(value) - 1:
            yield Needle(value[:head], kind, after=_HIDDEN, hints=STARS + CROSSES)
