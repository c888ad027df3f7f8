"""What a text says once it is decoded: entities, percent signs, escapes, quoted-printable, base64, tags.

Each step reads its own way of writing and leaves everything else, line breaks too, where it is, so that a
line of what was decoded is a line of the text. `unfolded` takes the steps in every order that finds any.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from publish.text.squeeze import BORDER

DEPTH = 4
"""How many steps deep a text is read: base64 of base64 of markup, and one more."""
SHORTEST = 12
"""Signs of base64 that can hold a name of three characters."""
MOST = 256
"""Readings of one text; one that has more hides something."""

_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*;)")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){2,}")
_SOFT_BREAK = re.compile(r"=\r?\n")
_ESCAPE = re.compile(
    r"""((?:\\u[0-9a-fA-F]{4})+)|\\u\{([0-9a-fA-F]{1,6})\}|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{4,6})\s?"""
    r"""|\\([nrtbf/"'\\])|\\([0-9a-fA-F]{2,3})\s?"""
)
TAG = re.compile(
    r"""(<!--.*?-->|<[/!?]?([A-Za-z][\w:-]*)[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>)""", re.S
)
_TOKEN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_A_LINE = 40
_WRAPPED = re.compile(r"(?:[A-Za-z0-9+/]{40,}\r?\n)+[A-Za-z0-9+/]+={0,2}")
_STROKE = re.compile(r"[/_+-]+")
_STARTS = 8
_PIECE = re.compile(r"[A-Za-z0-9]{12,}")
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rb"
        " rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr",
    )
)
"""Elements that stand within a line: what they part is read as one."""

Step = Callable[[str], str]


class TooDeepError(ValueError):
    """A text that can be read in too many ways."""


def unfolded(text: str) -> Iterator[str]:
    """The text, and what it says decoded, each reading once. Raises `TooDeepError`."""
    seen, fresh = {text}, [text]
    yield text
    for _ in range(DEPTH):
        fresh = [
            found for one in fresh for step in STEPS if (found := step(one)) is not one and found not in seen
        ]
        fresh = list(dict.fromkeys(fresh))
        seen.update(fresh)
        if len(seen) > MOST:
            raise TooDeepError
        yield from fresh


def entities(text: str) -> str:
    """Character references: &#48; &amp;"""
    return _changed(_ENTITY, lambda found: _line(html.unescape(found[0])), text) if "&" in text else text


def percents(text: str) -> str:
    """Percent signs of addresses, read as UTF-8: %E5%BC%A0"""
    return _changed(_PERCENT, _bytes_after("%"), text) if "%" in text else text


def quoted(text: str) -> str:
    """Quoted-printable, as in mail: =E5=BC=A0"""
    if "=" not in text or not _QUOTED.search(text):
        return text
    return _changed(_QUOTED, _bytes_after("="), _SOFT_BREAK.sub("", text))


def escapes(text: str) -> str:
    """Escapes of JSON, scripts and style sheets: \\u5f20 \\u{5f20} \\x31 \\5f20"""
    if "\\" not in text:
        return text
    return _changed(_ESCAPE, _escaped, text)


def tags(text: str) -> str:
    """Markup without its tags: those of a line are dropped, any other is a border."""
    return apart(text)[0] if "<" in text else text


def apart(text: str) -> tuple[str, list[str]]:
    """The text without its tags, the same object where it has none, and what is inside each of them."""
    pieces = TAG.split(text)
    if len(pieces) == 1:
        return text, []
    marks, names = pieces[1::3], pieces[2::3]
    between = [_between(name) if "\n" not in mark else _between(name) + "\n" * mark.count("\n")
               for mark, name in zip(marks, names, strict=True)]  # fmt: skip
    pieces[1::3] = between
    del pieces[2::3]
    return "".join(pieces), [mark[1:-1] for mark in marks]


def encoded(text: str) -> str:
    """Base64, also of addresses, in lines, or behind a stroke: MTM5MDAwMDEyMzQ="""
    tokens = set(_TOKEN.findall(text))
    if any(len(token) >= _A_LINE for token in tokens):
        text = _changed(_WRAPPED, lambda found: "".join(found[0].split()) + "\n" * found[0].count("\n"), text)
    elif all(_decoded(token) == token for token in tokens):
        return text
    return _changed(_TOKEN, lambda found: _decoded(found[0]), text)


STEPS: tuple[Step, ...] = (entities, percents, quoted, escapes, tags, encoded)


def _changed(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str) -> str:
    """`text` with every match changed; the same object where nothing is."""
    found = pattern.sub(change, text)
    return text if found == text else found


def _bytes_after(sign: str) -> Callable[[re.Match[str]], str]:
    def read(found: re.Match[str]) -> str:
        return _line(bytes.fromhex(found[0].replace(sign, "")).decode("utf-8", "replace"))

    return read


def _escaped(found: re.Match[str]) -> str:
    units, *codes, sign, short = found.groups()
    if units:
        return _line(bytes.fromhex(units.replace("\\u", "")).decode("utf-16-be", "replace"))
    if sign:
        return " " if sign in "nrtbf" else str(sign)
    code = int(next(filter(None, (*codes, short))), 16)
    return _line(chr(code)) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]


@lru_cache(maxsize=1000)
def _between(name: str | None) -> str:
    """What stands for a tag of this name, or for a comment."""
    return "" if name is None or name.lower() in INLINE or "-" in name else BORDER


@lru_cache(maxsize=100_000)
def _decoded(token: str) -> str:
    """What a token says, or what follows a stroke in it, or stands between two; else itself."""
    starts = [0, *(found.end() for found in _STROKE.finditer(token))][:_STARTS]
    for start in starts:
        said = _said(token[start:])
        if said is not None:
            return token[:start] + said
    return _PIECE.sub(lambda found: _said(found[0]) or found[0], token) if len(starts) > 1 else token


def _said(token: str) -> str | None:
    bare = token.rstrip("=").translate(_URL_SAFE)
    if len(bare) < SHORTEST:
        return None
    try:
        data = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
        text = data.decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return None if _CONTROL.search(text) else _line(text)


def _line(text: str) -> str:
    return text.replace("\n", " ").replace(BORDER, " ")


_URL_SAFE = str.maketrans("-_", "+/")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
