"""Kinds of lists and tables in words, for generators that know no codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import cast

import msgspec

from bench.build.fields import Fields
from bench.build.names import Names
from publish.model.published import Cell, MonthStatistics, PublishedCase, PublishedUnit
from publish.site import words
from publish.site.edition import Edition
from publish.site.pages import statistics
from publish.site.stat_tables import shown
from publish.site.statistics_views import StatTable
from publish.text.dates import BEIJING, chinese_date, chinese_month

LISTS = {"district": "districts", "topic": "topics", "unit": "units", "month": "months"}
LEADS = {
    "district": "发生在{}的事，办得怎么样。",
    "topic": "关于{}的事项。",
    "unit": "由{}承办的事项。",
    "month": "{}公开的事项。",
}


TITLES = {
    "district": "{}：群众和企业反映的事，办得怎么样",
    "topic": "{}：反映了什么，怎么解决的",
    "unit": "{}：办了哪些事，办得怎么样",
    "month": "{}公开的事项",
}
"""What a list's page is called to who searches; its heading is the name alone."""
PAIRS = "pairs"
OWN = ("city", "district")
"""Levels whose units stand together; a town stands with its villages."""
Above = list[tuple[str, str]]


def above(names: Names, kind: str, slug: str) -> Above:
    """What stands above a list, below the front: names and addresses."""
    front = (words.KINDS[kind], f"/{LISTS[kind]}/")
    if kind == "unit":
        home = names.tree.home(slug)
        return [front, (names.place(home), f"/units/{home}.html")]
    parent = names.topics.get(names.topics[slug].parent or "") if kind == "topic" else None
    return [front, (parent.name, f"/topics/{parent.slug}/")] if parent else [front]


def pairs(names: Names, case: PublishedCase) -> list[tuple[str, str]]:
    """The districts and topics of the first level whose feeds a matter is in."""
    held = [name.partition("/")[::2] for name in case.places]
    topics = [slug for kind, slug in held if kind == "topic" and not names.topics[slug].parent]
    return [(code, topic) for kind, code in held if kind == "district" for topic in topics]


def grouped(units: Sequence[PublishedUnit]) -> list[Fields]:
    """A directory's units by level, then town by town, as our pages group them."""
    found: list[Fields] = [
        {
            "label": words.LEVELS[level],
            "head": None,
            "units": [_node(unit) for unit in units if unit.level == level],
        }
        for level in OWN
    ]
    towns: dict[str, list[PublishedUnit]] = {}
    for unit in units:
        if unit.level not in OWN:
            towns.setdefault(unit.slug if unit.level == "town" else unit.parent or "", []).append(unit)
    for held in towns.values():
        town = next((unit for unit in held if unit.level == "town"), None)
        below = [_node(unit, brief=True) for unit in held if unit is not town]
        head = _node(town) if town else None
        found += [{"label": "其他单位", "head": head, "units": below}]
    return [group for group in found if group["head"] or group["units"]]


def _node(unit: PublishedUnit, brief: bool = False) -> list[str | None]:
    return [unit.slug, (unit.short_name if brief else None) or unit.name, unit.public_phone]


def month_title(held: MonthStatistics) -> str:
    """2022年5月统计"""
    return f"{chinese_month(held.month)}统计"


def parts(names: Names, held: MonthStatistics) -> list[Fields]:
    """A month's sections, their tables with words for codes."""
    return [
        {
            "heading": heading,
            "lead": statistics.LEADS[slug],
            "tables": [_table(made) for each in wanted if (made := shown(cast(Edition, names), held, each))],
        }
        for slug, heading, wanted in statistics.PARTS
    ]


def _table(made: StatTable) -> Fields:
    told: Fields = msgspec.to_builtins(made)
    told["rows"] = [
        {"label": label, "href": href, "cells": [*map(_count, cells)], "share": share}
        for label, href, cells, share in made.rows
    ]
    told["totals"] = [_count(cell) for cell in made.totals] if len(made.rows) > 1 else []
    return told


def _count(number: Cell) -> str:
    return f"{number:,}" if isinstance(number, int) else number


def source(held: MonthStatistics) -> str:
    """Where a month's figures come from."""
    made = chinese_date(datetime.combine(held.made_on, time(), BEIJING))
    return f"来源：全平台月度统计，{chinese_month(held.month)}；{made}制成，不再修改。"
