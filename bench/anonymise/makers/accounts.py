"""Accounts that only their label makes private, firms, nicknames."""

from __future__ import annotations

from random import Random

from bench.anonymise.lists import load
from bench.anonymise.makers.writing import COMMON, Way, cut, digits
from bench.anonymise.model import Piece, join, whole

_LABELS = {
    "电表": ("户号", "电表号", "用电户号", "电表户号"), "水表": ("水表号", "用水户号", "水费户号"), "燃气": ("燃气户号", "燃气表号", "天然气用户号"),
    "合同": ("合同编号", "合同号", "购房合同编号", "租赁合同号"), "保单": ("保单号", "保险单号", "保单编号"), "订单": ("订单号", "订单编号", "订单", "网购订单号"),
    "学籍": ("学号", "学籍号", "准考证号"), "案件": ("案号", "案件编号", "受案编号"), "社保": ("社保卡号", "社保号", "医保号", "社会保障号"), "快递": ("快递单号", "运单号", "物流单号"),
    "房产": ("房产证号", "不动产权证号", "房权证号"), "信访": ("信访编号", "工单号", "投诉编号", "工单编号"), "驾照": ("驾驶证号", "档案编号"), "病历": ("住院号", "病历号", "就诊卡号"),
    "公积金": ("公积金账号", "公积金个人账号"), "宽带": ("宽带账号", "宽带号"), "账户": ("账号", "缴费账号", "用户编号", "客户编号", "会员卡号"),
}  # fmt: skip
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
        return f"渝（{rng.randint(2016, 2022)}）{rng.choice(('渝北区', '江北区', '万州区'))}不动产权第{digits(rng, 9)}号"
    if sort == "快递":
        return rng.choice(("YT", "SF", "JT", "")) + digits(rng, rng.choice((12, 13)))
    return digits(
        rng,
        {"订单": 18, "学籍": 10, "保单": 15, "社保": 9, "驾照": 12}.get(sort, rng.choice((8, 10, 10, 12))),
    )


def account(rng: Random, mangled: bool = False) -> Piece:
    """A labelled account; only the number is marked."""
    sort = rng.choice(sorted(_LABELS))
    label, between, text = rng.choice(_LABELS[sort]), rng.choice(_BETWEEN), _number(rng, sort)
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
