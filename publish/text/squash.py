"""Text squeezed for comparison: every way of writing an identifier becomes one.

Offsets are lost; `publish.text.fold` keeps them. Used by the gates, which look for what must not
be there and need no place inside the line.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = dict(zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两", "0012345678912345678912", strict=True))
_HAN_DIGIT = re.compile(f"[{''.join(_DIGITS)}]")
_REST = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ \t\r\n.\-_·•—–()（）]+(?=\d)")
_SPACE_BY_HAN = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


def squash(text: str) -> str:
    """Compatibility forms unified, invisible characters gone, gaps inside numbers and words closed."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _SPACE_BY_HAN.sub("", _BETWEEN_DIGITS.sub("", plain))


def digits(squashed: str) -> str:
    """Squashed text with 汉字 digits read as digits, for numbers that were written out."""
    return _BETWEEN_DIGITS.sub("", _HAN_DIGIT.sub(lambda found: _DIGITS[found[0]], squashed))


def bare(squashed: str) -> str:
    """Squashed text as letters, digits and 汉字 alone, upper case."""
    return _REST.sub("", squashed).upper()


def key(text: str) -> str:
    """An identifier as a key: squashed and bare."""
    return bare(squash(text))
