"""Where a firm's name begins, read backwards from what it ends in: place, brand, trade, form.

重庆市 渝山 物业管理 有限公司: the form is found, trades are passed over, then the brand is what stands
before them up to a word that is no part of a name, and places before the brand belong to it.
"""

from __future__ import annotations

import msgspec

from publish.anonymise import places
from publish.anonymise.firm_words import (
    AREAS,
    BRANDS,
    BREAKS,
    COUNT,
    DONE,
    ENDS,
    LAST,
    MARKETS,
    NEAR,
    NOT_AREA,
    OURS,
    PLAIN,
    SOFT_ENDS,
    STATE,
    STOPS,
    TOLD,
    TRADES,
    UTILITY,
    WORDS,
)
from publish.anonymise.lexicon import BODIES

LONGEST = 6
"""Characters of the longest brand."""


class Firm(msgspec.Struct, frozen=True):
    """Offsets: places from `start`, the brand from `brand`, trades from `trade`, the form from `form`."""

    start: int
    brand: int
    trade: int
    form: int


def read(folded: str, form: int, registered: bool = False) -> Firm:
    """The firm whose name ends in a form at `form`, whatever it is worth.

    `registered`: the form is that of a register (有限公司), so that there is a brand, whatever it looks like.
    """
    trade = _trades(folded, form)
    brand = _brand(folded, trade, registered)
    if registered:
        brand = _behind_place(folded, brand)
    if trade - brand > 2 and folded[brand] == "原":
        brand += 1
    return Firm(places_before(folded, brand), brand, trade, form)


def told(folded: str, firm: Firm) -> int:
    """Where a name that stands in no register begins: 渝山区 before a shop's name is where it lies."""
    return firm.brand if folded[firm.brand - 1 : firm.brand] in NEAR else firm.start


def branded(folded: str, firm: Firm) -> bool:
    """Whether a firm has a brand of its own: not a common word, not 该 or 两家."""
    brand = folded[firm.brand : firm.trade]
    if brand in BRANDS:
        return True
    if len(brand) < 2 or brand in TRADES or "某" in brand or COUNT.match(brand):
        return False
    if brand in BODIES or brand.endswith(MARKETS):
        return False
    if brand in PLAIN:
        return firm.start < firm.brand and brand not in STOPS
    if (
        len(brand) == 3
        and firm.trade == firm.form
        and brand[1:] in WORDS
        and folded[firm.form] in "公物置地房开"
    ):
        return False
    return brand[-1] not in DONE and not (len(brand) > 2 and brand[-2:] in STOPS) and not _plain(brand)


def public(folded: str, firm: Firm, end: int) -> bool:
    """Whether a name says that it is a public utility, or a place's own company for what is public."""
    written = folded[firm.start : end]
    brand = folded[firm.brand : firm.trade]
    own = not brand or brand in PLAIN
    return bool(UTILITY.search(written) or (own and STATE.search(written)))


def _plain(brand: str) -> bool:
    """Two common words, or one that is only told to be small, new or black."""
    if brand[0] in TOLD and brand[1:] in WORDS:
        return True
    return brand[:2] in WORDS and brand[2:] in WORDS


def _trades(folded: str, at: int) -> int:
    """Where the trades begin that end at `at`."""
    low = at - 40  # further back no name goes, and 物业物业物业 would be read again and again
    while at > low:
        if folded[at - 1 : at] == ")":
            opened = folded.rfind("(", max(0, at - 8), at)
            if opened < 0:
                return at
            at = opened
        size = next((n for n in (6, 5, 4, 3, 2) if at >= n and folded[at - n : at] in TRADES), 0)
        if not size:
            return at
        at -= size
    return at


def _brand(folded: str, end: int, registered: bool) -> int:
    start = next(
        (end - size for size in (5, 4, 3) if end >= size and folded[end - size : end] in BRANDS), end
    )
    while end - start < LONGEST and start and _is_han(folded[start - 1]):
        if places_before(folded, start) < start or _stopped(folded, start, end, registered):
            break
        start -= 1
    return start


def _stopped(folded: str, start: int, end: int, registered: bool) -> bool:
    """Whether what stands before `start` is no part of a brand that goes from there to `end`."""
    char = folded[start - 1]
    if char in ENDS:
        if char not in SOFT_ENDS or end - start > 1:
            return True
        if start == end:
            return not _ends_brand(folded, start)
        return not any(_begins(folded, start - size) for size in (1, 2, 3))
    if end - start == 1 or (registered and start == end):
        return False
    return folded[max(0, start - 2) : start] in STOPS or folded[max(0, start - 3) : start] in STOPS


def _behind_place(folded: str, brand: int) -> int:
    """A brand that seemed to begin at `brand`, or further left behind the place of a registered name."""
    for at in range(brand, max(0, brand - LONGEST), -1):
        if places_before(folded, at) < at:
            return at
        if not _is_han(folded[at - 1]) or folded[at - 1] in BREAKS:
            break
    return brand


def _ends_brand(folded: str, end: int) -> bool:
    """Whether the 和 before `end` ends a brand of two characters: 在瑞和, not 工厂和."""
    first, before = folded[max(0, end - 2) : end - 1], folded[max(0, end - 3) : max(0, end - 2)]
    if folded[end - 1] not in LAST or not _is_han(first) or first in ENDS:
        return False
    return not _is_han(before) or before in BREAKS


def _begins(folded: str, at: int) -> bool:
    """Whether a name may begin at `at`: after a mark, a place or a word that is no part of one."""
    before = folded[at - 1 : at]
    if not _is_han(before) or before in ENDS or folded[max(0, at - 2) : at] in STOPS:
        return True
    return places_before(folded, at) < at


def places_before(folded: str, at: int) -> int:
    """Where the places begin that end at `at`."""
    country = places.country()
    for _ in range(4):
        size = at - country.ends(folded, at) or _area(folded, at)
        if not size:
            break
        at -= size
    return at


def _area(folded: str, at: int) -> int:
    """Length of a place that no list has (某某县, A市) and of 市 alone; 0 where none ends at `at`."""
    if folded[at - 1 : at] not in AREAS or NOT_AREA.search(folded, max(0, at - 3), at):
        return 0
    start = at - 1
    while start and at - start < 5 and folded[start - 1].isascii() and folded[start - 1].isalnum():
        start -= 1
    if start == at - 1 and folded[start - 1 : start] not in OURS:
        while start and at - start < 3 and _is_han(folded[start - 1]) and folded[start - 1] not in ENDS:
            start -= 1
    return 0 if folded[start - 1 : at - 1] in OURS else at - start


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"
