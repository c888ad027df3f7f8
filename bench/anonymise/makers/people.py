"""Invented people: how they are called in full, and in part."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.anonymise.lists import load, names
from bench.anonymise.model import Mark, Piece, join, whole


def surname(rng: Random) -> str:
    table: dict[str, int] = load("names")["surnames"]
    return rng.choices(list(table), list(table.values()))[0]


def given(rng: Random, size: int = 2) -> str:
    lists = load("names")
    if size == 2 and rng.random() < 0.25:
        return str(rng.choice(lists["two_part"]))
    return "".join(rng.choice(lists["given"]) for _ in range(size))


def _dotted(rng: Random) -> str:
    dot = rng.choices(load("names")["dots"], (70, 10, 5, 5, 10))[0]
    return rng.choice(names(rng, "dotted")).replace("·", dot)


_MAKERS: dict[str, Callable[[Random], str]] = {
    "三字": lambda rng: surname(rng) + given(rng),
    "两字": lambda rng: surname(rng) + given(rng, 1),
    "双名常用": lambda rng: surname(rng) + str(rng.choice(load("names")["two_part"])),
    "复姓": lambda rng: str(rng.choice(list(load("names")["compound"]))) + given(rng, rng.choice((1, 2))),
    "双姓": lambda rng: surname(rng) + surname(rng) + given(rng, rng.choice((1, 1, 2))),
    "少见姓": lambda rng: rng.choice(names(rng, "rare")) + given(rng, rng.choice((1, 2))),
    "带点": _dotted,
    "民族名": lambda rng: rng.choice(names(rng, "minority")),
    "是词": lambda rng: rng.choice(names(rng, "words")),
    "四字": lambda rng: surname(rng) + given(rng, 3),
}
_SHARES = (56, 18, 10, 3, 2, 4, 3, 1.5, 2, 0.5)


def name(rng: Random, sort: str = "") -> tuple[str, str]:
    """A full name and its sort."""
    sort = sort or rng.choices(list(_MAKERS), _SHARES)[0]
    return _MAKERS[sort](rng), sort


def name_piece(rng: Random, sort: str = "") -> Piece:
    made, sort = name(rng, sort)
    return whole(made, "PERSON", sort)


def spaced(rng: Random) -> Piece:
    """王 芳, 王　小芳: as forms make people write it."""
    made, sort = name(rng, rng.choice(("三字", "两字", "两字")))
    gap = rng.choice((" ", "　", "  "))
    return whole(
        gap.join(made) if rng.random() < 0.6 else made[0] + gap + made[1:], "PERSON", f"{sort}·空格", True
    )


def titled(rng: Random) -> Piece:
    made, sort = name(rng)
    return join(whole(made, "PERSON", f"{sort}·称呼"), rng.choice(load("names")["titles"]))


def official(rng: Random) -> Piece:
    """An official in full; the post stays."""
    made, sort = name(rng, rng.choice(("三字", "三字", "两字", "复姓")))
    post = rng.choice(load("names")["posts"])
    return join(whole(made, "PERSON_OFFICIAL", sort), post)


def official_partial(rng: Random) -> Piece:
    return whole(surname(rng) + rng.choice(load("names")["posts"]), "OFFICIAL_PARTIAL", "姓+职务")


_PARTIAL = (
    ("老{s}", "称呼"), ("小{s}", "称呼"), ("{s}某", "姓某"), ("{s}某某", "姓某"), ("{s}{title}", "称呼"),
    ("{s}**", "姓**"), ("{s}*", "姓*"), ("{s}XX", "姓XX"), ("{s}×", "姓×"), ("{s}某{first}", "称呼"),
)  # fmt: skip


def partial(rng: Random) -> Piece:
    """老王, 王女士, 王某, 王某某, 王**: not telling enough to be masked; 王** is left whole."""
    last, title, first = surname(rng), rng.choice(load("names")["titles"]), given(rng, 1)
    form, shape = rng.choice(_PARTIAL)
    kind = "PERSON_PARTIAL" if shape == "称呼" else "PREMASKED"
    return whole(form.format(s=last, title=title, first=first), kind, shape)


def kin_given(rng: Random, minor: bool = False) -> Piece:
    """Kin and a given name alone: 女儿雨桐."""
    lists = load("names")
    kin = rng.choice(lists["minors" if minor else "kin"])
    made = given(rng)
    return join(rng.choice(("我", "我家", "我的", "她", "他")), kin, whole(made, "PERSON", "只有名·亲属"))


def kin_name(rng: Random, minor: bool = False) -> Piece:
    lists = load("names")
    kin = rng.choice(lists["minors" if minor else "kin"])
    made, sort = name(rng)
    between = rng.choice(("", "", "", "叫", "：", "（"))
    close = "）" if between == "（" else ""
    return join(
        rng.choice(("我", "我的", "其", "")), kin, between, whole(made, "PERSON", f"{sort}·亲属"), close
    )


_BETWEEN = ("、", "、", "、", "，", " ", "\n", "　", "/", ";", "和")


def name_list(rng: Random) -> Piece:
    """Three to nine names in a row."""
    between = rng.choice(_BETWEEN)
    made: list[Piece | str] = []
    for _ in range(rng.randint(3, 9)):
        one, sort = name(rng)
        made += [whole(one, "PERSON", f"{sort}·名单{'' if between != ' ' else '空格'}"), between]
    return join(*made[:-1])


def minor(rng: Random) -> Piece:
    """What tells that somebody is a child, with grade or class."""
    made = rng.choice(
        ("小学{}年级", "初{}", "{}年级{}班", "高{}", "幼儿园中班", "幼儿园大班", "小学{}年级{}班")
    )
    text = made.format(*(rng.choice("一二三") for _ in range(2)))
    return Piece(text, (Mark(0, len(text), "MINOR", "年级"),))
