"""Invented persons: every identifier a person may write into a letter, drawn from one generator."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import msgspec
import yaml

HERE = Path(__file__).parent
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MOBILE = ("134", "135", "136", "137", "138", "139", "150", "151", "152", "157", "158", "159", "178", "182",
          "183", "187", "188", "130", "131", "132", "155", "156", "166", "185", "186", "133", "153", "173",
          "177", "180", "181", "189", "191", "199")  # fmt: skip
BANKS = ("621700", "622848", "622202", "621661", "622188", "623018")
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One invented person, or the one who writes for a firm. Canonical forms, as a register has them."""

    surname: str
    given: str
    female: bool
    birth: date
    phone: str
    landline: str
    id_number: str
    door: str
    plate: str
    wechat: str
    qq: str
    email: str
    meter: str
    contract: str
    bank: str
    org: str
    nickname: str

    @property
    def name(self) -> str:
        return self.surname + self.given


class Names(msgspec.Struct, frozen=True):
    """Parts of invented names, split once."""

    surnames: tuple[str, ...]
    compound: tuple[str, ...]
    male: tuple[str, ...]
    female: tuple[str, ...]
    nicknames: tuple[str, ...]
    fancies: tuple[str, ...]
    trades: tuple[str, ...]
    handles: tuple[str, ...]


@cache
def names() -> Names:
    raw = yaml.safe_load((HERE / "names.yaml").read_text("utf-8"))
    words = {key: tuple(value.split()) for key, value in raw.items() if isinstance(value, str)}
    words["surnames"] = tuple("".join(words["surnames"]))
    return Names(**words, compound=tuple(raw["compound"]))


def draw(rng: Random, region_code: str, *, born: tuple[int, int] = (1944, 2002), her: float = 0.47) -> Person:
    """A person living in `region_code`, born in those years, a woman with the chance `her`.

    The same generator state gives the same person.
    """
    parts = names()
    female = rng.random() < her
    surname = rng.choice(parts.compound if rng.random() < 0.006 else parts.surnames)
    given = rng.choice(parts.female if female else parts.male)
    birth = date(born[0], 1, 1) + timedelta(days=rng.randrange((born[1] - born[0]) * 365))
    phone = rng.choice(MOBILE) + digits(rng, 8)
    return Person(
        surname=surname, given=given, female=female, birth=birth, phone=phone,
        landline=rng.choice("468") + digits(rng, 7),
        id_number=id_number(rng, region_code, birth, female),
        door=_door(rng), plate=_plate(rng), wechat=_handle(rng), qq=str(rng.randrange(10**7, 10**10)),
        email=_handle(rng).replace("-", "_") + rng.choice(("@163.com", "@qq.com", "@126.com")),
        meter=digits(rng, 10, first="3"),
        contract=f"{rng.choice(('HT', 'GF', 'ZL'))}-20{rng.randrange(15, 22)}-{digits(rng, 5)}",
        bank=_bank(rng), org=_org(rng), nickname=rng.choice(parts.nicknames),
    )  # fmt: skip


def id_number(rng: Random, region_code: str, birth: date, female: bool) -> str:
    """A citizen's number with a true check digit (GB 11643)."""
    order = rng.randrange(1, 500) * 2 - (0 if female else 1)
    body = f"{region_code[:6]}{birth:%Y%m%d}{order:03d}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def digits(rng: Random, n: int, first: str = "") -> str:
    return first + str(rng.randrange(10 ** (n - len(first)))).zfill(n - len(first))


def _door(rng: Random) -> str:
    floor, flat = rng.randrange(1, 34), rng.randrange(1, 9)
    room = f"{floor}-{flat}" if rng.random() < 0.75 else f"{floor}0{flat}室"
    unit = f"{rng.randrange(1, 5)}单元" if rng.random() < 0.6 else ""
    return f"{rng.randrange(1, 29)}{rng.choice('栋栋幢')}{unit}{room}"


def _plate(rng: Random) -> str:
    head = "渝" + rng.choice("AABBCDFGH")
    if rng.random() < 0.3:
        return head + rng.choice("DF") + rng.choice(PLATE_LETTERS + "0123456789") + digits(rng, 4)
    body = [rng.choice("0123456789") for _ in range(5)]
    body[rng.randrange(5)] = rng.choice(PLATE_LETTERS)
    return head + "".join(body)


def _handle(rng: Random) -> str:
    words = names().handles
    return rng.choice(words) + rng.choice(("_", "", "-")) + rng.choice(words) + digits(rng, 3)


def _bank(rng: Random) -> str:
    body = rng.choice(BANKS) + digits(rng, 12)
    doubled = [int(d) * 2 if i % 2 == 0 else int(d) for i, d in enumerate(reversed(body))]
    return body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def _org(rng: Random) -> str:
    trade = rng.choice(names().trades)
    return ("重庆" if trade.endswith("公司") else "") + rng.choice(names().fancies) + trade
