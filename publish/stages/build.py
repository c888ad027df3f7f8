"""content/ to output/: the site and its feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

import msgspec

from publish.feeds import base, registry
from publish.feeds.base import Feed, PodcastFeed
from publish.settings import Settings
from publish.site import engine
from publish.site.addresses import feed_stem, list_folder
from publish.site.content import ContentError
from publish.site.feedlinks import FeedFormat, Formats
from publish.site.page import Output
from publish.site.prose import ProseError
from publish.site.workshop import Workshop, case_sources
from publish.stages.entries import Entries
from publish.stages.report import Report, Track, silent

SUBSCRIBED = ("column", "district", "topic")
"""Kinds of lists that have a feed of their own."""


def build(settings: Settings, fresh: bool = False, track: Track = silent) -> Report:
    """Build the whole site: pages, feeds, sitemap, theme. Only changed files are written.

    Content that can't be used refuses the build: its issues are in the report and nothing was written.
    Raises `PublishError` for an unusable output folder or a broken template. `fresh` asks for nothing
    more as yet: every build reads and renders everything.
    """
    del fresh
    try:
        made = engine.build(settings, formats(), feeds, partial(_tracked, track))
    except (ContentError, ProseError) as error:
        return Report(verb="build", counts={"written": 0}, issues=error.issues)
    counts = {"files": made.files, "written": len(made.written), "unchanged": made.unchanged,
              "removed": len(made.removed)}  # fmt: skip
    return Report(verb="build", counts=counts)


def _tracked(track: Track, outputs: Iterable[Output], total: int) -> Iterable[Output]:
    return track(outputs, "生成", total)


def formats() -> Formats:
    """The formats of the registry, as pages name them."""
    return Formats(_named(registry.formats_for(Feed)), _named(registry.formats_for(PodcastFeed)))


def _named(found: Iterable[registry.Format]) -> tuple[FeedFormat, ...]:
    return tuple(FeedFormat(each.NAME, each.SUFFIX, each.CONTENT_TYPE) for each in found)


def feeds(shop: Workshop) -> Iterator[Output]:
    """Every feed of the edition in every format it has."""
    entries = Entries(shop)
    for name, held in shop.edition.lists.items():
        if name == "all" or name.partition("/")[0] in SUBSCRIBED:
            keys = held.newest(base.LIMIT)
            stem = feed_stem("site" if name == "all" else list_folder(name))
            made = cache(partial(entries.list_feed, name, stem, keys))
            yield from _files(stem, Feed, ("directory", *case_sources(keys)), made)
    for slug, held in shop.edition.programme_lists.items():
        names, stem = held.newest(base.LIMIT), feed_stem(f"programmes/{slug}")
        podcast = cache(partial(entries.podcast, slug, stem, names))
        yield from _files(stem, PodcastFeed, ("directory", *(f"episode:{name}" for name in names)), podcast)


def _files(
    stem: str,
    kind: type[Feed] | type[PodcastFeed],
    sources: tuple[str, ...],
    made: Callable[[], Feed | PodcastFeed],
) -> Iterator[Output]:
    for each in registry.formats_for(kind):
        yield Output(path=stem + each.SUFFIX, sources=sources, body=partial(_render, each, made))


def _render(form: registry.Format, made: Callable[[], Feed | PodcastFeed]) -> bytes:
    feed = made()
    return form.render(msgspec.structs.replace(feed, self_href=feed.self_href + form.SUFFIX))
