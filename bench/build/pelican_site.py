"""What Pelican's theme looks up: names of columns, tags and units, and texts all pages share."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bench.build import opened
from bench.build.fields import Fields
from bench.build.lists import LEADS, TITLES, above
from bench.build.names import Names
from bench.build.ours import SITE, STATIC, shared_text
from publish.site import words
from publish.site.open_words import MEANINGS
from publish.site.pages import data as data_page

PLACES = (
    ("districts", "区县"), ("topics", "主题"), ("units", "单位"), ("dossiers", "专题"),
    ("programmes", "节目"), ("calls", "征集"), ("statistics", "统计"), ("feeds", "订阅"),
)  # fmt: skip


def site(names: Names) -> Fields:
    """The whole of it, as one object."""
    return {
        "site": SITE,
        "static": [str(STATIC)],
        "places": PLACES,
        "plain": opened.PLAIN,
        "data": {"title": data_page.TITLE, "lead": data_page.LEAD, "fields": list(MEANINGS.items())},
        "reading": shared_text("reading"),
        "how": shared_text("how_counted"),
        "levels": list(words.LEVELS.values()),
        "homes": {home: names.place(home) for home in names.tree.homes},
        "columns": msgspec.to_builtins(tuple(names.columns.values())),
        "programmes": msgspec.to_builtins(tuple(names.programmes.values())),
        "districts": [code for code, one in names.regions.items() if one.level == "district"],
        "tags": dict(_tags(names)),
        "units": {slug: _unit(names, slug) for slug in names.units},
    }


def _tags(names: Names) -> Iterable[tuple[str, Fields]]:
    for code, region in names.regions.items():
        yield f"districts/{code}", _list(names, "district", code, region.name)
    for slug, topic in names.topics.items():
        up = names.topics.get(topic.parent or "")
        parent = [up.name, f"/topics/{up.slug}/"] if up else None
        yield f"topics/{slug}", _list(names, "topic", slug, topic.name) | {"parent": parent}


def _list(names: Names, kind: str, slug: str, name: str) -> Fields:
    return {
        "name": name,
        "title": TITLES[kind].format(name),
        "lead": LEADS[kind].format(name),
        "above": above(names, kind, slug),
        "parent": None,
    }


def _unit(names: Names, slug: str) -> Fields:
    unit = names.units[slug]
    up, home = names.units.get(unit.parent or ""), names.tree.home(slug)
    told = _list(names, "unit", slug, unit.name) | {
        "level": words.LEVELS[unit.level],
        "home": home,
        "place": names.place(home),
        "parent": [up.name, f"/units/{up.slug}/"] if up else None,
    }
    if unit.public_phone:
        told["lead"] += f"公开电话：{unit.public_phone}。"
    return told
