"""Birth dates and ages."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import forms, load
from bench.anonymise.makers.doors import han
from bench.anonymise.model import Piece, join, quiet, whole

_ZERO = "〇一二三四五六七八九"


def _year(value: int) -> str:
    return "".join(_ZERO[int(char)] for char in str(value))


_AFTER = {"我是": ("出生的", "生人", "生的"), "本人": ("出生", "出生人")}


_SHAPE = {
    "y": 1980,
    "m": 5,
    "d": 6,
    "Y": "一九八〇",
    "M": "五",
    "D": "六",
    "s": "80",
    "W": "１９８０",
    "O": "六",
}


def birth(rng: Random, mangled: bool = False) -> Piece:
    """A birth date with the words that make it one; only the date is marked."""
    form = rng.choice(forms(rng, "births", "mangled" if mangled else "plain"))
    shape = form.replace("\n", "⏎").format(**_SHAPE)
    marked = whole(form.format(**_values(rng)), "BIRTH_OR_AGE", shape, mangled)
    head = rng.choice(forms(rng, "births", "before"))
    return join(head, marked, rng.choice(_AFTER.get(head, ("",))))


def _values(rng: Random) -> dict[str, object]:
    year, month, day = rng.randint(1938, 2012), rng.randint(1, 12), rng.randint(1, 28)
    wide = str(year).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return {
        "y": year, "m": month, "d": day, "Y": _year(year), "M": han(month), "D": han(day),
        "s": f"{year % 100:02}", "W": wide, "O": han(min(day, 10)),
    }  # fmt: skip


def age(rng: Random) -> Piece:
    """An age; 年近, 虚岁 and the like around it are neither missed nor over-masked."""
    known = load("formats")["births"]
    form = rng.choice(known["ages"])
    years = rng.randint(3, 95)
    values = {"n": years, "N": han(years), "m": rng.randint(2, 9), "T": han(rng.randint(3, 9) * 10)}
    shape = form.replace("|", "").format(n="1", N="一", m="1", T="六十")
    core = next(part for part in form.split("|") if "{" in part)
    marked = whole(core.format(**values), "BIRTH_OR_AGE", shape, form in known["rough_ages"])
    return join(*(marked if part == core else quiet(part) for part in form.split("|")))
