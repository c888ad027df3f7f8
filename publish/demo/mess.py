"""How people write what identifies them: spaced, full-width, in 汉字, split over lines, mistyped.

Every function takes the canonical form and returns one written form of it. `office` writes tidily.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from publish.demo.people import Person, check_digit

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
HANZI = str.maketrans("0123456789", "〇一二三四五六七八九")
SPOKEN = str.maketrans("0123456789", "零幺二三四五六七八九")
ORDINALS = "零一二三四五六七八九十"

Way = Callable[[str, Random], str]


def _pick(ways: tuple[tuple[float, Way], ...], value: str, rng: Random) -> str:
    at = rng.random()
    for share, way in ways:
        at -= share
        if at < 0:
            return way(value, rng)
    return value


def _split(value: str, rng: Random) -> str:
    cut = rng.randrange(4, len(value) - 3)
    return value[:cut] + "\n" + value[cut:]


def _grouped(mark: str) -> Way:
    return lambda value, _rng: f"{value[:3]}{mark}{value[3:7]}{mark}{value[7:]}"


def _wrong_check(value: str, rng: Random) -> str:
    others = [digit for digit in "0123456789" if digit != check_digit(value[:17])]
    return value[:17] + rng.choice(others)


def _dropped(value: str, rng: Random) -> str:
    at = rng.randrange(14, 17)
    return value[:at] + value[at + 1 :]


PHONE_WAYS: tuple[tuple[float, Way], ...] = (
    (0.11, _grouped(" ")), (0.07, _grouped("-")), (0.02, _grouped(".")),
    (0.06, lambda v, _: v.translate(FULL_WIDTH)),
    (0.04, lambda v, _: v.translate(SPOKEN)), (0.02, lambda v, _: v.translate(HANZI)),
    (0.03, _split), (0.02, lambda v, _: "+86 " + v), (0.02, lambda v, _: "86-" + v),
    (0.02, lambda v, _: " ".join(v)),
)  # fmt: skip

ID_WAYS: tuple[tuple[float, Way], ...] = (
    (0.10, lambda v, _: f"{v[:6]} {v[6:14]} {v[14:]}"),
    (0.08, lambda v, _: v.translate(FULL_WIDTH)),
    (0.10, lambda v, _: v.lower()),
    (0.07, _wrong_check), (0.05, _dropped),
    (0.03, _split),
)  # fmt: skip

PLATE_WAYS: tuple[tuple[float, Way], ...] = (
    (0.22, lambda v, _: v[:2] + "·" + v[2:]),
    (0.10, lambda v, _: v[:2] + " " + v[2:]),
    (0.08, lambda v, _: v[0] + v[1:].lower()),
    (0.05, lambda v, _: v[:2] + "-" + v[2:]),
)


def phone(value: str, rng: Random, office: bool = False) -> str:
    """A mobile number as written."""
    return value if office else _pick(PHONE_WAYS, value, rng)


def landline(value: str, rng: Random, office: bool = False) -> str:
    """A private landline, with or without the area code."""
    forms = ("023-{}", "023{}", "(023){}", "023 {}", "（023）{}", "{}")
    return forms[0 if office else rng.randrange(len(forms))].format(value)


def id_number(value: str, rng: Random, office: bool = False) -> str:
    """A citizen's number, at times mistyped: a wrong check digit, one digit short."""
    return value if office else _pick(ID_WAYS, value, rng)


def plate(value: str, rng: Random, office: bool = False) -> str:
    return value if office else _pick(PLATE_WAYS, value, rng)


def bank(value: str, rng: Random, office: bool = False) -> str:
    grouped = " ".join(value[i : i + 4] for i in range(0, len(value), 4))
    return grouped if not office and rng.random() < 0.5 else value


def door(value: str, rng: Random, office: bool = False) -> str:
    """A door: 3栋2单元5-1, 3幢…, 3#…; the number of the building in 汉字 now and then."""
    if office or rng.random() < 0.7:
        return value
    number, mark, rest = _building(value)
    if rng.random() < 0.5 and int(number) <= 10:
        return ORDINALS[int(number)] + mark + rest
    return f"{number}{rng.choice(('号楼', '#', ' ' + mark))}{rest}"


def full_name(person: Person, rng: Random, office: bool = False) -> str:
    """The whole name; a two-character name is at times spread with a blank."""
    if len(person.name) == 2 and not office and rng.random() < 0.06:
        return f"{person.surname} {person.given}"
    return person.name


def partial_name(person: Person, rng: Random, office: bool = False) -> str:
    """王先生, 王女士 in an office's pen; 老王, 小王, 王姐 among people."""
    polite = person.surname + ("女士" if person.female else "先生")
    if office or len(person.surname) > 1 or rng.random() < 0.45:
        return polite
    old = person.birth.year < 1972
    warm = ("姐", "孃孃", "阿姨") if person.female else ("哥", "师傅", "大爷")
    known = person.surname + (warm[2] if old else warm[rng.randrange(2)])
    return rng.choice((("老" if old else "小") + person.surname, known))


def birth(value: date, rng: Random, office: bool = False) -> str:
    forms = ("{y}年{m}月{d}日", "{y}年{m}月", "{y}.{m}.{d}", "{s}年{m}月", "{y}-{m:02d}-{d:02d}")
    form = forms[0 if office else rng.randrange(len(forms))]
    return form.format(y=value.year, s=value.year % 100, m=value.month, d=value.day)


def _building(value: str) -> tuple[str, str, str]:
    end = next(i for i, letter in enumerate(value) if not letter.isdigit())
    return value[:end], value[end], value[end + 1 :]
