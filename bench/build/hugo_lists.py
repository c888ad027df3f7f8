"""What Hugo makes its lists of: a page of front matter each, with feeds where a matter is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.build import tools
from bench.build.fields import Fields
from bench.build.hugo_site import CRUMBS, FEEDS, FRONTS, OWN
from bench.build.lists import LEADS, LISTS, PAIRS, TITLES, above, grouped, pairs
from bench.build.names import Names
from bench.build.ours import PROSE
from publish.model.published import PublishedCase, PublishedUnit
from publish.site import words
from publish.text.dates import chinese_month


class Fronts:
    """The fronts of lists below `source`."""

    def __init__(self, source: Path, names: Names) -> None:
        self._source, self._names = source, names
        self._fed: set[str] = set()  # topics and units that hold a matter

    def standing(self) -> tools.Files:
        """What is there whatever matters are."""
        names = self._names
        for column in names.columns.values():
            front = {
                "title": column.name,
                "type": "column",
                "description": column.description,
                "outputs": FEEDS,
            }
            yield f"{column.slug}/_index.md", page({**front, "url": f"/columns/{column.slug}/"})
        for one in names.programmes.values():
            front = {**msgspec.to_builtins(one), "title": f"《{one.name}》", "type": "programme"}
            yield f"programmes/{one.slug}/_index.md", page({**front, "outputs": ["html", "podcast"]})
        for code, region in names.regions.items():
            if region.level == "district":
                yield self._term("district", code, region.name)
        for slug in names.topics:
            yield self._topic(slug, fed=False)
        for home in names.tree.homes:
            yield f"places/{home}.md", page(self._place(home, names.tree.units_of(home)))
        yield f"{PAIRS}/_index.md", page({"build": {"render": "never"}})
        yield "places/_index.md", page({"build": {"render": "never"}})
        for path, title, kind in OWN:
            yield f"own/{kind}.md", page({"title": title, "type": kind, "url": f"/{path}"})
        for folder, (title, kind, lead) in FRONTS.items():
            yield f"{folder}/_index.md", page(_front(folder, title, kind, lead))
        for file in sorted((PROSE / "pages").rglob("*.md")):
            name = "_index.md" if file.stem == "about" else file.name
            yield f"about/{name}", prose(file.read_text("utf-8"))

    def terms(self, case: PublishedCase) -> Iterator[tuple[str, bytes]]:
        """The terms of a matter: those that hold one alone have feeds."""
        for unit in reversed([*self._names.line_of(case.unit)]):
            fed = unit.slug == case.unit
            if unit.slug not in self._fed and (fed or not (self._source / "units" / unit.slug).is_dir()):
                yield self._unit(unit, fed)
        for name in case.places:
            kind, _, slug = name.partition("/")
            if kind == "topic" and slug not in self._fed:
                yield self._topic(slug, fed=True)
            if kind == "month" and not (self._source / "months" / slug).is_dir():
                yield self._term("month", slug, chinese_month(slug))
        for code, topic in pairs(self._names, case):
            if not (self._source / PAIRS / f"{code}-{topic}").is_dir():
                yield self._pair(code, topic)

    def _unit(self, unit: PublishedUnit, fed: bool) -> tuple[str, bytes]:
        self._fed.update([unit.slug] if fed else [])
        home, phone = self._names.tree.home(unit.slug), unit.public_phone
        more: Fields = {"level": words.LEVELS[unit.level], "home": home, "place": self._names.place(home)}
        if phone:
            more["description"] = f"{LEADS['unit'].format(unit.name)}公开电话：{phone}。"
        return self._term("unit", unit.slug, unit.name, unit.parent, fed, more)

    def _topic(self, slug: str, fed: bool) -> tuple[str, bytes]:
        self._fed.update([slug] if fed else [])
        topic = self._names.topics[slug]
        return self._term("topic", slug, topic.name, topic.parent, fed)

    def _pair(self, code: str, topic: str) -> tuple[str, bytes]:
        place, about = self._names.regions[code].name, self._names.topics[topic].name
        front = {
            "title": f"{place}·{about}",
            "description": f"{place}关于{about}的事项。",
            "outputs": ["atom"],
        }
        return f"{PAIRS}/{code}-{topic}/_index.md", page(front | {"district": code, "about": about})

    def _place(self, home: str, units: Sequence[PublishedUnit]) -> Fields:
        """The directory of a district's units, grouped beforehand."""
        names = self._names
        place = names.place(home)
        return {
            "title": f"{place}的承办单位：办了哪些事，办得多快", "type": "place", "place": place,
            "home": home, "url": f"/units/{home}.html", "linkTitle": place,
            "above": [("承办单位", "/units/")],
            "description": f"{place}的{len(units)}个单位：各自公开了几件、结果怎样、用了几个工作日。",
            "units": [[unit.slug, unit.name, words.LEVELS[unit.level]] for unit in units],
            "groups": grouped(units), "total": len(units),
        }  # fmt: skip

    def _term(
        self,
        kind: str,
        slug: str,
        title: str,
        parent: str | None = None,
        fed: bool = False,
        more: Fields | None = None,
    ) -> tuple[str, bytes]:
        front: Fields = {
            "title": title,
            "whole_title": TITLES[kind].format(title),
            "description": LEADS[kind].format(title),
            "parent_slug": parent,
            "children": self._names.below[slug] if kind in ("topic", "unit") else [],
            "above": above(self._names, kind, slug),
            **(more or {}),
        }
        if kind == "district" or fed:
            front["outputs"] = FEEDS
        if kind == "month":
            front["outputs"] = ["html", "table", "lines"]
        return f"{LISTS[kind]}/{slug}/_index.md", page(front)


def _front(folder: str, title: str, kind: str, lead: str) -> Fields:
    named = {"title": title, "linkTitle": CRUMBS.get(folder), "description": lead}
    return {**named, "type": kind, "url": f"/{folder}/"}


def page(front: Fields, body: str = "") -> bytes:
    """A page of Hugo's: JSON front matter and Markdown."""
    held = {name: value for name, value in front.items() if value not in (None, "")}
    return msgspec.json.format(msgspec.json.encode(held), indent=1) + b"\n\n" + body.encode()


def prose(text: str) -> bytes:
    """A handwritten page: its lines of metadata as front matter."""
    head, _, body = text.partition("\n\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return page({key.strip().lower(): value.strip() for key, _, value in pairs}, body)
