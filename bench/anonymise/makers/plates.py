"""Number plates."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import Held
from bench.anonymise.makers.writing import Way, digits
from bench.anonymise.model import Piece, whole

_PROVINCES = "渝川湘浙京沪粤鄂贵云陕豫皖闽甘苏鲁"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def _tail(rng: Random) -> str:
    turn = rng.random()
    if turn < 0.45:
        return digits(rng, 5)
    if turn < 0.75:
        return rng.choice(_LETTERS) + digits(rng, 4)
    made = list(digits(rng, 5))
    for at in rng.sample(range(5), 2):
        made[at] = rng.choice(_LETTERS)
    return "".join(made)


def plate(rng: Random) -> str:
    return rng.choice(_PROVINCES) + rng.choice("ABCDEFGHJKL") + _tail(rng)


def green(rng: Random) -> str:
    """A new-energy plate: small (D, F first) or large (last)."""
    letter = rng.choice("DF")
    tail = f"{letter}{digits(rng, 5)}" if rng.random() < 0.8 else f"{digits(rng, 5)}{letter}"
    return rng.choice(_PROVINCES) + rng.choice("ABCDEFGH") + tail


def plate_piece(rng: Random) -> Piece:
    turn = rng.random()
    if turn < 0.7:
        return whole(plate(rng), "PLATE", "连写")
    if turn < 0.9:
        return whole(green(rng), "PLATE", "新能源")
    return whole(plate(rng)[:-1] + rng.choice("学警挂"), "PLATE", "学警挂")


_WAYS = (
    Way("空格", lambda text, _: f"{text[:2]} {text[2:]}"),
    Way("点", lambda text, _: f"{text[:2]}·{text[2:]}"),
    Way("圆点", lambda text, _: f"{text[:2]}•{text[2:]}"),
    Way("句点", lambda text, _: f"{text[:2]}.{text[2:]}"),
    Way("横线", lambda text, _: f"{text[:2]}-{text[2:]}"),
    Way("小写", lambda text, _: text.lower()),
    Way("小写空格", lambda text, _: f"{text[:2]} {text[2:]}".lower()),
    Way("省后空格", lambda text, _: f"{text[0]} {text[1:]}"),
    Way("全角", lambda text, _: "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in text)),
    Way("牌字", lambda text, _: f"{text[:2]}牌{text[2:]}"),
    Way("间隔空格", lambda text, _: f"{text[0]} {text[1]} {text[2:]}"),
    Way("逐字空格", lambda text, _: " ".join(text)),
    Way("间隔点空格", lambda text, _: f"{text[:2]} · {text[2:]}"),
    Way("全角点", lambda text, _: f"{text[:2]}．{text[2:]}"),
    Way("断行", lambda text, _: f"{text[:2]}\n{text[2:]}"),
    Way("O代0", lambda text, _: text[:-1].replace("0", "O") + "O"),
)


_HELD = (
    Way("省外空格", lambda text, _: f"{text[0]}  {text[1:]}"),
    Way("长横", lambda text, _: f"{text[:2]}—{text[2:]}"),
    Way("中点空格", lambda text, _: f"{text[:2]}• {text[2:]}"),
    Way("两段", lambda text, _: f"{text[:4]} {text[4:]}"),
)


def plate_mangled(rng: Random) -> Piece:
    way = rng.choice(_WAYS + _HELD * 2 if isinstance(rng, Held) else _WAYS)
    text = green(rng) if rng.random() < 0.25 else plate(rng)
    return whole(way.put(text, rng), "PLATE", way.shape, True)


def plate_alone(rng: Random) -> Piece:
    """Without the province, as on the spot: A12345; always after a label in the frames."""
    return whole(plate(rng)[1:], "PLATE", "省略省份", True)
