"""Ways of writing digits that people use, well-formed and mangled."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import msgspec

_HAN = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_SPOKEN = {**_HAN, "0": "〇", "1": "幺", "2": "两"}
_WIDE = str.maketrans("0123456789Xx-", "０１２３４５６７８９Ｘｘ－")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


class Way(msgspec.Struct, frozen=True):
    """One way of writing: what it is called and how a run of digits is put."""

    shape: str
    put: Callable[[str, Random], str]
    mangled: bool = True


def groups(text: str, sizes: tuple[int, ...], between: str) -> str:
    """`text` cut into groups of `sizes` (the rest is the last) with `between` in the gaps."""
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return between.join(filter(None, [*parts, text[at:]]))


def han(text: str, _: Random) -> str:
    return "".join(_HAN.get(char, char) for char in text)


def spoken(text: str, rng: Random) -> str:
    return "".join(rng.choice((_SPOKEN, _HAN)).get(char, char) for char in text)


def capitals(text: str, _: Random) -> str:
    return text.translate(str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"))


def wide(text: str, _: Random) -> str:
    return text.translate(_WIDE)


def circled(text: str, _: Random) -> str:
    return text.translate(_CIRCLED)


def part_han(text: str, rng: Random) -> str:
    """Some digits in 汉字, the rest as they are: how people slip past filters."""
    return "".join(_HAN.get(char, char) if rng.random() < 0.4 else char for char in text)


def every(between: str) -> Callable[[str, Random], str]:
    """One separator after each character."""
    return lambda text, _: between.join(text)


def one_slip(between: str) -> Callable[[str, Random], str]:
    """One separator somewhere in the middle."""

    def put(text: str, rng: Random) -> str:
        at = rng.randint(3, max(3, len(text) - 3))
        return f"{text[:at]}{between}{text[at:]}"

    return put


def cut(sizes: tuple[int, ...], between: str) -> Callable[[str, Random], str]:
    return lambda text, _: groups(text, sizes, between)


COMMON = (
    Way("汉字", han),
    Way("口语汉字", spoken),
    Way("部分汉字", part_han),
    Way("大写汉字", capitals),
    Way("全角", wide),
    Way("圈数字", circled),
    Way("逐字空格", every(" ")),
    Way("逐字点", every(".")),
    Way("逐字横线", every("-")),
    Way("多一空格", one_slip(" ")),
    Way("断行", one_slip("\n")),
    Way("断行缩进", one_slip("\n　　")),
    Way("零宽字符", one_slip("\u200b")),
    Way("不换行空格", one_slip("\xa0")),
    Way("全角空格", one_slip("　")),
)
"""Manglings that any long number meets."""


def digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))
