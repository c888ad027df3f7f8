"""Telephone numbers of private persons."""

from __future__ import annotations

from random import Random

from bench.anonymise.makers.writing import COMMON, Way, cut, digits, han
from bench.anonymise.model import Piece, join, whole

_HEADS = (
    "130 131 132 133 134 135 136 137 138 139 145 147 150 151 152 153 155 156 157 158 159 166 170 171 173 175 176"
    " 177 178 180 181 182 183 184 185 186 187 188 189 190 191 193 195 198 199"
).split()
_AREAS = ("023", "010", "021", "028", "0731", "0571", "0851", "0371", "0816", "0733")
_PLAIN = Way("连写", lambda text, _: text, mangled=False)
_MOBILE = (
    Way("+86", lambda text, _: f"+86{text}"), Way("+86 空格", lambda text, _: f"+86 {text}"),
    Way("(+86)", lambda text, _: f"(+86){text}"), Way("86-", lambda text, _: f"86-{text}"),
    Way("前加0", lambda text, _: f"0{text}"), Way("3-4-4 空格", cut((3, 4, 4), " ")),
    Way("3-4-4 横线", cut((3, 4, 4), "-")), Way("3-4-4 全角横线", cut((3, 4, 4), "－")),
    Way("3-4-4 点", cut((3, 4, 4), ".")), Way("3-4-4 长横", cut((3, 4, 4), "—")), Way("4-3-4", cut((4, 3, 4), " ")),
    Way("3-3-5", cut((3, 3, 5), "-")), Way("5-6", cut((5, 6), " ")), Way("3-8", cut((3, 8), " ")),
    Way("斜线", cut((3, 4, 4), "/")), Way("下划线", cut((3, 4, 4), "_")), Way("双空格", cut((3, 4, 4), "  ")),
)  # fmt: skip


def mobile(rng: Random) -> str:
    return rng.choice(_HEADS) + digits(rng, 8)


def landline(rng: Random) -> tuple[str, str]:
    """Area code and number."""
    area = rng.choice(_AREAS)
    return area, rng.choice("2345678") + digits(rng, 7 if len(area) == 3 else 6 + (area == "0571"))


def mobile_piece(rng: Random) -> Piece:
    return whole(mobile(rng), "PHONE", "手机·连写")


def mobile_mangled(rng: Random) -> Piece:
    way = rng.choice(_MOBILE + COMMON)
    return whole(way.put(mobile(rng), rng), "PHONE", f"手机·{way.shape}", way.mangled)


def landline_piece(rng: Random) -> Piece:
    area, number = landline(rng)
    form = rng.choice(("{}-{}", "{}{}"))
    return whole(form.format(area, number), "PHONE", "座机·连写")


_LANDLINE = (
    "({}){}", "（{}）{}", "{} {}", "{}—{}", "{}－{}", "{}--{}", "{}_{}", "{}/{}", "+86 {} {}", "{}- {}", "({}) {}", "［{}］{}",
)  # fmt: skip


def landline_mangled(rng: Random) -> Piece:
    area, number = landline(rng)
    turn = rng.random()
    if turn < 0.5:
        form = rng.choice(_LANDLINE)
        return whole(form.format(area, number), "PHONE", f"座机·{form.format('区号', '号码')}", True)
    if turn < 0.65:
        tail = rng.choice(("转{}", "-{}", "转分机{}", " 转 {}")).format(digits(rng, rng.choice((3, 4))))
        return join(whole(f"{area}-{number}{tail}", "PHONE", "座机·分机", True))
    if turn < 0.8:
        return whole(f"{area}-{number[:4]} {number[4:]}", "PHONE", "座机·分段", True)
    if turn < 0.9:
        return whole(han(area + number, rng), "PHONE", "座机·汉字", True)
    way = rng.choice(COMMON)
    return whole(way.put(f"{area}{number}", rng), "PHONE", f"座机·{way.shape}", True)


def local_number(rng: Random) -> Piece:
    """A landline without its area code; always after a label in the frames."""
    return whole(rng.choice("345678") + digits(rng, 7), "PHONE", "座机·无区号")
