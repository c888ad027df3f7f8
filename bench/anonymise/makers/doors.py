"""Doors: building, unit, floor, room, village group, number; what leads up to them stays or is policy."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import forms, load
from bench.anonymise.model import Piece, join, whole

_HAN = "零一二三四五六七八九十"


def han(value: int) -> str:
    """1–99 in 汉字."""
    if value <= 10:
        return _HAN[value]
    tens, ones = divmod(value, 10)
    return f"{'' if tens == 1 else _HAN[tens]}十{_HAN[ones] if ones else ''}"


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_SHAPES = {
    "b2": "1", "f": "1", "h:02": "01", "b": "1", "B": "一", "u": "1", "U": "一", "F": "一", "h": "1",
    "H": "一", "FH": "一〇一", "L": "A", "W": "１", "w": "１", "D": "东", "g": "1", "G": "一", "n": "1",
    "N": "一",
}  # fmt: skip


def _values(rng: Random) -> dict[str, object]:
    building, unit, floor, house = (rng.randint(1, most) for most in (38, 4, 32, 8))
    group, number = rng.randint(1, 18), rng.randint(1, 399)
    spoken = "".join(_HAN[int(char)] for char in f"{floor}{house:02}").replace("零", "〇")
    return {
        "b": building, "B": han(building), "b2": rng.randint(1, 12), "u": unit, "U": han(unit),
        "f": floor, "F": han(floor), "h": house, "H": han(house), "FH": spoken,
        "L": rng.choice("ABCDEF"), "W": str(building).translate(_WIDE), "w": str(unit).translate(_WIDE),
        "D": rng.choice("东西南北"), "g": group, "G": han(group), "n": number, "N": han(rng.randint(1, 99)),
    }  # fmt: skip


def _door(rng: Random, key: str, mangled: bool, only: slice = slice(None)) -> Piece:
    """One way of `key`, or one of its mangled ones."""
    other = "mangled" if key == "plain" else f"{key}_mangled"
    form = rng.choice(forms(rng, "doors", other if mangled else key)[only])
    return whole(form.format(**_values(rng)), "ADDRESS_DOOR", _shape(form), mangled)


def _shape(form: str) -> str:
    for slot, word in _SHAPES.items():
        form = form.replace(f"{{{slot}}}", word)
    return form.replace("\n", "⏎")


def estate_door(rng: Random, mangled: bool = False) -> Piece:
    """An estate and a door in it."""
    return join(_estate(rng), _door(rng, "plain", mangled))


def village_door(rng: Random, mangled: bool = False) -> Piece:
    name = rng.choice(load("places")["villages"])
    return join(whole(name, "ADDRESS_COMMUNITY", "村"), _door(rng, "village", mangled))


def road_door(rng: Random, mangled: bool = False) -> Piece:
    road = whole(rng.choice(load("places")["roads"]), "PUBLIC_PLACE", "门牌前的路")
    return join(road, _door(rng, "road", mangled))


def bare_door(rng: Random, mangled: bool = False) -> Piece:
    """A door whose estate was named earlier: only ways that say building or unit."""
    return _door(rng, "plain", mangled, slice(4, 12))


def _estate(rng: Random) -> Piece:
    return whole(rng.choice(load("places")["estates"]), "ADDRESS_COMMUNITY", "小区")


def door(rng: Random, mangled: bool = False) -> Piece:
    """Any of them, sometimes after district and town."""
    make = rng.choice((estate_door, estate_door, village_door, road_door))
    return join(*_head(rng), make(rng, mangled))


_HEADS = ((), (), ("districts",), ("districts", "towns"), ("towns",), ("cities", "districts", "towns"))
_SORTS = {"cities": "市", "districts": "区县", "towns": "镇街"}


def _head(rng: Random) -> list[Piece]:
    places = load("places")
    return [whole(rng.choice(places[kind]), "PUBLIC_PLACE", _SORTS[kind]) for kind in rng.choice(_HEADS)]
