"""Composes the feeds of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from publish.feeds import registry
from publish.feeds.base import Feed, PodcastFeed, Schedule
from publish.site.addresses import feed_stem, list_folder
from publish.site.lists import EVERY
from publish.site.page import Output
from publish.site.workshop import Workshop
from publish.stages.entries import Entries

SUBSCRIBED = ("column", "district", "topic")
"""Kinds of lists that have a feed of their own."""


def composed(shop: Workshop) -> Iterator[Output]:
    """Every feed of the edition in every format it has."""
    entries = Entries(shop)
    for name in (EVERY, *shop.edition.list_names()):
        if name == EVERY or name.partition("/")[0] in SUBSCRIBED:
            stem = feed_stem("site" if name == EVERY else list_folder(name))
            yield from _files(stem, Feed, partial(entries.list_feed, name, stem))
    stem = feed_stem("changes")
    yield from _files(stem, Feed, partial(entries.changes, stem))
    for slug in shop.edition.programmes:
        stem = feed_stem(f"programmes/{slug}")
        yield from _files(stem, PodcastFeed, partial(entries.podcast, slug, stem))
        yield from _files(stem, Schedule, partial(entries.schedule, slug, stem))


def _files(
    stem: str, kind: registry.Kind, compose: Callable[[], Feed | PodcastFeed | Schedule]
) -> Iterator[Output]:
    for each in registry.formats_for(kind):
        yield Output(path=stem + each.SUFFIX, body=partial(_render, each, compose))


def _render(form: registry.Format, compose: Callable[[], Feed | PodcastFeed | Schedule]) -> bytes:
    feed = compose()
    return form.render(msgspec.structs.replace(feed, self_href=feed.self_href + form.SUFFIX))
