"""The words in place of an age or a birth date: an age by its decade, a date without a number."""

from __future__ import annotations

import re

from publish.anonymise.known.dates import number

_TENS = "零一二三四五六七八九"
_OLD = 60
_AGE = re.compile(r"(?P<number>[0-9十百]+)(?P<rest>[^0-9十百]*)")
_NEAR = re.compile(
    r"(?:年(?:近|过|逾)|快|近)?(?P<tens>[0-9]{1,2})旬|年(?:近|过|逾)(?P<years>[0-9十百]+|古稀|花甲|半百)"
)
_WORDS = {"古稀": 70, "花甲": 60, "半百": 50}
_DATED = re.compile(r"年|[0-9][-./~、][ ]?[0-9]|[0-9]{6}|^(?:19|20)[0-9]{2}$")
_SPELT = re.compile(r"(?P<tens>[0-9])十(?:有[0-9]|出头|挂零|好几)$")
_PART = re.compile(r"[0-9十廿卅]+|[正冬腊]")


def age(digits: str, original: str) -> str:
    """35岁 → 三十多岁, 年近八旬 → 年事已高, 1985.3.12 → 某年某月某日; the original where it tells nothing.

    `digits` is `original` in the view of digits.
    """
    if digits.startswith("出生"):
        return "出生不久"
    near = _NEAR.fullmatch(digits)
    if near:
        return _near(near)
    spelt = _SPELT.search(digits)
    if spelt:
        return f"{_TENS[int(spelt['tens'])]}十多岁"
    if "满" not in digits and "岁" not in digits and _DATED.search(digits):
        return _date(digits)
    return _decade(digits, original)


def _decade(digits: str, original: str) -> str:
    found = _AGE.search(digits)
    if not found:
        return original
    rest = re.sub(r"[多来几余半零]", "", found["rest"]).replace("高龄", "岁高龄")
    return digits[: found.start()] + _band(found["number"]) + rest


def _near(found: re.Match[str]) -> str:
    tens, said = found["tens"], found["years"] or ""
    years = int(tens) * 10 if tens else _WORDS.get(said) or _years(said)
    if found[0].startswith("年"):
        return "年事已高" if years >= _OLD else "人到中年"
    return "高龄" if years >= _OLD else "中年"


def _date(written: str) -> str:
    if "年" in written and "月" not in written:
        return "某年"
    parts = len(_PART.findall(written))
    packed = re.fullmatch(r"[0-9]{6}", written)
    return (
        "某年某月"
        if parts == 2 or packed
        else "某年"
        if re.fullmatch("[0-9]{4}", written)
        else "某年某月某日"
    )


def _years(written: str) -> int:
    return 100 if "百" in written else int(written) if written.isdigit() else number(written)


def _band(written: str) -> str:
    years = _years(written)
    if years >= 100:
        return "一百多"
    if years < 10:
        return "几"
    return ("" if years < 20 else _TENS[years // 10]) + "十多"
