"""Accounts that only their label makes private, firms, nicknames."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import load
from bench.anonymise.makers.writing import COMMON, Way, cut, digits
from bench.anonymise.model import Piece, join, whole

_BETWEEN = ("：", ":", "", "为", "是", " ", "：\n", "（", " ：", "为：")
_WAYS = (
    Way("分段空格", cut((4, 4), " ")),
    Way("分段横线", cut((4, 4), "-")),
    *COMMON[4:5],
    *COMMON[6:7],
    *COMMON[9:12],
)


def _number(rng: Random, sort: str) -> str:
    if sort == "合同" and rng.random() < 0.5:
        return f"{rng.choice(('HT', 'CQ', 'YS', 'GF'))}{rng.randint(2015, 2022)}{digits(rng, 6)}"
    if sort == "案件":
        return f"（{rng.randint(2017, 2022)}）渝{rng.randint(101, 119):04}民初{rng.randint(100, 19999)}号"
    if sort == "房产":
        place = rng.choice(("渝北区", "江北区", "万州区"))
        return f"渝（{rng.randint(2016, 2022)}）{place}不动产权第{digits(rng, 9)}号"
    if sort == "快递":
        return rng.choice(("YT", "SF", "JT", "")) + digits(rng, rng.choice((12, 13)))
    return digits(
        rng,
        {"订单": 18, "学籍": 10, "保单": 15, "社保": 9, "驾照": 12}.get(sort, rng.choice((8, 10, 10, 12))),
    )


def account(rng: Random, mangled: bool = False) -> Piece:
    """A labelled account; only the number is marked."""
    labels = load("formats")["accounts"]
    sort = rng.choice(sorted(labels))
    label, between, text = rng.choice(labels[sort]), rng.choice(_BETWEEN), _number(rng, sort)
    shape = sort
    mangled = mangled and sort not in ("案件", "房产")
    if mangled:
        way = rng.choice(_WAYS)
        text, shape = way.put(text, rng), f"{sort}·{way.shape}"
    close = "）" if between == "（" else ""
    return join(label, between, whole(text, "ACCOUNT", shape, mangled), close)


def firm(rng: Random) -> Piece:
    """A private firm or shop: registered name, with the place in brackets, or as it is called."""
    places = load("places")
    word, trade, tail = (
        rng.choice(places["firm_words"]),
        rng.choice(places["firm_trades"]),
        rng.choice(places["firm_tails"]),
    )
    city = rng.choice(("重庆", "重庆市", "成都", "渝北区", "", ""))
    turn = rng.random()
    if turn < 0.5:
        return whole(f"{city}{word}{trade}{tail}", "ORG_PRIVATE", "登记名")
    if turn < 0.65:
        return whole(f"{word}（重庆）{trade}{tail}", "ORG_PRIVATE", "登记名·括号")
    if turn < 0.8:
        return whole(f"{word}{trade}公司", "ORG_PRIVATE", "简称公司")
    return whole(f"{word}{rng.choice(places['shops'])}", "ORG_PRIVATE", "店铺")


def nickname(rng: Random) -> Piece:
    """A nickname as the office quotes it; only the name is marked."""
    head, tail = rng.choice(
        (
            ("网友“", "”"),
            ("网民“", "”"),
            ("网名“", "”"),
            ("网友@", " "),
            ("网友：", "，"),
            ("微信昵称“", "”"),
            ("网友「", "」"),
            ("昵称：", "，"),
        )
    )
    return join(head, whole(rng.choice(load("names")["nicks"]), "NICKNAME", head + "…"), tail)
