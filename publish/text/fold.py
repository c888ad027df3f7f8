"""Views of a text in which one code point stands for one, so that offsets stay true.

`fold` levels how characters are written (full width, odd blanks, dashes, stars, compatibility
forms); `digits` reads 汉字 digits as digits; `skeleton` drops everything but letters and digits and
remembers where each came from, so that an identifier is found however it was broken up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

_PLANES = 0x20000  # the BMP and the first supplementary plane (mathematical digits)
_DOTS = "·•・‧∙⋅･"
_STARS = "*＊∗✱⁎﹡"
_NUMERALS = {
    "0": "零〇○", "1": "一壹幺弌", "2": "二贰两貳弍", "3": "三叁參弎", "4": "四肆", "5": "五伍",
    "6": "六陆陸", "7": "七柒", "8": "八捌", "9": "九玖",
}  # fmt: skip


class Skeleton(msgspec.Struct, frozen=True):
    """Letters and digits of a text, lower case, and the place of each in the text."""

    text: str
    places: list[int]

    def find(self, needle: str) -> Iterator[tuple[int, int]]:
        """Every [start, end) in skeleton places at which `needle` stands, overlaps left out."""
        at = self.text.find(needle) if needle else -1
        while at >= 0:
            yield at, at + len(needle)
            at = self.text.find(needle, at + len(needle))


def fold(text: str) -> str:
    """`text` levelled, one code point for one."""
    return text.translate(_FOLD)


def digits(folded: str) -> str:
    """`folded` with 汉字 digits (also 幺, 〇, 两) as 0–9, one code point for one.

    洞, 拐 and 勾 (as soldiers say them) and circled digits are read only inside a number of seven or more
    (five, where all are circled).
    """
    level = folded.translate(_DIGITS)
    if not _RADIO.isdisjoint(level):
        level = _SPOKEN.sub(lambda found: found[0].translate(_RADIOED), level)
    return level


def skeleton(text: str) -> Skeleton:
    """The letters and digits of `text` after folding, in lower case."""
    level = digits(fold(text)).translate(_LOWER)
    places: list[int] = []
    for run in _ALNUM.finditer(level):
        places += range(*run.span())
    return Skeleton("".join(_ALNUM.findall(level)), places)


def bare(text: str) -> str:
    """The skeleton's text alone."""
    return "".join(_ALNUM.findall(digits(fold(text)).translate(_LOWER)))


def _folded(char: str) -> str:
    category = unicodedata.category(char)
    if char in "\n\u2028\u2029":
        return "\n"
    if category in ("Zs", "Cc", "Cf"):
        return " "
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Pd" or char == "−":
        return "-"
    if char in _DOTS:
        return "·"
    return "*" if char in _STARS else _compatible(char, category)


def _compatible(char: str, category: str) -> str:
    """NFKC where it gives one code point; ① and ² stay: they count items, they aren't part of numbers."""
    if category in ("No", "Cs", "Co", "Cn"):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _table(changed: dict[int, str]) -> str:
    return "".join([changed.get(code, chr(code)) for code in range(_PLANES)])


_FOLD = "".join([_folded(chr(code)) for code in range(_PLANES)])
_DIGITS = _table({ord(char): digit for digit, chars in _NUMERALS.items() for char in chars})
_ODD = "洞拐勾⓪①②③④⑤⑥⑦⑧⑨❶❷❸❹❺❻❼❽❾⓿➀➁➂➃➄➅➆➇➈"
_RADIO = frozenset(_ODD)
_RADIOED = str.maketrans(_ODD, "07901234567891234567890123456789")
_SPOKEN = re.compile(f"[0-9{_ODD}][0-9{_ODD} -]{{6,}}+|[{_ODD[3:]}]{{5,}}+")
_ALNUM = re.compile(r"[^\W_]+")  # what str.isalnum says, a run at a time
_LOWER = _table({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
