"""Shapes that several recognizers are built of. All stand for the folded view or the view of digits."""

from __future__ import annotations

import re

from publish.anonymise.base import Source

HAN_TENS = r"[0-9]?百(?:0?[0-9]?十)?[0-9]{0,2}|[0-9]?十[0-9]?"
"""A number with 十 or 百 in the view of digits: 十二 is 十2, 二百零三 is 2百03."""

_MEASURE = re.compile(
    r"(?![ ](?:[张项段路米周班台时]|[万余](?![元人户吨余多亿名万]))[一-鿿]{1,3}"
    r"(?:[ :,。;(]|$))"  # 3-2-501 张小明:
    r"(?:[0-9]|[ ]?"
    r"(?:[年月日天岁元块万亿千百十%‰:多余来几个名人次辆吨米平㎡斤克公里度瓦条款项页份台套件张颗只头株棵点分"
    r"支届班路线级周倍后前以至毫升层栋]|到(?![现目今底处手期])|楼(?![上下])|\.[0-9]|小时|时(?!间)|分钟|工作日|立方|户(?![型主室内口])"
    r"|[kKmMcC][mMgGwW]))"
)
_DASH = r"[ ]{0,2}(?:[\-杠之~─―_]|(?<=[0-9])一(?=[0-9]))[ ]{0,2}"
_PART = rf"(?:{HAN_TENS}|[0-9]{{1,4}})"
DASHED = rf"(?:[A-Za-z]{{0,2}}{_PART}|[A-Za-z])(?:{_DASH}{_PART}[A-Za-z]?){{1,3}}"
"""Numbers with dashes between them: 5-1, 3-2-1201, 五杠一."""
_FLAT = re.compile(
    rf"-?[0-9]{{1,2}}(?:-[0-9]{{1,2}}){{1,2}}(?=(?:19|20)[0-9]{{2}}[年/.\-])|-?(?P<dashed>{DASHED})|[0-9]{{3,4}}(?=(?:19|20)[0-9]{{2}}[年/.\-]|[0-9]{{1,2}}月[0-9])|(?P<room>[A-Za-z]?[0-9]{{3,5}}[A-Za-z]?|[A-Za-z]-?[0-9]{{1,4}})"
    rf"|-[0-9]{{1,2}}(?![0-9])|[东南西北][0-9]{{3,4}}|(?:{_PART}|[A-Za-z])(?=[ ]?(?:室|号|户(?!型)))"
    rf"|[A-Za-z](?![A-Za-z0-9、])"
)
_SHARE = re.compile(
    r"[ ]?(?:[\-~、/][ ]?[0-9]{3,4})?[ ]?(?P<unit>室|号房|号|房(?![屋产子东间价])|户(?![型主]))\)?|\)"
)


GLUED = r"(?=(?:19|20)[0-9]{2}(?:[ ]?年|[.\-/][0-9])|[0-9]{1,2}月[0-9]|[0-9]{1,2}(?:[、)]|\.(?![0-9])))"
"""What may begin right behind a number where a break was lost: a date, or the next item of a list."""
OVER = rf"(?:(?![0-9])|{GLUED})"
"""Where a number of known length is over."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=[ ]?年|[/.\-][0-9]{1,2}[/.\-][0-9])")
_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}[日号]")
_DATED = re.compile(
    r"-?(?:19|20)[0-9]{2}[ ]?[\-/.][ ]?(?:0?[1-9]|1[0-2])(?:[ ]?[\-/.][ ]?[0-3]?[0-9])?(?![0-9])"
)


def measured(folded: str, end: int) -> bool:
    """Whether what follows a number makes it an amount, a count, a date or a size."""
    return bool(_MEASURE.match(folded, end)) and not (_YEAR.match(folded, end) or _DAY.match(folded, end))


_CALLED = re.compile(r"(?:阳光100|苏荷100|天下100)(?=[0-9一二三四五六七八九十])")


def numbered_estate(folded: str, start: int) -> int:
    """Where a door begins in digits that begin at `start` with the number an estate is called by; 0 where
    no estate is known to be: 阳光100."""
    found = _CALLED.match(folded, max(0, start - 2))
    return found.end() if found else 0


_WORD = re.compile(r"一[直个次家些共般起样定旦是名位份套张年天方]|[二三四]是")
_ITEM = re.compile(r"[0-9][、.)]")
_WHOLE = frozenset((11, 15, 16, 18, 19))
"""How many digits telephones, citizens' numbers and cards have."""


def own_end(source: Source, start: int, end: int) -> int:
    """Where a number ends that seems to end at `end`: before the year of a date, the number of a list's next
    item where it is whole without that, or a word that begins with a 汉字 digit: 63629027|一直."""
    year = _YEAR.match(source.digits, end - 4)
    if year and year.end() == end and end - start > 10:
        return end - 4
    if _WORD.match(source.folded, end - 1) and source.folded[start : end - 1].isascii():
        return end - 1
    return _before_item(source, start, end)


def _before_item(source: Source, start: int, end: int) -> int:
    rest = source.folded[start : end - 1].rstrip()
    whole = rest.isascii() and sum(char.isdigit() for char in rest) in _WHOLE
    apart = len(rest) < end - 1 - start or source.folded[end - 1] != source.digits[end - 1]
    return start + len(rest) if whole and apart and _ITEM.match(source.digits, end - 1) else end


def storeyed(number: str) -> bool:
    """Whether digits are those of a room by its floor: 502, 1203, 3301."""
    return (
        len(number) in (3, 4)
        and number.isdigit()
        and 1 <= int(number[:-2]) <= 60
        and 1 <= int(number[-2:]) <= 40
    )


def flat_at(source: Source, start: int) -> int:
    """End of the flat that begins at `start` behind a building, a unit or a floor; 0 where none does."""
    return max(_flat_end(source, view, start) for view in (source.digits, source.folded))


def _flat_end(source: Source, view: str, start: int) -> int:
    found = _FLAT.match(view, start)
    if not found or _too_long(found, source) or _DATED.match(view, start):
        return 0
    end = found.end()
    shared = _SHARE.match(source.digits, end)
    if shared and (shared["unit"] != "户" or storeyed(found["room"] or "")):
        return shared.end()
    parted = (
        len(_DASHES.findall(found[0])) > 1 and view[end : end + 1] not in _DATES
    )  # no amount has two dashes
    return end if parted or not measured(view, end) else 0


_DASHES = re.compile(r"[0-9][ ]?[\-~─―_][ ]?(?=[0-9])")
_DATES = tuple("0123456789日号时点")


def _too_long(found: re.Match[str], source: Source) -> bool:
    """Five digits are a room only where 一 stands for a dash: 12一3."""
    room = found["room"] or ""
    return len(room) == 5 and room.isdigit() and "一" not in source.folded[found.start() : found.end()]
