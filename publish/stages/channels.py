"""What each feed of cases is about, which cases stand in it, and how it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from publish.feeds.base import BEGINNING, GONE_DAYS, LIMIT, Archive, Entry, Feed, tag
from publish.model.published import PublishedCase, PublishedWithdrawal
from publish.site.addresses import EVERY, feed_stem, list_feed, list_folder, page_file, record_file
from publish.site.keys import CaseKey
from publish.site.paging import Listing
from publish.site.subjects import subject
from publish.site.workshop import Workshop
from publish.stages.entries import Entries
from publish.text.dates import local

XSL, CSS = "static/xsl/feed.xsl", "static/css/feed.css"
"""What a browser shows a feed with: files of the theme."""
FULL = (EVERY, "column")
"""Kinds of lists whose feeds have the full text; and archives."""


class Channel(msgspec.Struct, frozen=True):
    """A feed without entries, and the numbers of its cases, newest first. `feed.self_href` is without suffix,
    as are the addresses of its archives."""

    feed: Feed
    numbers: tuple[str, ...]
    full: bool = False


def full(name: str) -> bool:
    """Whether the feeds of a list have the full text, and archives."""
    return name.partition("/")[0] in FULL


def archived(held: Listing) -> tuple[int, ...]:
    """The pages of a list that are full: no case comes to them any more."""
    return tuple(held.numbers if held.complete else held.numbers[:-1])


class Channels:
    """Makes the channels of one edition."""

    def __init__(self, shop: Workshop, entries: Entries) -> None:
        self._edition, self._entries = shop.edition, entries
        self._site = shop.edition.settings.site
        self.styles = (self._edition.href(XSL), self._edition.href(CSS))

    def newest(self, name: str) -> Channel:
        """The newest cases of a list; "all" is the site's."""
        held = self._edition.listing(name)
        old = archived(held) if full(name) else ()
        chain = Archive(older=self._archive(name, old[-1])) if old else None
        return self._of_list(name, self.stem(name), held.newest(LIMIT), chain, self._withdrawn(name))

    def archive(self, name: str, page: int) -> Channel:
        """One full page of a list. It tells of the next one as soon as that is full, too."""
        shown = self._edition.list_page(name, page)
        newer = shown.newer
        if newer is not None:
            self._edition.list_page(name, newer)  # noted: it may get full, or be no more
            newer = newer if newer in archived(self._edition.peek(name)) else None
        chain = Archive(
            current=self.stem(name),
            older=self._archive(name, shown.older),
            newer=self._archive(name, newer),
        )
        return self._of_list(name, self._archive(name, page) or "", shown.keys, chain)

    def pair(self, district: str, topic: str) -> Channel:
        """The newest cases of a topic in a district."""
        edition = self._edition
        here, what = edition.regions[district].name, edition.topics[topic].name
        return self._channel(
            f"list/district/{district}/topic/{topic}",
            title=f"{here}·{what}",
            page=page_file(list_folder(f"district/{district}"), None),
            lead=f"{here}关于{what}的事项。",
            stem=self.stem(f"district/{district}") + f"/{topic}",
            numbers=edition.fed.newest_of(district, topic, LIMIT),
        )

    def record(self, folder: str, slug: str) -> Channel:
        """The newest cases of a dossier or a policy."""
        held = getattr(self._edition.content, folder)[slug]
        there = self._edition.content.cases
        keys = sorted(
            (there[number] for number in held.cases if number in there), key=_published, reverse=True
        )
        return self._channel(
            f"{folder}/{slug}",
            title=held.title,
            page=record_file(folder, slug),
            lead=f"与《{held.title}》有关的事项。",
            stem=self._absolute(feed_stem(f"{folder}/{slug}")),
            numbers=tuple(key.number for key in keys[:LIMIT]),
        )

    def changes(self) -> Feed:
        """What was corrected, and what was withdrawn."""
        content = self._edition.content
        kept = (one for one in content.revisions.values() if one.number in content.cases)
        revised = sorted(kept, key=lambda one: one.revised[-1].place, reverse=True)[:LIMIT]
        made = self._channel(
            "changes",
            title="更正与撤回",
            page="changes/index.html",
            lead=f"{self._site.name}更正和撤回的事项。",
            stem=self._absolute(feed_stem("changes")),
            numbers=(),
            gone=self._withdrawn(EVERY),
        ).feed
        entries = tuple(self._entries.corrected(one.number) for one in revised)
        return msgspec.structs.replace(made, entries=entries, updated=None)

    def stem(self, name: str) -> str:
        """The address of a list's feed without suffix."""
        return self._absolute(feed_stem(list_feed(name)))

    def _archive(self, name: str, page: int | None) -> str | None:
        return None if page is None else f"{self.stem(name)}/page-{page}"

    def _of_list(
        self,
        name: str,
        stem: str,
        numbers: Iterable[str],
        chain: Archive | None,
        gone: tuple[Entry, ...] = (),
    ) -> Channel:
        title, lead, page = None, f"{self._site.name}最近公开的事项。", "index.html"
        if name != EVERY:
            about = subject(self._edition, name)
            title, lead, page = about.heading, about.lead, page_file(list_folder(name), None)
        made = self._channel(
            f"list/{name}", title=title, page=page, lead=lead, stem=stem, numbers=tuple(numbers), gone=gone
        )
        feed = msgspec.structs.replace(made.feed, archive=chain)
        return Channel(feed, made.numbers, full(name))

    def _channel(
        self,
        name: str,
        *,
        title: str | None,
        page: str,
        lead: str,
        stem: str,
        numbers: tuple[str, ...],
        gone: tuple[Entry, ...] = (),
    ) -> Channel:
        feed = Feed(
            id=tag(self._site.url, name),
            title=f"{title} - {self._site.name}" if title else self._site.name,
            href=self._absolute(page),
            self_href=stem,
            description=lead,
            author=self._site.organiser,
            updated=self._updated(numbers, gone),
            gone=gone,
            styles=self.styles,
        )
        return Channel(feed, numbers)

    def _updated(self, numbers: Iterable[str], gone: Iterable[Entry]) -> datetime:
        keys = map(self._edition.content.cases.__getitem__, numbers)
        times = [*map(changed, keys), *(local(one.published) for one in gone)]
        return max(times, default=BEGINNING)

    def _withdrawn(self, name: str) -> tuple[Entry, ...]:
        """What was withdrawn of a list in the last days, newest first."""
        told = self._edition.fed.withdrawn(name)
        if not told:
            return ()
        since = self._edition.today - timedelta(days=GONE_DAYS)
        found = (one for one in told if local(one.withdrawn_at).date() > since)
        ordered = sorted(found, key=_place, reverse=True)[:LIMIT]
        return tuple(map(self._entries.gone, ordered))

    def _absolute(self, path: str) -> str:
        return self._edition.addresses.absolute(path)


def changed(case: CaseKey | PublishedCase) -> datetime:
    """When a case last changed: never before it was published."""
    return max(local(case.published_at), local(case.modified_at))


def _place(one: PublishedWithdrawal) -> int:
    return one.place


def _published(key: CaseKey) -> tuple[datetime, str]:
    return local(key.published_at), key.number
