"""What stands for each slot, and what kind of thing it is. One small function a kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random

import msgspec

from publish.demo import mess, people
from publish.demo.people import Person
from publish.demo.scene import Scene
from publish.demo.templates import Piece, Spanned, pieces, render


class Letters(msgspec.Struct, frozen=True):
    openings: dict[str, tuple[str, ...]]
    signatures: dict[str, tuple[str, ...]]


@cache
def letters() -> Letters:
    return msgspec.yaml.decode((Path(__file__).parent / "letters.yaml").read_bytes(), type=Letters)


def write(template: str, scene: Scene, *, office: bool) -> Spanned:
    """A template filled for a scene, by the office's hand or the citizen's."""
    scene.office = office
    return render(template, lambda slot: fill(scene, slot))


def fill(scene: Scene, slot: str) -> list[Piece]:
    """The pieces that stand for a slot. Raises KeyError for one that `frames.known` refuses."""
    if slot in PUBLIC:
        return PUBLIC[slot](scene)
    head, _, rest = slot.partition(":")
    if rest:
        return [(scene.once(slot, lambda: _chosen(scene.rng, head, rest)), None)]
    role, _, attribute = slot.partition(".")
    return _of_person(scene, role, attribute)


def voice(scene: Scene) -> str:
    """Whose openings and signatures fit: a firm's, a villager's, a townsman's."""
    return "firm" if scene.firm else "rural" if scene.rural else "citizen"


def _chosen(rng: Random, head: str, rest: str) -> str:
    if head == "pick":
        return rng.choice(rest.split("|"))
    low, high = map(int, rest.split("-"))
    value = rng.randint(low, high)
    rounded = round(value, -1) if head == "amount" and high >= 200 and rng.random() < 0.7 else value
    return str(min(max(rounded, low), high))


def _of_person(scene: Scene, role: str, attribute: str) -> list[Piece]:
    if attribute == "signature":
        template = scene.among(f"{role}.signature", letters().signatures[voice(scene)])
        return pieces(render(template, lambda slot: fill(scene, slot)))
    person = scene.person(role)
    scene.mentioned[role].add(attribute)
    return [_written(scene, role, person, attribute)]


def _written(scene: Scene, role: str, person: Person, attribute: str) -> Piece:
    if attribute == "name":
        kind = "PERSON_OFFICIAL" if role == "staff" else "PERSON"
        return mess.full_name(person, scene.rng, scene.office), kind
    if attribute == "partial":
        return _partial(scene, role, person)
    kind, hand = HANDS[attribute]
    return hand(scene, role, person), kind


def _partial(scene: Scene, role: str, person: Person) -> Piece:
    if role == "staff":
        return person.surname + scene.ending(role), "OFFICIAL_PARTIAL"
    pen = f"{role}.partial.{scene.office}"
    if role == "respondent" and not scene.office and scene.ending(role):
        return person.surname + scene.ending(role), "PERSON_PARTIAL"
    return scene.once(pen, lambda: mess.partial_name(person, scene.rng, scene.office)), "PERSON_PARTIAL"


def _names_list(scene: Scene) -> list[Piece]:
    if not scene.listed:
        count = scene.rng.randrange(2, 5)
        scene.listed = [people.draw_name(scene.rng) for _ in range(count)]
    mark = scene.among("names.mark", ("、", "、", "，", " "))
    found: list[Piece] = []
    for name in scene.listed:
        found += [(name, "PERSON"), (mark, None)]
    return found[:-1]


def _nickname(scene: Scene) -> list[Piece]:
    scene.mentioned["applicant"].add("nickname")
    return [(scene.people["applicant"].nickname, "NICKNAME")]


def _day(value: date | datetime | None, scene: Scene) -> list[Piece]:
    day = value or scene.times.submitted
    if scene.office:
        year = f"{day.year}年" if scene.rng.random() < 0.6 else ""
        return [(f"{year}{day.month}月{day.day}日", None)]
    return [(_colloquial(date(day.year, day.month, day.day), scene), None)]


def _colloquial(day: date, scene: Scene) -> str:
    on = scene.times.submitted.date()
    short = f"{day.month}月{day.day}"
    forms = [short + "号", short + "日", f"{day.year}年{short}日"]
    if day.year < on.year:
        forms[:2] = [f"去年{short}号"]
    elif day.month == on.month - 1:
        forms.append(f"上个月{day.day}号")
    return scene.rng.choice(forms)


def _docno(scene: Scene) -> str:
    series = scene.rng.choice(("府办发", "督字", "整改", "函"))
    year, number = scene.times.submitted.year, scene.rng.randrange(2, 160)
    return f"{scene.district.short[0]}{series}〔{year}〕{number}号"


HANDS: dict[str, tuple[str, Callable[[Scene, str, Person], str]]] = {
    "phone": ("PHONE", lambda s, _, p: mess.phone(p.phone, s.rng, s.office)),
    "landline": ("PHONE", lambda s, _, p: mess.landline(p.landline, s.rng, s.office)),
    "id": ("ID_NUMBER", lambda s, _, p: mess.id_number(p.id_number, s.rng, s.office)),
    "door": ("ADDRESS_DOOR", lambda s, role, _: mess.door(s.door(role), s.rng, s.office or s.rural)),
    "plate": ("PLATE", lambda s, _, p: mess.plate(p.plate, s.rng, s.office)),
    "bank": ("BANK_CARD", lambda s, _, p: mess.bank(p.bank, s.rng, s.office)),
    "birth": ("BIRTH_OR_AGE", lambda s, _, p: mess.birth(p.birth, s.rng, s.office)),
    "age": ("BIRTH_OR_AGE", lambda s, role, _: s.age(role)),
    "wechat": ("SOCIAL", lambda _s, _r, p: p.wechat),
    "qq": ("SOCIAL", lambda _s, _r, p: p.qq),
    "email": ("EMAIL", lambda _s, _r, p: p.email),
    "meter": ("ACCOUNT", lambda _s, _r, p: p.meter),
    "contract": ("ACCOUNT", lambda _s, _r, p: p.contract),
    "org": ("ORG_PRIVATE", lambda _s, _r, p: p.org),
}
"""Attribute of a person → its kind and the hand that writes it."""

PUBLIC: dict[str, Callable[[Scene], list[Piece]]] = {
    "unit": lambda s: [(s.lead.name, "PUBLIC_BODY")],
    "unit.short": lambda s: [(s.lead.short, "PUBLIC_BODY")],
    "district": lambda s: [(s.district.short, "PUBLIC_PLACE")],
    "town": lambda s: [(s.town.name, "PUBLIC_PLACE")],
    "village": lambda s: [(s.village.name, "ADDRESS_COMMUNITY")],
    "estate": lambda s: [(s.estate(), "ADDRESS_COMMUNITY")],
    "road": lambda s: [(s.among("road", s.district.roads), "PUBLIC_PLACE")],
    "market": lambda s: [(s.among("market", s.district.markets), "PUBLIC_PLACE")],
    "school": lambda s: [(s.among("school", s.district.schools), "PUBLIC_BODY")],
    "hotline": lambda s: [(s.hotline, "PHONE_PUBLIC")],
    "office.phone": lambda s: [(s.lead.phone, "PHONE_PUBLIC")],
    "docno": lambda s: [(s.once("docno", lambda: _docno(s)), None)],
    "names.list": _names_list,
    "nickname": _nickname,
    "date.submitted": lambda s: _day(s.times.submitted, s),
    "date.before": lambda s: _day(s.before(), s),
    "date.accepted": lambda s: _day(s.times.accepted, s),
    "date.inspected": lambda s: _day(s.times.inspected, s),
    "date.closed": lambda s: _day(s.times.closed, s),
}
