"""Telephone numbers of private persons."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import one
from bench.anonymise.makers.writing import COMMON, Way, cut, digits, han
from bench.anonymise.model import Piece, join, quiet, whole

_MOBILE = (
    Way("前加0", lambda text, _: f"0{text}"),
    Way("3-4-4 空格", cut((3, 4, 4), " ")),
    Way("3-4-4 横线", cut((3, 4, 4), "-")),
    Way("3-4-4 全角横线", cut((3, 4, 4), "－")),
    Way("3-4-4 点", cut((3, 4, 4), ".")),
    Way("3-4-4 长横", cut((3, 4, 4), "—")),
    Way("4-3-4", cut((4, 3, 4), " ")),
    Way("3-3-5", cut((3, 3, 5), "-")),
    Way("5-6", cut((5, 6), " ")),
    Way("3-8", cut((3, 8), " ")),
    Way("斜线", cut((3, 4, 4), "/")),
    Way("下划线", cut((3, 4, 4), "_")),
    Way("双空格", cut((3, 4, 4), "  ")),
)


def mobile(rng: Random) -> str:
    return one(rng, "phones", "heads") + digits(rng, 8)


_SEVEN = frozenset(("0816", "0772"))
"""Areas whose numbers have seven digits."""


def landline(rng: Random) -> tuple[str, str]:
    """Area code and number."""
    area = one(rng, "phones", "areas")
    return area, rng.choice("2345678") + digits(rng, 6 if area in _SEVEN else 7)


def mobile_piece(rng: Random) -> Piece:
    return whole(mobile(rng), "PHONE", "手机·连写")


def mobile_mangled(rng: Random) -> Piece:
    if rng.random() < 0.12:
        head = one(rng, "phones", "countries")
        return join(quiet(head), whole(mobile(rng), "PHONE", f"手机·{head.strip()}", True))
    way = rng.choice(_MOBILE + COMMON)
    return whole(way.put(mobile(rng), rng), "PHONE", f"手机·{way.shape}", way.mangled)


def landline_piece(rng: Random) -> Piece:
    area, number = landline(rng)
    form = rng.choice(("{}-{}", "{}{}"))
    return whole(form.format(area, number), "PHONE", "座机·连写")


def landline_mangled(rng: Random) -> Piece:
    area, number = landline(rng)
    turn = rng.random()
    if turn < 0.5:
        form = one(rng, "phones", "landlines")
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
