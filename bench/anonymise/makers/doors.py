"""Doors: building, unit, floor, room, village group, number; what leads up to them stays or is policy."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import load
from bench.anonymise.model import Mark, Piece, join, whole

_HAN = "零一二三四五六七八九十"


def han(value: int) -> str:
    """1–99 in 汉字."""
    if value <= 10:
        return _HAN[value]
    tens, ones = divmod(value, 10)
    return f"{'' if tens == 1 else _HAN[tens]}十{_HAN[ones] if ones else ''}"


_PLAIN = (
    "{b}栋{u}单元{f}-{h}", "{b}栋{u}单元{f}{h:02}室", "{b}幢{u}单元{f}{h:02}室", "{b}号楼{u}单元{f}{h:02}", "{b}号楼{f}{h:02}室",
    "{b}栋{f}{h:02}", "{b}栋{f}-{h}", "{B}号楼{U}单元{f}{h:02}室", "{b}栋{f}楼{h}号", "{L}座{f}{h:02}", "{L}栋{f}{h:02}室", "{b}幢{f}-{h}",
    "{b}栋{u}单元", "{b}号楼", "{b}栋", "{b}幢{u}单元{f}楼", "{b}栋{u}单元{f}-{h}号", "{b}号楼{u}门{f}{h:02}", "{L}{b}栋{f}{h:02}", "{b}栋{u}单元{F}楼",
    "{b}号{b2}栋{f}-{h}", "{b}号{b2}幢{u}单元{f}-{h}", "{b}栋{u}单元{f}层{h}号", "第{b}栋{f}{h:02}房",
)  # fmt: skip
_MANGLED = (
    "{b}-{u}-{f}{h:02}", "{b}—{f}—{h}", "{b}-{f}-{h}", "{b}/{u}/{f}{h:02}", "{b}#{f}{h:02}", "{b}#-{u}-{f}{h:02}", "{b}＃楼{u}单元{f}{h:02}",
    "{b} 栋 {u} 单元 {f}-{h}", "{b}栋 {u}单元 {f}{h:02}", "{B}栋{U}单元{F}楼{H}号", "{B}幢{FH}", "{b}楝{u}单元{f}-{h}", "{b}动{u}单元{f}-{h}",
    "{b}栋{u}单\n元{f}-{h}", "{W}栋{w}单元{f}－{h}", "{b}栋-{u}单元-{f}{h:02}", "{b}栋，{u}单元，{f}{h:02}室", "{L}-{f}{h:02}", "{L}{f}{h:02}",
    "{b}．{u}．{f}{h:02}", "{b}栋{u}单元{f}~{h}", "{b}栋{u}单{f}-{h}", "{b}号楼{u}单元{f}楼{D}户", "{D}{f}{h:02}", "{b}栋{u}单元顶楼", "{b}栋{D}单元{f}0{h}",
)  # fmt: skip
_VILLAGE = (
    "{g}组{n}号", "{G}组{n}号", "{g}组", "{G}组", "{G}社", "{g}社{n}号", "{g}队", "{G}队{n}号", "第{g}村民小组", "第{G}村民小组", "{g}小组", "{G}组{n}号附{h}号",
    "{n}号", "{G}社{N}号",
)  # fmt: skip
_VILLAGE_MANGLED = (
    "{g} 组 {n} 号",
    "{g}组 {n}",
    "{G}组{N}号",
    "{W}组{n}号",
    "{g}组门牌{n}号",
    "{g}-{n}号",
    "{n}#",
    "{G}组，{n}号",
)
_ROAD = (
    "{n}号",
    "{n}号附{h}号",
    "{n}号{b}栋{f}-{h}",
    "{n}号{b}单元{f}-{h}",
    "{n}-{h}号",
    "{n}号{f}{h:02}室",
    "{n}号{f}楼",
    "{n}号{b}幢{u}单元{f}-{h}号",
    "{n}号门面",
)
_ROAD_MANGLED = (
    "{n} 号 {b} 栋 {f}-{h}",
    "{n}#{f}-{h}",
    "{N}号",
    "{n}号院{b}号楼{u}单元{f}{h:02}",
    "{n}号-{h}",
    "{W}{w}号",
    "{n}之{h}号",
    "{n}弄{b}号{f}{h:02}室",
)


def _values(rng: Random) -> dict[str, object]:
    building, unit, floor, house, number = (
        rng.randint(*span) for span in ((1, 38), (1, 4), (1, 32), (1, 8), (1, 399))
    )
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    group = rng.randint(1, 18)
    return {
        "b": building, "B": han(building), "b2": rng.randint(1, 12), "u": unit, "U": han(unit), "f": floor, "F": han(floor),
        "h": house, "H": han(house), "FH": "".join(_HAN[int(char)] for char in f"{floor}{house:02}").replace("零", "〇"),
        "L": rng.choice("ABCDEF"), "W": str(building).translate(wide), "w": str(unit).translate(wide), "D": rng.choice("东西南北"),
        "g": group, "G": han(group), "n": number, "N": han(rng.randint(1, 99)),
    }  # fmt: skip


def _door(rng: Random, plain: tuple[str, ...], other: tuple[str, ...], mangled: bool) -> Piece:
    form = rng.choice(other if mangled else plain)
    return whole(form.format(**_values(rng)), "ADDRESS_DOOR", _shape(form), mangled)


def _shape(form: str) -> str:
    names = {"b2": "1", "f": "1", "h:02": "01", "b": "1", "B": "一", "u": "1", "U": "一", "F": "一", "h": "1", "H": "一", "FH": "一〇一",
             "L": "A", "W": "１", "w": "１", "D": "东", "g": "1", "G": "一", "n": "1", "N": "一"}  # fmt: skip
    for slot, word in names.items():
        form = form.replace(f"{{{slot}}}", word)
    return form.replace("\n", "⏎")


def estate_door(rng: Random, mangled: bool = False) -> Piece:
    """An estate and a door in it."""
    return join(_estate(rng), _door(rng, _PLAIN, _MANGLED, mangled))


def village_door(rng: Random, mangled: bool = False) -> Piece:
    name = rng.choice(load("places")["villages"])
    return join(whole(name, "ADDRESS_COMMUNITY", "村"), _door(rng, _VILLAGE, _VILLAGE_MANGLED, mangled))


def road_door(rng: Random, mangled: bool = False) -> Piece:
    road = Piece(
        name := rng.choice(load("places")["roads"]), (Mark(0, len(name), "PUBLIC_PLACE", "门牌前的路"),)
    )
    return join(road, _door(rng, _ROAD, _ROAD_MANGLED, mangled))


def bare_door(rng: Random, mangled: bool = False) -> Piece:
    """A door whose estate was named earlier."""
    return _door(rng, _PLAIN[:12], _MANGLED[4:14], mangled)


def _estate(rng: Random) -> Piece:
    name = rng.choice(load("places")["estates"])
    return whole(name, "ADDRESS_COMMUNITY", "小区")


def door(rng: Random, mangled: bool = False) -> Piece:
    """Any of them, sometimes after district and town."""
    make = rng.choice((estate_door, estate_door, village_door, road_door))
    return join(*_head(rng), make(rng, mangled))


def _head(rng: Random) -> list[Piece]:
    places = load("places")
    kinds = rng.choice(
        ((), (), ("districts",), ("districts", "towns"), ("towns",), ("cities", "districts", "towns"))
    )
    return [whole(rng.choice(places[kind]), "PUBLIC_PLACE", kind) for kind in kinds]
