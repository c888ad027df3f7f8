"""What is public and must stay, each sort by itself."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.anonymise.lists import load, one
from bench.anonymise.makers.doors import han
from bench.anonymise.makers.phones import landline
from bench.anonymise.makers.writing import digits
from bench.anonymise.model import Piece, join, whole


def hotline(rng: Random) -> Piece:
    if rng.random() < 0.25:
        number = rng.choice(("400", "800", "400")) + digits(rng, 7)
        forms = (number, f"{number[:3]}-{number[3:6]}-{number[6:]}", f"{number[:3]}-{number[3:]}")
        return whole(rng.choice(forms), "PHONE_PUBLIC", "400热线")
    return whole(one(rng, "public", "hotlines"), "PHONE_PUBLIC", "短号热线")


def line(rng: Random) -> Piece:
    """A body's own line; only after a label that says so."""
    area, number = landline(rng)
    forms = (f"{area}-{number}", f"{area}{number}", number, f"（{area}）{number}")
    return whole(rng.choice(forms), "PHONE_PUBLIC", "单位公布电话")


def published(rng: Random) -> Piece:
    """A body's own line, after its name."""
    between = one(rng, "public", "line_labels")
    return join(PLACES["body"](rng), between, line(rng), "）" if between[0] == "（" else "")


def document(rng: Random) -> Piece:
    year, order = rng.randint(2008, 2022), rng.randint(1, 320)
    left, right = rng.choice(("〔〕", "[]", "（）", "【】", "〔〕", "〔〕"))
    issuer = one(rng, "public", "issuers")
    return whole(f"{issuer}{left}{year}{right}{order}号", "PUBLIC", "文号")


def _fact(rng: Random, shape: str, **known: object) -> Piece:
    """A public fact in one of its listed forms: `known` filled in, and what is drawn for it."""
    listed = load("formats")["facts"][shape]
    form = rng.choice(listed["forms"])
    drawn = {name: _drawn(rng, among) for name, among in listed["drawn"].items()}
    spoken = {name.upper(): han(made) for name, made in drawn.items() if isinstance(made, int) and made < 100}
    return whole(form.format(**known, **drawn, **spoken), "PUBLIC", shape)


def _drawn(rng: Random, among: list[int] | list[str]) -> int | str:
    """A number from first to last, or one of some words."""
    return rng.choice(among) if isinstance(among[0], str) else rng.randint(*among)


def amount(rng: Random) -> Piece:
    value = rng.choice((rng.randint(1, 999), rng.randint(1000, 99999), rng.randint(100000, 9999999)))
    return _fact(rng, "金额", v=value)


def date(rng: Random) -> Piece:
    """A date of the procedure."""
    year, month, day = rng.randint(2011, 2022), rng.randint(1, 12), rng.randint(1, 28)
    return _fact(rng, "日期", y=year, m=month, d=day, M=han(month))


def time(rng: Random) -> Piece:
    hour, minute = rng.randint(0, 23), rng.randint(0, 59)
    return _fact(rng, "时刻", h=hour, m=minute, k=hour + 1)


def statute(rng: Random) -> Piece:
    article = rng.randint(1, 98)
    return _fact(rng, "法条", a=article, A=han(article))


def route(rng: Random) -> Piece:
    """A line of buses, trains or the underground, or a numbered highway."""
    return _fact(rng, "线路")


def quantity(rng: Random) -> Piece:
    return _fact(rng, "数量")


def count(rng: Random) -> Piece:
    return _fact(rng, "计数")


def _place(kind: str, shape: str, *lists: str) -> Callable[[Random], Piece]:
    """A maker of what stands in one of the `lists` of places."""

    def make(rng: Random) -> Piece:
        return whole(rng.choice([name for key in lists for name in load("places")[key]]), kind, shape)

    return make


PLACES = {
    "body": _place("PUBLIC_BODY", "公共机构", "bodies"),
    "school": _place("PUBLIC_BODY", "公办学校", "schools"),
    "town": _place("PUBLIC_PLACE", "镇街", "towns"),
    "district": _place("PUBLIC_PLACE", "市区县", "districts", "cities"),
    "road": _place("PUBLIC_PLACE", "道路", "roads"),
    "community": _place("ADDRESS_COMMUNITY", "小区村", "estates", "villages"),
}
"""Slot → what fills it, of what is only picked from the lists of places."""
