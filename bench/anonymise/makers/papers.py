"""Identity numbers, travel papers and bank cards."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.anonymise.lists import one
from bench.anonymise.makers.writing import COMMON, Way, cut, digits
from bench.anonymise.model import Piece, join, whole

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def body(rng: Random) -> str:
    """17 digits: region, birth date, order."""
    day = f"{rng.randint(1940, 2015)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    return one(rng, "papers", "regions") + day + digits(rng, 3)


def check(seventeen: str) -> str:
    """The last character by GB 11643."""
    total = sum(int(char) * weight for char, weight in zip(seventeen, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def number(rng: Random) -> str:
    made = body(rng)
    return made + check(made)


def id_piece(rng: Random) -> Piece:
    made = number(rng)
    return whole(made, "ID_NUMBER", "连写·X" if made[-1] == "X" else "连写")


def _wrong(text: str, rng: Random) -> str:
    return text[:-1] + rng.choice([char for char in "0123456789" if char != text[-1]])


_WAYS = (
    Way("校验位错", _wrong),
    Way("小写x", lambda text, _: text[:-1] + "x"),
    Way("末位全角Ｘ", lambda text, _: text[:-1] + "Ｘ"),
    Way("末位乘号", lambda text, _: text[:-1] + "×"),
    Way("15位", lambda text, _: text[:6] + text[8:17]),
    Way("6-8-4 空格", cut((6, 8, 4), " ")),
    Way("6-8-4 横线", cut((6, 8, 4), "-")),
    Way("6-4-4-4", cut((6, 4, 4, 4), " ")),
    Way("3-3-8-4", cut((3, 3, 8, 4), " ")),
    Way("少一位", lambda text, _: text[:-1]),
    Way("多一位", lambda text, _: text + "1"),
)


def id_mangled(rng: Random) -> Piece:
    way = rng.choice(_WAYS * 2 + COMMON)
    return whole(way.put(number(rng), rng), "ID_NUMBER", way.shape, True)


_PAPERS: tuple[tuple[str, Callable[[Random], str]], ...] = (
    ("护照E", lambda rng: f"E{rng.choice('ABCDEFGH')}{digits(rng, 7)}"),
    ("护照G", lambda rng: f"G{digits(rng, 8)}"),
    ("护照E8", lambda rng: f"E{digits(rng, 8)}"),
    ("港澳通行证", lambda rng: f"C{digits(rng, 8)}"),
    ("回乡证", lambda rng: f"H{digits(rng, 8)}"),
    ("回乡证11位", lambda rng: f"M{digits(rng, 10)}"),
    ("台胞证", lambda rng: digits(rng, 8)),
    ("外国护照", lambda rng: f"{rng.choice('ABKLNP')}{digits(rng, 7)}"),
    ("居留证", lambda rng: f"{rng.choice(('USA', 'GBR', 'JPN'))}{digits(rng, 12)}"),
)
_PAPER_LABELS = {
    "台胞证": "台胞证号",
    "港澳通行证": "港澳通行证",
    "回乡证": "回乡证号码",
    "回乡证11位": "港澳居民来往内地通行证",
    "居留证": "永久居留证号",
}
_PAPER_WAYS = (
    Way("小写", lambda text, _: text.lower()),
    Way("字母后空格", lambda text, _: f"{text[0]} {text[1:]}"),
    Way("全角", COMMON[4].put),
    Way("分段", cut((1, 4, 4), " ")),
    Way("No.", lambda text, _: f"{text[0]}No.{text[1:]}"),
)


def paper(rng: Random, mangled: bool = False) -> Piece:
    """A labelled travel paper; only the number is marked."""
    shape, make = rng.choice(_PAPERS)
    text = make(rng)
    label = _PAPER_LABELS.get(shape, rng.choice(("护照号", "护照号码", "护照")))
    between = rng.choice(("：", ":", "", "为", "是", " "))
    if mangled and not text[0].isdigit():
        way = rng.choice(_PAPER_WAYS)
        text, shape = way.put(text, rng), f"{shape}·{way.shape}"
    else:
        mangled = False
    return join(label, between, whole(text, "PASSPORT", shape, mangled))


def luhn(head: str) -> str:
    """The digit that makes `head` a card number."""
    total = 0
    for place, char in enumerate(reversed(head)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def card(rng: Random) -> str:
    head = one(rng, "papers", "card_heads")
    made = head + digits(rng, rng.choice((9, 12, 12)))
    return made + luhn(made)


def card_piece(rng: Random) -> Piece:
    return whole(card(rng), "BANK_CARD", "连写")


_CARD_WAYS = (
    Way("4-4-4-4 空格", cut((4, 4, 4, 4), " ")),
    Way("4-4-4-4 横线", cut((4, 4, 4, 4), "-")),
    Way("6-13 空格", cut((6,), " ")),
    Way("校验错", _wrong),
    Way("双空格", cut((4, 4, 4, 4), "  ")),
    Way("5-5-5", cut((5, 5, 5), " ")),
)


def card_mangled(rng: Random) -> Piece:
    way = rng.choice(_CARD_WAYS * 2 + COMMON)
    return whole(way.put(card(rng), rng), "BANK_CARD", way.shape, True)
