"""Stock Pelican: Markdown with metadata lines; what has structure is one line of JSON."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from bench.build import fields, markdown, opened, tools
from bench.build.content import Change
from bench.build.fields import Fields
from bench.build.lists import LISTS, grouped, month_title, parts, source
from bench.build.names import Names
from bench.build.ours import PROSE
from bench.build.pelican_site import site
from publish.feeds.base import EPISODES
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
from publish.text.dates import local
from publish.text.records import place_of

THEME = Path(__file__).parent / "themes" / "pelican"
ROW = (
    "outcome", "outcome_label", "days", "to_accept", "district", "district_name", "topic", "unit",
    "unit_name", "revisit_label",
)  # fmt: skip
"""Fields that lists print: lines of their own, so that a row decodes no JSON."""


class Pelican:
    """Content and output in `folder`/pelican."""

    name = "Pelican"

    def __init__(self, folder: Path, directory: Directory) -> None:
        self._house, self._names = folder / "pelican", Names(directory)
        self.source, self.output = self._house / "content", self._house / "output"

    def version(self) -> str:
        return f"Pelican {importlib.metadata.version('pelican')}"

    def prepare(self, records: Iterable[Published]) -> None:
        shutil.rmtree(self._house, ignore_errors=True)
        dossiers: list[str] = []
        latest: dict[str, list[int]] = {slug: [] for slug in self._names.programmes}
        for record in records:
            tools.put(self.source, self._files(record))
            if isinstance(record, PublishedDossier):
                dossiers.append(record.slug)
            if isinstance(record, PublishedEpisode):
                latest[record.programme].append(record.number)
        tools.put(self.source, _prose())
        tools.put(self.source, _places(self._names))
        newest = {slug: [f"{slug}-{n}" for n in _newest(held)] for slug, held in latest.items()}
        held = site(self._names) | {"dossiers": dossiers, "latest": newest}
        tools.put(self._house, [("site.json", msgspec.json.encode(held))])

    def change(self, change: Change) -> None:
        for place, record in change.items():
            if record is not None:
                tools.put(self.source, self._files(record))
            elif place.startswith("cases/"):
                tools.drop(self.source, (f"cases/{Path(place).stem}.md",))

    def clear(self) -> None:
        tools.aside(self.output)

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "pelican", str(self.source), "-s", str(THEME / "pelicanconf.py"), "-o",
                str(self.output), "-t", str(THEME), "--fatal", "errors", "-q"]  # fmt: skip

    def environment(self) -> Mapping[str, str]:
        return {"BENCH_SITE": str(self._house / "site.json"), "PYTHONPATH": ""}

    def _files(self, record: Published) -> tools.Files:
        match record:
            case PublishedCase():
                yield f"cases/{record.number}.md", self._case(record)
            case PublishedEpisode():
                data = fields.of_episode(self._names, record)
                yield self._page(record, "episode", data, f"{record.programme}-{record.number}")
            case PublishedDossier():
                yield self._page(
                    record, "dossier", fields.of_dossier(self._names, record), body=record.summary
                )
            case PublishedPolicy():
                yield self._page(record, "policy", fields.of_policy(self._names, record), body=record.summary)
            case PublishedCall():
                yield self._page(record, "call", _days(record), body=record.body)
            case PublishedSurvey():
                yield self._page(record, "survey", msgspec.to_builtins(record))
            case MonthStatistics():
                data = {
                    "title": month_title(record),
                    "parts": parts(self._names, record),
                    "source": source(record),
                }
                yield self._page(record, "month", data)

    def _case(self, case: PublishedCase) -> bytes:
        data = fields.of_case(self._names, case)
        kinds = (name.partition("/") for name in case.places)
        tags = [f"{LISTS[kind]}/{slug}" for kind, _, slug in kinds if kind in ("district", "topic")]
        lines = {
            "Title": case.title,
            "Date": _moment(case.published_at),
            "Modified": _moment(case.modified_at),
            "Slug": case.number,
            "Category": case.column,
            "Author": case.unit or "",
            "Tags": ", ".join(tags),
            "Summary": markdown.paragraphs(data["description"]),
            "Excerpt": data["description"],
            **{name: data.get(name) for name in ROW},
            "Data": _json(data),
            "Open": _json(opened.of_case(self._names, case)),
        }
        return _document(lines, markdown.body(case))

    def _page(
        self, record: Published, template: str, data: Fields, slug: str | None = None, body: str | None = None
    ) -> tuple[str, bytes]:
        place = place_of(record).removesuffix(".json").replace("episodes/", "programmes/")
        url = f"{place}.html"
        plain: Fields = {"cases": [], "policies": [], "steps": [], **data}
        title = data.get("title") or getattr(record, "title", None) or f"第{data.get('number')}期"
        lines = {"Title": title, "Slug": slug or place.replace("/", "-"), "Template": template, "Url": url,
                 "Save_as": url, "Data": _json(plain)}  # fmt: skip
        return f"pages/{place}.md", _document(lines, markdown.paragraphs(body))


def _prose() -> tools.Files:
    """The handwritten pages, told where to lie."""
    for file in sorted((PROSE / "pages").rglob("*.md")):
        place = "index.html" if file.stem == "about" else f"{file.stem}.html"
        head = f"Slug: {file.stem}\nUrl: about/{place}\nSave_as: about/{place}\n"
        yield f"pages/about/{file.name}", (head + file.read_text("utf-8")).encode()


def _newest(numbers: Iterable[int]) -> list[int]:
    """The episodes a podcast tells, the last first."""
    return sorted(numbers, reverse=True)[:EPISODES]


def _places(names: Names) -> tools.Files:
    """The directories of units by district."""
    for home in names.tree.homes:
        place, units = names.place(home), names.tree.units_of(home)
        data = {
            "place": place,
            "home": home,
            "units": [[unit.slug, unit.name, words.LEVELS[unit.level]] for unit in units],
            "groups": grouped(units),
        }
        url, title = f"units/{home}.html", f"{place}的承办单位：办了哪些事，办得多快"
        lines = {"Title": title, "Slug": f"units-{home}", "Template": "place", "Url": url, "Save_as": url,
                 "Data": _json(data)}  # fmt: skip
        yield f"pages/units/{home}.md", _document(lines, "")


def _days(call: PublishedCall) -> Fields:
    return {"opens_on": call.opens_on, "closes_on": call.closes_on}


def _json(data: Fields) -> str:
    return msgspec.json.encode(data).decode()


def _moment(at: object) -> str:
    return f"{local(at):%Y-%m-%d %H:%M:%S}"  # type: ignore[arg-type]


def _document(lines: Mapping[str, object], body: str) -> bytes:
    head = "".join(f"{name}: {value}\n" for name, value in lines.items() if value not in (None, ""))
    return f"{head}\n{body}".encode()
