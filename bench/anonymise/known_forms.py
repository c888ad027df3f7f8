"""The forms in which people write what the store knows of somebody."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from bench.anonymise.lists import load
from bench.anonymise.makers import doors
from bench.anonymise.makers.writing import COMMON, han, spoken
from bench.anonymise.model import Mark, Piece, join
from publish.model.contract import Party

Form = tuple[str, str]
"""Shape and text."""


def _marked(kind: str, forms: list[Form], rng: Random) -> Piece:
    shape, text = rng.choice(forms)
    return Piece(text, (Mark(0, len(text), kind, shape, known=True),))


def _split(name: str) -> tuple[str, str]:
    """Surname and given name as the generator made them."""
    size = 2 if name[:2] in load("names")["compound"] or name[:2] == "第五" else 1
    return name[:size], name[size:]


def _name(party: Party, rng: Random) -> Piece:
    name = party.name or ""
    gap = rng.choice((" ", "　", "  ", "\n"))
    forms = [
        ("原样", name),
        ("原样", name),
        ("逐字空格", gap.join(name)),
        ("姓后空格", gap.join(filter(None, _split(name)))),
        ("零宽字符", "\u200b".join(name)),
        ("原样", name),
    ]
    return _marked("PERSON", forms, rng)


def _titled(party: Party, rng: Random) -> Piece:
    return join(_marked("PERSON", [("称呼", party.name or "")], rng), rng.choice(load("names")["titles"]))


def _given(party: Party, rng: Random) -> Piece:
    """The given name alone beside a word of kin; the whole name where there is no surname to leave."""
    name = party.name or ""
    given = _split(name)[1]
    dotted = re.split("[·•・．.]", name)
    if len(dotted) > 1:
        return _marked("PERSON", [("只有名·带点", dotted[0])], rng)
    text = given if len(given) > 1 and name not in load("names")["minority"] else name
    return _marked("PERSON", [("只有名·亲属", text)], rng)


def _digits(number: str, rng: Random, shown: tuple[tuple[int, int], ...]) -> list[Form]:
    """`shown`: how many digits a starred form leaves in front and behind."""
    plain = [
        ("原样", number),
        ("原样", number),
        ("汉字", han(number, rng)),
        ("口语汉字", spoken(number, rng)),
    ]
    mangled = [(way.shape, way.put(number, rng)) for way in rng.sample(COMMON, 4)]
    groups = [
        ("4位一段", " ".join(re.findall(".{1,4}", number))),
        ("4位横线", "-".join(re.findall(".{1,4}", number))),
    ]
    starred = [
        ("中间打星", number[:head] + rng.choice("*x×") * (len(number) - head - tail) + number[-tail:])
        for head, tail in shown
    ]
    return plain + mangled + groups + starred


def _phone(party: Party, rng: Random) -> Piece:
    number = (party.phone or "").replace("-", "")
    forms = _digits(number, rng, ((3, 4),))
    if number.startswith("1"):
        forms += [
            ("+86", f"+86{number}"),
            ("3-4-4", f"{number[:3]}-{number[3:7]}-{number[7:]}"),
            ("3 4 4", f"{number[:3]} {number[3:7]} {number[7:]}"),
        ]
    return _marked("PHONE", forms, rng)


def _id(party: Party, rng: Random) -> Piece:
    number = party.id_number or ""
    forms = [*_digits(number, rng, ((6, 4), (4, 4), (3, 4))), ("小写x", number.lower())]
    return _marked("ID_NUMBER", forms, rng)


def _card(party: Party, rng: Random) -> Piece:
    return _marked("BANK_CARD", _digits(party.bank_account or "", rng, ((6, 4), (4, 4))), rng)


def _plate(party: Party, rng: Random) -> Piece:
    text = party.plate or ""
    forms = [
        ("原样", text),
        ("点", f"{text[:2]}·{text[2:]}"),
        ("空格", f"{text[:2]} {text[2:]}"),
        ("小写", text.lower()),
        ("无省份", text[1:]),
        ("横线", f"{text[:2]}-{text[2:]}"),
        ("小写无省份", text[1:].lower()),
    ]
    return _marked("PLATE", forms, rng)


def _address(party: Party, rng: Random) -> Piece:
    """The address from the front, without district or town, or only its door; the door must go."""
    text = party.address or ""
    found = re.fullmatch(r"(.*?[区县])(.*?(?:镇|街道))(.+)", text)
    if not found:
        return _marked("ADDRESS_DOOR", [("全文", text)], rng)
    estate = next((one for one in load("places")["estates"] if found[3].startswith(one)), "")
    door = found[3][len(estate) :]
    heads = (
        ("全文", found[1] + found[2] + estate),
        ("去区县", found[2] + estate),
        ("去镇街", estate),
        ("加市", f"重庆市{found[1]}{found[2]}{estate}"),
    )
    shape, head = rng.choice(heads)
    mark = Mark(len(head), len(head) + len(door), "ADDRESS_DOOR", shape, known=True)
    return Piece(head + door, (Mark(0, len(head), "ADDRESS_COMMUNITY", scored=False), mark))


def _text(column: str, kind: str) -> Callable[[Party, Random], Piece]:
    def make(party: Party, rng: Random) -> Piece:
        value = getattr(party, column)
        if not value:
            return Piece("该单位")
        upper = [("大写", value.upper())] if column in ("email", "wechat") else []
        return _marked(kind, [("原样", value), *upper], rng)

    return make


def _account(party: Party, rng: Random) -> Piece:
    number = party.account_number or ""
    return _marked("ACCOUNT", [("原样", number), ("4位一段", " ".join(re.findall(".{1,4}", number)))], rng)


def _birth(party: Party, rng: Random) -> Piece:
    year, month, day = map(int, (party.birth_date or "").split("-"))
    forms = [
        ("年月日", f"{year}年{month}月{day}日"),
        ("横线", f"{year}-{month:02}-{day:02}"),
        ("点", f"{year}.{month}.{day}"),
        ("汉字", f"{han(str(year), rng)}年{doors.han(month)}月{doors.han(day)}日"),
        ("连写", f"{year}{month:02}{day:02}"),
        ("两位年", f"{year % 100:02}年{month}月{day}日"),
    ]
    return _marked("BIRTH_OR_AGE", forms, rng)


FORMS: dict[str, Callable[[Party, Random], Piece]] = {
    "name": _name,
    "titled": _titled,
    "given": _given,
    "phone": _phone,
    "id": _id,
    "card": _card,
    "plate": _plate,
    "address": _address,
    "email": _text("email", "EMAIL"),
    "wechat": _text("wechat", "SOCIAL"),
    "qq": _text("qq", "SOCIAL"),
    "firm": _text("org_name", "ORG_PRIVATE"),
    "account": _account,
    "birth": _birth,
}
