"""The build: records → edition → pages → rendered bytes → output/, in this order.

Pelican's generator and `publish build` both come here, so both write the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from publish.settings import Settings
from publish.site import manifest
from publish.site.content import read
from publish.site.edition import Edition
from publish.site.environment import Renderer
from publish.site.feedlinks import Formats
from publish.site.guard import guard
from publish.site.heads import Heads
from publish.site.output import emit, sweep
from publish.site.page import Output, Page
from publish.site.pages import plan
from publish.site.prose import read_prose
from publish.site.rows import Rows
from publish.site.sitemap import Sitemap, robots
from publish.site.workshop import Workshop

THEME = Path(__file__).resolve().parents[2] / "theme"

OURS = frozenset((
    "404.html", "about", "calls", "cases", "columns", "districts", "dossiers", "feeds", "index.html",
    "months", "notices", "policies", "programmes", "robots.txt", "sitemap.xml", "sitemaps", "static",
    "statistics", "surveys", "topics", "units",
))  # fmt: skip
"""What stands at the top of output/."""

Feeds = Callable[[Workshop], Iterable[Output]]
"""Composes the feed files of an edition."""

Progress = Callable[[Iterable[Output], int], Iterable[Output]]
"""Passes the outputs through, told about how many there will be."""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did: paths written and removed, and how many files stayed as they were."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    files: int


def build(
    settings: Settings,
    formats: Formats | None = None,
    feeds: Feeds | None = None,
    progress: Progress | None = None,
    theme: Path = THEME,
) -> BuildReport:
    """Build the site of `settings` into paths.output.

    Raises `ContentError` or `ProseError` with everything that can't be used, before anything is
    written, and `PublishError` for an unusable output folder (before) or a broken template.
    """
    output = settings.paths.output
    guard(settings, theme, OURS)
    content, prose = read(settings.paths.content), read_prose(settings.paths.prose)
    shop, renderer = _shop(Edition(settings, content, prose, formats or Formats()), theme)
    manifest.save(output, manifest.Manifest(whole=False))
    made = outputs(shop, renderer, theme, feeds)
    entries, tally = emit(progress(made, expected(shop.edition)) if progress else made, output)
    removed = sweep(output, (entry.path for entry in entries.files))
    manifest.save(output, entries)
    return BuildReport(tuple(tally.written), tuple(removed), tally.unchanged, len(entries.files))


def expected(edition: Edition) -> int:
    """About how many files there will be: cases, list pages, feeds."""
    feeds = len(edition.formats.cases)
    return len(edition.content.cases) + sum(len(held.numbers) + 1 + feeds for held in edition.lists.values())


def _shop(edition: Edition, theme: Path) -> tuple[Workshop, Renderer]:
    heads = Heads(edition)
    renderer = Renderer(edition, theme, heads.demo)
    return Workshop(edition, Rows(edition, renderer), heads), renderer


def outputs(shop: Workshop, renderer: Renderer, theme: Path, feeds: Feeds | None) -> Iterator[Output]:
    """Every file of the site, each made only when it is asked for its bytes."""
    sitemap = Sitemap(shop.edition.addresses)
    for page in plan(shop):
        _note(shop, sitemap, page)
        yield Output(
            path=page.path,
            sources=(*page.sources, f"template:{page.template}"),
            body=partial(renderer.page, page),
        )
    if feeds is not None:
        yield from feeds(shop)
    for path, body in sitemap.files():
        yield Output(path=path, sources=("addresses",), body=partial(bytes, body))
    yield Output(path="robots.txt", sources=("settings",), body=partial(robots, shop.edition.addresses))
    yield from static(theme)


def _note(shop: Workshop, sitemap: Sitemap, page: Page) -> None:
    if page.listed:
        key = shop.edition.content.cases.get(Path(page.path).stem) if page.template == "case" else None
        sitemap.add(page.path, page.modified_at, key.places.get("all") if key else None)


def static(theme: Path) -> Iterator[Output]:
    """The theme's files as they are."""
    root = theme / "static"
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(theme).as_posix()
            yield Output(path=name, sources=(f"theme:{name}",), body=path.read_bytes)
