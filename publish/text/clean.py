"""What every text of a store loses before anybody works on it: the traces of the programs it came through.

Offsets of spans are offsets into the cleaned text. Cleaning is idempotent.
"""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"

_CONTROL = re.compile(f"[{_CONTROLS}]")
_DROPPED = re.compile(f"[{_CONTROLS}{_INVISIBLE}]+")
_SPACE = re.compile(f"[{_SPACES}]")
_BREAK = re.compile(rf"(?:_x000[Dd]_|\r)\n?|_x000[Aa]_|[{_BREAKS}]")
_ESCAPE = re.compile(r"_x00(?:[01][0-9A-Fa-f]|7[Ff])_")
_DIRTY = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_SPACES}{_BREAKS}]|_x00")


def has_controls(text: str) -> bool:
    """Whether `text` holds NUL, a control character other than white space, or broken encoding."""
    return _CONTROL.search(text) is not None


def is_clean(text: str) -> bool:
    """Whether `clean` would leave `text` as it is (may say no for a text that it leaves)."""
    return _DIRTY.search(text) is None


def clean(text: str) -> str:
    """`text` with one kind of line end and of space, without anything invisible.

    Control and zero-width characters go, `_x000D_` (what spreadsheets make of a carriage return)
    and every Unicode line end become "\\n", no-break spaces become spaces. The ideographic space
    and tabs stay.
    """
    if is_clean(text):
        return text
    text = _SPACE.sub(" ", _DROPPED.sub("", text))
    return _ESCAPE.sub(" ", _BREAK.sub("\n", text))
