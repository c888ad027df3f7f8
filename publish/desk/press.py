"""One page through the site's own engine, without a build: nothing is written, nothing is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from publish.model.published import (
    Directory,
    Published,
    PublishedCall,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedSurvey,
)
from publish.settings import Settings
from publish.site.addresses import episode_file, record_file
from publish.site.casebook import SCHEMA, Casebook
from publish.site.database import Database
from publish.site.edition import Edition
from publish.site.engine import THEME
from publish.site.environment import Renderer
from publish.site.heads import Heads
from publish.site.inputs import UNKNOWN
from publish.site.kept import Kept
from publish.site.keys import Content, key_of
from publish.site.lists import Lists
from publish.site.manifest import Manifest
from publish.site.page import Page
from publish.site.pages import calls, cases, dossiers, policies, programmes
from publish.site.parts import Parts, Sizes
from publish.site.prose import Prose
from publish.site.rows import Rows
from publish.site.search.files import Search
from publish.site.spool import Spool
from publish.site.workshop import Workshop
from publish.stages.build import formats

BASE = "/preview"
FOLDERS = {"dossiers": PublishedDossier, "policies": PublishedPolicy, "calls": PublishedCall,
           "surveys": PublishedSurvey}  # fmt: skip


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What is public already and the page shows beside its own record. `listed`: lists that have a page."""

    directory: Directory
    cases: tuple[PublishedCase, ...] = ()
    others: tuple[Published, ...] = ()
    listed: tuple[str, ...] = ()


class Held(Edition):
    """An edition whose cases are at hand instead of in files."""

    by_number: Mapping[str, PublishedCase] = {}

    def _read(self, number: str) -> PublishedCase:
        return self.by_number[number]

    def _title(self, number: str) -> str:
        return self.by_number[number].title


class _NoSpool:
    """Nobody kept anything."""

    def part(self, _kind: str, _number: str) -> None:
        return None


def pressed(settings: Settings, record: Published, around: Around) -> bytes:
    """The page of a record as a build would make it, its links below `BASE`."""
    book = Casebook(Database(Path(":memory:"), SCHEMA))
    public = {case.number: case for case in (*around.cases, *_of([record], PublishedCase))}
    book.put([Kept(UNKNOWN, b"", key_of(case)) for case in public.values()])
    content = _content(around.directory, book, [*around.others, record])
    lists = Lists(content.directory, book)
    lists.names |= dict.fromkeys(around.listed)
    shop = _shop(settings, content, lists, public)
    if isinstance(record, PublishedCase):
        return next(cases.outputs(shop, [record.number])).body()
    page = next(page for page in _pages(shop, record) if page.path == _path(record))
    return shop.renderer.page(page.template, page.view(), page.head())


def _shop(
    settings: Settings, content: Content, lists: Lists, public: Mapping[str, PublishedCase]
) -> Workshop:
    site = msgspec.structs.replace(settings.site, base=BASE)
    moved = msgspec.structs.replace(settings, site=site)
    edition = Held(moved, content, Prose(), formats(), lists)
    edition.by_number = public
    heads = Heads(edition)
    renderer = Renderer(edition, THEME, heads.demo)
    spool = cast("Spool", _NoSpool())
    parts, sizes = Parts(edition, spool), Sizes(cast("Manifest", {}))
    rows, search = Rows(edition, renderer, spool), Search(edition, spool)
    return Workshop(edition, rows, heads, renderer, parts, search, sizes, spool)


def _content(directory: Directory, book: Casebook, others: list[Published]) -> Content:
    held: dict[str, Any] = {
        folder: {one.slug: one for one in _of(others, kind)} for folder, kind in FOLDERS.items()
    }
    episodes = {f"{one.programme}/{one.number}": one for one in _of(others, PublishedEpisode)}
    return Content(directory=directory, cases=book, episodes=episodes, statistics={}, **held)


def _of(records: list[Published], kind: type[Any]) -> Iterator[Any]:
    return (one for one in records if isinstance(one, kind))


def _pages(shop: Workshop, record: Published) -> Iterator[Page]:
    match record:
        case PublishedDossier():
            return dossiers.pages(shop)
        case PublishedPolicy():
            return policies.pages(shop)
        case PublishedEpisode():
            return programmes.pages(shop)
    return calls.pages(shop)


def _path(record: Published) -> str:
    match record:
        case PublishedEpisode(programme=programme, number=count):
            return episode_file(programme, count)
        case PublishedSurvey(slug=slug):
            return record_file("surveys", slug)
    folder = next(name for name, kind in FOLDERS.items() if kind is type(record))
    return record_file(folder, cast("Any", record).slug)
