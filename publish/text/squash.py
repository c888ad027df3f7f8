"""Text squeezed for comparison: every way of writing an identifier becomes one.

Offsets are lost; `publish.text.fold` keeps them. Used by the gates, which look for what must not
be there and need no place inside the line.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两", "0012345678912345678912")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ \t\r\n.\-_·•—–()（）]+(?=\d)")
_SPACE_BY_HAN = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


def squash(text: str) -> str:
    """Compatibility forms unified, invisible characters gone, gaps inside numbers and words closed."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _SPACE_BY_HAN.sub("", _BETWEEN_DIGITS.sub("", plain))


def digits(text: str) -> str:
    """`squash` with 汉字 digits read as digits, for numbers that were written out."""
    return _BETWEEN_DIGITS.sub("", squash(text).translate(_DIGITS))


def key(text: str) -> str:
    """An identifier as a key: squashed, upper case, without anything but letters, digits and 汉字."""
    return re.sub(r"[\W_]+", "", squash(text)).upper()
