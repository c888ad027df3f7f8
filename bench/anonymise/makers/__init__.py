"""Slots of the frames → what fills them, from a random source alone."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.anonymise.makers import accounts, births, doors, handles, papers, people, phones, plates, public
from bench.anonymise.model import Piece
from bench.anonymise.template import render

Maker = Callable[[Random], Piece]

MANGLED_SHARE = 0.45


def _mixed(plain: Maker, mangled: Maker) -> Maker:
    return lambda rng: (mangled if rng.random() < MANGLED_SHARE else plain)(rng)


def _either(make: Callable[[Random, bool], Piece]) -> Maker:
    return lambda rng: make(rng, rng.random() < MANGLED_SHARE)


def _phone(rng: Random) -> Piece:
    return SLOTS["mobile" if rng.random() < 0.75 else "landline"](rng)


def _name(rng: Random) -> Piece:
    return people.spaced(rng) if rng.random() < 0.04 else people.name_piece(rng)


SLOTS: dict[str, Maker] = {
    "name": _name,
    "name_titled": people.titled,
    "partial": people.partial,
    "official": people.official,
    "official_partial": people.official_partial,
    "kin_given": people.kin_given,
    "kin_name": people.kin_name,
    "minor_given": lambda rng: people.kin_given(rng, minor=True),
    "minor_name": lambda rng: people.kin_name(rng, minor=True),
    "names": people.name_list,
    "minor": people.minor,
    "mobile": _mixed(phones.mobile_piece, phones.mobile_mangled),
    "landline": _mixed(phones.landline_piece, phones.landline_mangled),
    "local": phones.local_number,
    "phone": _phone,
    "id": _mixed(papers.id_piece, papers.id_mangled),
    "paper": _either(papers.paper),
    "card": _mixed(papers.card_piece, papers.card_mangled),
    "plate": _mixed(plates.plate_piece, plates.plate_mangled),
    "plate_alone": plates.plate_alone,
    "wechat": handles.wechat,
    "qq": _either(handles.qq),
    "email": _mixed(handles.email, handles.email_mangled),
    "url": handles.url,
    "door": _either(doors.door),
    "estate_door": _either(doors.estate_door),
    "village_door": _either(doors.village_door),
    "road_door": _either(doors.road_door),
    "bare_door": _either(doors.bare_door),
    "birth": _either(births.birth),
    "age": births.age,
    "account": _either(accounts.account),
    "firm": accounts.firm,
    "nick": accounts.nickname,
    "landline_public": public.line,
    "hotline": public.hotline,
    "published": public.published,
    "document": public.document,
    "amount": public.amount,
    "date": public.date,
    "time": public.time,
    "statute": public.statute,
    "bus": public.route,
    "area": public.quantity,
    "count": public.count,
    **public.PLACES,
}
"""`{slot}` in a frame → what fills it."""


def filled(frame: str, rng: Random) -> Piece:
    """The frame with every slot filled. KeyError for a slot nobody fills."""
    return render(frame, lambda slot: SLOTS[slot](rng))
