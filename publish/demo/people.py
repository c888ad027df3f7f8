"""Invented persons: every identifier a person may write into a letter, drawn from one generator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from operator import mul
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


MAILS = ("@163.com", "@qq.com", "@126.com")
SERIES = ("HT", "GF", "ZL")


class Tape:
    """Much chance from one draw: a long random number, read off piece by piece. Fast, never empty."""

    BITS = 1200

    def __init__(self, rng: Random) -> None:
        self._left = rng.getrandbits(self.BITS)

    def below(self, n: int) -> int:
        """A number from 0 to n - 1."""
        self._left, found = divmod(self._left, n)
        return found

    def of(self, options: Sequence[str]) -> str:
        return options[self.below(len(options))]

    def digits(self, n: int) -> str:
        return str(self.below(10**n)).zfill(n)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One invented person, or the one who writes for a firm. Canonical forms, as a register has them."""

    surname: str
    given: str
    female: bool
    birth: date
    phone: str
    landline: str
    id_body: str
    door: str
    plate: str
    wechat: str
    qq: str
    email: str
    meter: str
    contract: str
    bank_body: str
    org: str
    nickname: str

    @property
    def name(self) -> str:
        return self.surname + self.given

    @property
    def id_number(self) -> str:
        """A citizen's number with its true check digit (GB 11643)."""
        return self.id_body + check_digit(self.id_body)

    @property
    def bank(self) -> str:
        """A card's number with its true check digit (Luhn)."""
        doubled = [int(d) * 2 if i % 2 == 0 else int(d) for i, d in enumerate(reversed(self.bank_body))]
        return self.bank_body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


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
    parts, tape = names(), Tape(rng)
    female = tape.below(1000) < her * 1000
    surname = tape.of(parts.compound if tape.below(1000) < 6 else parts.surnames)
    given = tape.of(parts.female if female else parts.male)
    birth = date(born[0], 1, 1) + timedelta(days=tape.below((born[1] - born[0]) * 365))
    return Person(
        surname=surname, given=given, female=female, birth=birth,
        phone=tape.of(MOBILE) + tape.digits(8), landline=tape.of("468") + tape.digits(7),
        id_body=_id_body(tape, region_code, birth, female),
        door=_door(tape), plate=_plate(tape), wechat=_handle(tape), qq=str(tape.below(9 * 10**8) + 10**8),
        email=_handle(tape).replace("-", "_") + tape.of(MAILS), meter="3" + tape.digits(9),
        contract=f"{tape.of(SERIES)}-20{tape.below(7) + 15}-{tape.digits(5)}",
        bank_body=tape.of(BANKS) + tape.digits(12), org=_org(tape), nickname=tape.of(parts.nicknames),
    )  # fmt: skip


def draw_name(rng: Random) -> str:
    """A name of which nothing else is known."""
    parts = names()
    return rng.choice(parts.surnames) + rng.choice(rng.choice((parts.female, parts.male)))


def check_digit(body: str) -> str:
    return "10X98765432"[sum(map(mul, map(int, body), ID_WEIGHTS)) % 11]


def _id_body(tape: Tape, region_code: str, birth: date, female: bool) -> str:
    order = tape.below(499) * 2 + (2 if female else 1)
    return f"{region_code[:6]}{birth.year}{birth.month:02d}{birth.day:02d}{order:03d}"


def _door(tape: Tape) -> str:
    floor, flat = tape.below(33) + 1, tape.below(8) + 1
    room = f"{floor}-{flat}" if tape.below(4) else f"{floor}0{flat}室"
    unit = f"{tape.below(4) + 1}单元" if tape.below(5) < 3 else ""
    return f"{tape.below(28) + 1}{tape.of('栋栋幢')}{unit}{room}"


def _plate(tape: Tape) -> str:
    head = "渝" + tape.of("AABBCDFGH")
    if tape.below(10) < 3:
        return head + tape.of("DF") + tape.of(PLATE_LETTERS + "0123456789") + tape.digits(4)
    body, at = tape.digits(5), tape.below(5)
    return head + body[:at] + tape.of(PLATE_LETTERS) + body[at + 1 :]


def _handle(tape: Tape) -> str:
    words = names().handles
    return tape.of(words) + tape.of(("_", "", "-")) + tape.of(words) + tape.digits(3)


def _org(tape: Tape) -> str:
    trade = tape.of(names().trades)
    return ("重庆" if trade.endswith("公司") else "") + tape.of(names().fancies) + trade
