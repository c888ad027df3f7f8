"""Public bodies on four levels: the city's and the districts' by their real names, the rest invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from publish.demo.regions import CITY_CODE, CITY_NAME, District, Town, districts
from publish.model.contract import Unit

HERE = Path(__file__).parent
CITY_UNIT = "U500000"
FALLBACK = "信访"


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A category of offices; `days`: working days from acceptance to its deadline."""

    city: str
    short: str
    district: str | None
    days: int
    guest: tuple[str, ...]


class Lead(msgspec.Struct, frozen=True):
    """The unit that leads a matter, as the texts call it."""

    unit_id: str
    name: str
    short: str
    phone: str


@cache
def offices() -> dict[str, Office]:
    """Category → office, in the file's order."""
    return msgspec.yaml.decode((HERE / "offices.yaml").read_bytes(), type=dict[str, Office])


@cache
def rows() -> tuple[Unit, ...]:
    """Every unit, parents before children."""
    found = [_unit(CITY_UNIT, None, f"{CITY_NAME}人民政府", "市政府", level="city", region=CITY_CODE)]
    for category, office in offices().items():
        unit_id, short = _id(CITY_CODE, category), f"市{office.short}"
        found.append(_unit(unit_id, CITY_UNIT, office.city, short, level="city", region=CITY_CODE))
    for district in districts():
        found += _of_district(district)
    return tuple(
        msgspec.structs.replace(unit, public_phone=_phone(number)) for number, unit in enumerate(found, 1)
    )


@cache
def index() -> dict[str, Unit]:
    return {unit.unit_id: unit for unit in rows()}


def lead(category: str, district: District) -> Lead:
    """The district's unit of a category, or the city's where districts have none."""
    category = category if category in offices() else FALLBACK
    home = district.code if offices()[category].district else CITY_CODE
    return _lead(_id(home, category))


def city_lead(category: str) -> Lead:
    """The city's own unit of a category."""
    return _lead(_id(CITY_CODE, category if category in offices() else FALLBACK))


def town_lead(town: Town) -> Lead:
    """A town's own government or sub-district office."""
    return _lead(f"U{town.code}")


def _lead(unit_id: str) -> Lead:
    unit = index()[unit_id]
    return Lead(unit.unit_id, unit.name, unit.short_name or unit.name, unit.public_phone or "")


def days(category: str) -> int:
    return offices().get(category, offices()[FALLBACK]).days


def _of_district(district: District) -> list[Unit]:
    top = f"U{district.code}"
    at = {"level": "district", "region": district.code}
    found = [_unit(top, CITY_UNIT, f"{district.name}人民政府", f"{district.short}政府", **at)]
    for category, office in offices().items():
        if office.district:
            name = office.district.format(d=district.name)
            found.append(_unit(_id(district.code, category), top, name, district.short + office.short, **at))
    for town in district.towns:
        found += _of_town(district, town)
    return found


def _of_town(district: District, town: Town) -> list[Unit]:
    head, short = ("办事处", "") if town.name.endswith("街道") else ("人民政府", "政府")
    unit_id, full = f"U{town.code}", district.name + town.name
    above = f"U{district.code}"
    found = [_unit(unit_id, above, full + head, town.name + short, level="town", region=town.code)]
    for village in (*town.villages, town.community):
        long, brief = ("居民委员会", "居委会") if village.name.endswith("社区") else ("村民委员会", "村委会")
        name, known = full + village.name + long, village.name.removesuffix("村") + brief
        found.append(_unit(f"U{village.code}", unit_id, name, known, level="village", region=town.code))
    return found


def _unit(unit_id: str, parent: str | None, name: str, short: str, *, level: str, region: str) -> Unit:
    return Unit(
        unit_id=unit_id, parent_id=parent, name=name, short_name=short, spoken_name=_spoken(short),
        level=level, region_code=region,
    )  # fmt: skip


def _spoken(short: str) -> str:
    """How a host says it: 委 alone is hard to hear, so it is 委员会."""
    return short + "员会" if short.endswith("委") else short


def _phone(number: int) -> str:
    """An invented office line; no subscriber of the city has a number that begins with 2."""
    return f"023-2{number * 6947 % 10**7:07d}"


def _id(region: str, category: str) -> str:
    return f"U{region}{list(offices()).index(category) + 1:02d}"
