"""Text squeezed for comparison: every way of writing an identifier becomes one.

`squeeze` keeps letters, digits and 汉字 alone, all digits as 0–9, letters in lower case; what may stand
inside an identifier (blanks, hyphens, dots, invisible characters) is dropped, anything else is a border
that nothing is joined over. `level` and `digits` say the same one code point for one, so that a place in
them is a place in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import numpy as np

from publish.text import fold

BORDER = "\x1e"
"""Between things that are not read as one: cells, paragraphs, values."""
INVISIBLE = "\u200b"
"""What `level` puts for any character that nobody sees."""
JOINS = " \n-·._*()/+~'`^\\@"
"""What `level` leaves of the characters that may stand inside an identifier."""
SHORT = 200
"""Characters from which a text is squeezed by numpy."""
GAP = "[" + INVISIBLE + "".join("\\" + char for char in JOINS) + "]*"
"""An expression for what may stand between two characters of an identifier."""
_UNSEEN = ("Cf", "Cc", "Mn", "Me", "Cs", "Co", "Cn")


class _Table(dict[int, str]):
    """A table for `str.translate`, filled as characters come."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, code: int) -> str:
        self[code] = made = self._make(chr(code))
        return made


def squeeze(text: str) -> str:
    """`text` as a key: what is left of it when all ways of writing are one."""
    return text.translate(_SQUEEZED) if len(text) < SHORT else _swiftly(text)


def _swiftly(text: str) -> str:
    """The same for long texts, some ten times as fast; borders side by side become one."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    found = _CODES[codes]
    if found.max() == _UNKNOWN:
        for code in np.unique(codes[found == _UNKNOWN]).tolist():
            _CODES[code] = ord(_SQUEEZED[code] or "\0")
        found = _CODES[codes]
    found = found[found != 0]
    border = found == ord(BORDER)
    border[1:] &= border[:-1]
    border[:1] = False
    return str(found[~border].tobytes(), "utf-32-le")


def level(text: str) -> str:
    """`text` with compatibility forms unified, in lower case; one code point for one."""
    return text.translate(_LEVEL)


def digits(levelled: str) -> str:
    """`levelled` with every kind of digit as 0–9; one code point for one."""
    return levelled.translate(_DIGITS)


def _levelled(char: str) -> str:
    if char in (BORDER, "\n"):
        return char
    if char in "\r\t\v\f\u2028\u2029":
        return " "
    if unicodedata.category(char) in _UNSEEN:
        return INVISIBLE
    plain = fold.fold(char).lower()
    return plain if len(plain) == 1 else char


def _digit(char: str) -> str:
    plain = fold.digits(char)
    if plain == char and unicodedata.category(char) == "No":
        return _SPOKEN.get(char) or str(unicodedata.digit(char, char))
    return _SPOKEN.get(plain, plain)


def _squeezed(char: str) -> str:
    plain = _digit(_levelled(char))
    if plain.isalnum():
        return plain
    return "" if plain in JOINS or plain == INVISIBLE else BORDER


_SPOKEN = {"洞": "0", "拐": "7", "勾": "9", "❶": "1", "❷": "2", "❸": "3", "❹": "4", "❺": "5", "❻": "6",
           "❼": "7", "❽": "8", "❾": "9", "⓿": "0"}  # fmt: skip
_UNKNOWN = 0xFFFFFFFF
_CODES = np.full(0x110000, _UNKNOWN, np.uint32)
"""What `_SQUEEZED` says, by code point, as far as it was asked; 0 where nothing is left."""
_LEVEL = _Table(_levelled)
_DIGITS = _Table(_digit)
_SQUEEZED = _Table(_squeezed)
