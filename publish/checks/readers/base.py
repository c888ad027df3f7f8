"""What a reader gives: texts, and files inside the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from publish.text.squeeze import BORDER


class UnreadableError(ValueError):
    """Bytes that can't be read as what they are said to be; the word tells why and quotes nothing."""


class Text(msgspec.Struct, frozen=True):
    """Something to read. `part` says where in the file, for people; `line` tells the line of an offset.

    `record`: one of many matters in a file, which says itself which one it is.
    """

    text: str
    part: str = ""
    record: bool = False
    line: Callable[[int], int] | None = None


class Part(msgspec.Struct, frozen=True):
    """A file inside the file. `twin`: the same file in other bytes, for who accepts them."""

    name: str
    data: bytes
    twin: bool = False


class Example(msgspec.Struct, frozen=True):
    """Bytes, what must be read in them (squeezed), and what must not, for a border lies in it."""

    data: bytes
    reads: tuple[str, ...]
    apart: tuple[str, ...] = ()


Found = Iterator[Text | Part]


def utf8(data: bytes) -> str:
    """Text of ours is UTF-8, with or without a mark; anything else is `UnreadableError`."""
    try:
        return data.decode("utf-8-sig").replace(BORDER, " ")
    except UnicodeDecodeError:
        raise UnreadableError("UTF-8") from None


def joined(values: Iterator[str]) -> str:
    """Values that are not read as one."""
    return BORDER.join(value.replace(BORDER, " ") for value in values)


LARGEST = 1 << 30
"""Bytes that may come out of one packed file."""
_ASCII = re.compile(rb"[\x20-\x7e]{6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")


def ascii_runs(data: bytes) -> str:
    """Runs of plain characters, of one byte or two, in bytes of any kind: where no library looks."""
    wide = [run[::2] for run in _WIDE.findall(data)]
    return BORDER.join(run.decode("ascii") for run in (*_ASCII.findall(data), *wide))
