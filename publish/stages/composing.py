"""Composes the feeds of an edition: which files there are, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec

from publish.feeds import registry
from publish.feeds.base import Collection, Feed, PodcastFeed, Schedule
from publish.feeds.registry import CaseFormat
from publish.site.addresses import EVERY, feed_stem, list_feed, updates_file
from publish.site.page import Later, Output
from publish.site.spool import Keep
from publish.site.workshop import Workshop
from publish.stages.airtime import Airtime
from publish.stages.channels import Channel, Channels, archived, full
from publish.stages.entries import Entries
from publish.stages.happened import Happened
from publish.stages.joined import ARCHIVES, Joined
from publish.stages.offers import INDEX, Offers

KEPT_CHANNELS = 4
RECORDS = ("dossiers", "policies")
"""Records that have feeds of their own."""

Composed = Feed | PodcastFeed | Schedule | Collection


class Composer:
    """The feeds of one edition (`publish.site.job.Composer`)."""

    def __init__(self, shop: Workshop) -> None:
        self._edition, entries = shop.edition, Entries(shop)
        self._channels, self._joined = Channels(shop, entries), Joined(shop, entries)
        self._happened, self._airtime, self._offers = Happened(shop), Airtime(shop), Offers(shop)
        self._newest = shop.edition.uses.kept(self._channels.newest, KEPT_CHANNELS)
        self.kept: Keep = self._joined.kept

    def of_cases(self, numbers: Iterable[str]) -> Iterator[Output]:
        """One file a case, in the order given."""
        for number in numbers:
            yield Output(path=updates_file(number), body=Later(self._happened.render, number))

    def of_lists(self, names: Iterable[str]) -> Iterator[Output]:
        """The feeds of these lists of cases, with their archives and with their feeds by topic."""
        for name in names:
            if name == EVERY or self._edition.fed.has(name):
                yield from self._of_list(name, feed_stem(list_feed(name)))

    def others(self) -> Iterator[Output]:
        """All other feeds."""
        yield from _files(feed_stem("changes"), Feed, self._channels.changes)
        for folder in RECORDS:
            for slug in getattr(self._edition.content, folder):
                channel = partial(self._channels.record, folder, slug)
                yield from self._in_all(feed_stem(f"{folder}/{slug}"), channel)
        for slug in self._edition.programmes:
            stem = feed_stem(f"programmes/{slug}")
            yield from _files(stem, PodcastFeed, partial(self._airtime.podcast, slug, stem))
            yield from _files(stem, Schedule, partial(self._airtime.schedule, slug, stem))
        for stem, collection in self._offers.collections():
            yield from _files(stem, Collection, collection)
        yield Output(path=INDEX, body=self._offers.index)

    def _of_list(self, name: str, stem: str) -> Iterator[Output]:
        yield from self._in_all(stem, partial(self._newest, name))
        forms = registry.case_formats()
        atom = next(form for form in forms if form.SUFFIX == ARCHIVES)
        kind, _, slug = name.partition("/")
        if full(name):
            for page in archived(self._edition.peek(name)):
                body = partial(self._render, atom, partial(self._channels.archive, name, page))
                yield Output(path=f"{stem}/page-{page}{ARCHIVES}", body=body)
        if kind == "district":
            for topic in self._edition.fed.topics_of(slug):
                body = partial(self._render, atom, partial(self._channels.pair, slug, topic))
                yield Output(path=f"{stem}/{topic}{ARCHIVES}", body=body)

    def _in_all(self, stem: str, channel: Callable[[], Channel]) -> Iterator[Output]:
        for form in registry.case_formats():
            yield Output(path=stem + form.SUFFIX, body=partial(self._render, form, channel))

    def _render(self, form: CaseFormat, channel: Callable[[], Channel]) -> bytes:
        return self._joined.render(form, channel())


def _files(stem: str, kind: registry.Kind, compose: Callable[[], Composed]) -> Iterator[Output]:
    for form in registry.formats_for(kind):
        yield Output(path=stem + form.SUFFIX, body=partial(_whole, form, compose))


def _whole(form: registry.Format, compose: Callable[[], Composed]) -> bytes:
    feed = compose()
    return form.render(msgspec.structs.replace(feed, self_href=feed.self_href + form.SUFFIX))
