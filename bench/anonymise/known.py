"""People whose data the store knows, written into real texts in every form of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec

from bench.anonymise import carriers, fill
from bench.anonymise.lists import load
from bench.anonymise.makers import accounts, doors, handles, papers, people, phones, plates
from bench.anonymise.makers.writing import COMMON, han, spoken
from bench.anonymise.model import Mark, Piece, Sample, join, whole
from publish.model.contract import Party

_SLOT = re.compile(r"\{([a-z_]+)\}")
Form = tuple[str, str]
"""Shape and text."""


def samples(count: int, seed: int, data: Path | None = None) -> list[Sample]:
    """`count` records, each with one or two parties and three to six mentions of what they are known by."""
    found = carriers.load(data)
    return (
        [_sample(number, seed, rng_carrier(found, seed, number)) for number in range(count)] if found else []
    )


def rng_carrier(found: list[carriers.Carrier], seed: int, number: int) -> carriers.Carrier:
    annotated = [one for one in found if one.annotated]
    return Random(f"carrier {seed} {number}").choice(annotated if annotated and number % 3 == 0 else found)


def _sample(number: int, seed: int, carrier: carriers.Carrier) -> Sample:
    rng = Random(f"known {seed} {number}")
    party = _party(rng, number)
    frames = rng.sample(load("known")["frames"], rng.randint(3, 6))
    text = carrier.appeal.text
    additions = [(fill.stop(text, rng), _render(frame, party, rng)) for frame in frames]
    piece, ranges = fill.written(carrier.appeal, additions)
    counted = None if carrier.annotated else {"appeal": ranges}
    return Sample(id=f"known-{number}", texts={"appeal": piece}, parties=(party,), counted=counted)


def _party(rng: Random, number: int) -> Party:
    """A party with every column filled."""
    area, line = phones.landline(rng)
    birth = (rng.randint(1940, 2005), rng.randint(1, 12), rng.randint(1, 28))
    number_ = papers.body(rng)
    id_number = number_[:6] + f"{birth[0]}{birth[1]:02}{birth[2]:02}" + number_[14:]
    address = "".join(
        (
            rng.choice(load("places")["districts"]),
            rng.choice(load("places")["towns"]),
            doors.estate_door(rng).text,
        )
    )
    return Party(
        case_id=str(number),
        seq=1,
        role="applicant",
        kind="citizen",
        name=people.name(rng)[0],
        phone=phones.mobile(rng) if rng.random() < 0.8 else f"{area}-{line}",
        id_number=id_number + papers.check(id_number),
        address=address,
        org_name=accounts.firm(rng).text if rng.random() < 0.6 else None,
        email=f"{handles.handle(rng)}@163.com",
        wechat=handles.handle(rng),
        qq=str(rng.randint(10**7, 10**10)),
        plate=plates.plate(rng),
        bank_account=papers.card(rng),
        account_number=str(rng.randint(10**7, 10**10)),
        birth_date="{}-{:02}-{:02}".format(*birth),
    )


def _render(frame: str, party: Party, rng: Random) -> Piece:
    pieces: list[Piece | str] = []
    at = 0
    for match in _SLOT.finditer(frame):
        pieces += [frame[at : match.start()], FORMS[match[1]](party, rng)]
        at = match.end()
    return join(*pieces, frame[at:])


def _marked(kind: str, forms: list[Form], rng: Random) -> Piece:
    shape, text = rng.choice(forms)
    piece = whole(text, kind, shape)
    return Piece(text, (msgspec.structs.replace(piece.marks[0], known=True),))


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
        ("引号内", name),
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


def _digits(number: str, kind: str, rng: Random, shown: tuple[tuple[int, int], ...]) -> list[Form]:
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
    del kind
    return plain + mangled + groups + starred


def _phone(party: Party, rng: Random) -> Piece:
    number = (party.phone or "").replace("-", "")
    forms = _digits(number, "PHONE", rng, ((3, 4),))
    if number.startswith("1"):
        forms += [
            ("+86", f"+86{number}"),
            ("3-4-4", f"{number[:3]}-{number[3:7]}-{number[7:]}"),
            ("3 4 4", f"{number[:3]} {number[3:7]} {number[7:]}"),
        ]
    return _marked("PHONE", forms, rng)


def _id(party: Party, rng: Random) -> Piece:
    number = party.id_number or ""
    forms = [*_digits(number, "ID_NUMBER", rng, ((6, 4), (4, 4), (3, 4))), ("小写x", number.lower())]
    return _marked("ID_NUMBER", forms, rng)


def _card(party: Party, rng: Random) -> Piece:
    return _marked("BANK_CARD", _digits(party.bank_account or "", "BANK_CARD", rng, ((6, 4), (4, 4))), rng)


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
        value = getattr(party, column) or "无"
        forms = (
            [("原样", value), ("大写", value.upper())] if column in ("email", "wechat") else [("原样", value)]
        )
        return _marked(kind, forms, rng) if value != "无" else Piece("该单位")

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
