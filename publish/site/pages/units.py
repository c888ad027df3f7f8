"""The directory of units: a way in, and a page a district with all its units, down to the villages.

A unit has a page of its own where a case is published; here stands every unit there is, however many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from publish.model.published import PublishedUnit
from publish.site import words
from publish.site.addresses import UNIT_NAMES, units_file
from publish.site.edition import Edition
from publish.site.figures import updated
from publish.site.page import Output, Page
from publish.site.standing import in_words, place_of
from publish.site.unit_views import LevelRow, UnitDirectoryView, UnitGroup, UnitNode, UnitRow, UnitsView
from publish.site.views import Counted, Head
from publish.site.workshop import Workshop

TITLE = "承办单位"
LEAD = "市、区县、镇街、村社四级单位，各自办了哪些事，办得多快。"
FRONT = "units/index.html"
OWN = ("city", "district")
"""Levels whose units stand together; a town stands with its villages."""


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="units",
        head=partial(
            shop.heads.column,
            FRONT,
            kind="units",
            title=f"{TITLE}名录：办了哪些事，办得多快",
            lead=LEAD,
            name=TITLE,
        ),
        view=partial(_front, shop),
        modified_at=partial(updated, shop.edition),
    )
    for home in shop.edition.unit_homes():
        yield Page(
            path=units_file(home),
            template="unit_directory",
            head=partial(_head, shop, home),
            view=partial(_directory, shop, home),
        )


def outputs(edition: Edition) -> Iterator[Output]:
    """The names of all units, for those who look for one."""
    yield Output(path=UNIT_NAMES, body=partial(_names, edition))


def _names(edition: Edition) -> bytes:
    homes = edition.unit_homes()
    held = [[unit.slug, unit.name, home] for home in homes for unit in edition.units_of(home)]
    return msgspec.json.encode({"places": {home: place_of(edition, home) for home in homes}, "units": held})


def _front(shop: Workshop) -> UnitsView:
    edition = shop.edition
    answered = edition.answered()
    held = {home: edition.units_of(home) for home in edition.unit_homes()}
    units = [unit for some in held.values() for unit in some]
    return UnitsView(
        levels=tuple(_level(level, label, units, answered) for level, label in words.LEVELS.items()),
        places=tuple(_counted(shop, home, some, answered) for home, some in held.items()),
        names=edition.href(UNIT_NAMES),
    )


def _level(level: str, label: str, units: Sequence[PublishedUnit], answered: Counter[str]) -> LevelRow:
    held = [answered[unit.slug] for unit in units if unit.level == level]
    return LevelRow(label, len(held), sum(map(bool, held)), sum(held))


def _counted(shop: Workshop, home: str, units: Sequence[PublishedUnit], answered: Counter[str]) -> Counted:
    href = shop.edition.href(units_file(home))
    return Counted(place_of(shop.edition, home), href, sum(answered[unit.slug] for unit in units))


def _head(shop: Workshop, home: str) -> Head:
    place, units = place_of(shop.edition, home), len(shop.edition.units_of(home))
    return shop.heads.column(
        units_file(home),
        kind="unit_directory",
        title=f"{place}的承办单位：办了哪些事，办得多快",
        name=place,
        lead=f"{place}的{units}个单位：各自公开了几件、结果怎样、用了几个工作日。",
        crumbs=(shop.link(TITLE, FRONT),),
    )


def _directory(shop: Workshop, home: str) -> UnitDirectoryView:
    edition = shop.edition
    units, answered = edition.units_of(home), edition.answered(home)
    listed = edition.list_href(f"district/{home}")
    rows = tuple(_row(edition, unit) for unit in units if answered[unit.slug])
    return UnitDirectoryView(
        place=place_of(edition, home),
        rows=rows,
        outcomes=tuple(words.OUTCOMES.values()),
        groups=tuple(_groups(edition, units, answered)),
        units=len(units),
        cases=sum(row.total for row in rows),
        district=shop.link(place_of(edition, home), f"districts/{home}/index.html") if listed else None,
    )


def _row(edition: Edition, unit: PublishedUnit) -> UnitRow:
    counts, speed = edition.unit_outcomes(unit.slug), edition.unit_speed(unit.slug)
    return UnitRow(
        unit.name,
        edition.unit_link(unit.slug)[1],
        words.LEVELS.get(unit.level, unit.level),
        counts.total(),
        tuple(counts[outcome] for outcome in words.OUTCOMES),
        in_words(speed.accepted),
        in_words(speed.closed),
    )


def _groups(edition: Edition, units: Sequence[PublishedUnit], answered: Counter[str]) -> Iterator[UnitGroup]:
    """The district's own units by level, then town by town."""
    for level in OWN:
        held = [_node(edition, unit, answered) for unit in units if unit.level == level]
        if held:
            yield UnitGroup(words.LEVELS[level], None, tuple(held))
    towns: dict[str, list[PublishedUnit]] = {}
    for unit in units:
        if unit.level not in OWN:
            towns.setdefault(_town(unit), []).append(unit)
    yield from (_group(edition, held, answered) for held in towns.values())


def _town(unit: PublishedUnit) -> str:
    """What a unit below the district stands with: itself, or the unit right above it."""
    return unit.slug if unit.level == "town" else unit.parent or ""


def _group(edition: Edition, held: Sequence[PublishedUnit], answered: Counter[str]) -> UnitGroup:
    town = next((unit for unit in held if unit.level == "town"), None)
    villages = (_node(edition, unit, answered, brief=True) for unit in held if unit is not town)
    head = _node(edition, town, answered) if town else None
    return UnitGroup(head.name if head else "其他单位", head, tuple(villages))


def _node(edition: Edition, unit: PublishedUnit, answered: Counter[str], brief: bool = False) -> UnitNode:
    name = (unit.short_name if brief else None) or unit.name
    return UnitNode(unit.slug, name, edition.unit_link(unit.slug)[1], unit.public_phone, answered[unit.slug])
