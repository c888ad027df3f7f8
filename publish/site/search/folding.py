"""How texts and questions are levelled before they are compared: one code point for one, so that marks stay
true. The same table is in theme/static/js/search-index.js; a test compares the two sign by sign.
"""

from __future__ import annotations

_BLANKS = (
    *range(0x21),
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200C),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
    0xFEFF,
)
_DASHES = (*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D)
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
_LETTERS = (*range(0x41, 0x5B), *range(0xC0, 0xDF), *range(0x391, 0x3AA), *range(0x410, 0x430))
"""Capitals of Latin, Greek and Cyrillic; 0xD7 is a sign, 0x3A2 is not given."""


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_DASHES, "-") | _QUOTES
    table |= {code: chr(code + 32) for code in _LETTERS if code not in (0xD7, 0x3A2)}
    table |= {code + 0xFEE0: chr(code + 32) for code in range(0x41, 0x5B)}
    return table


TABLE = _table()
"""Code point → the sign it is levelled to; what is not in it stays."""


def folded(text: str) -> str:
    """Full width as half width, capitals as small letters, blanks of all kinds and line breaks as a space,
    dashes as one, curly quotes as straight."""
    return text.translate(TABLE)
