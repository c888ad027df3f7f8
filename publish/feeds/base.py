"""What a feed is, before any format: frozen, dated by its entries, named by `tag:` ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from publish.text.dates import BEIJING, local

BEGINNING = datetime(2021, 7, 28, tzinfo=BEIJING)
"""The platform's first day: the date of a feed that has no entry yet."""

LANGUAGE = "zh-CN"
GENERATOR = "回声"
LIMIT = 50
"""Entries a feed shows, newest first."""
EPISODES = 300
"""Episodes a podcast feed shows: as many as Apple Podcasts lists."""
TIMES = 60
"""Times on air a calendar has: readers ask for it daily, and look ahead. All are on the programme's pages."""
GONE_DAYS = 90
"""How long a feed tells that something was withdrawn: long enough for readers that ask seldom."""
KEPT = 128
"""Rendered entries a format keeps: an entry stands in several feeds."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One item. `title` and `summary` are plain text, `html` is trusted markup; `id` is a `tag:` id."""

    id: str
    title: str
    href: str
    published: datetime
    updated: datetime | None = None
    summary: str = ""
    html: str | None = None
    categories: tuple[str, ...] = ()


class Person(msgspec.Struct, frozen=True):
    """Somebody on air who may be named; `role` as in the podcast namespace's taxonomy: host, guest."""

    name: str
    role: str


class Episode(Entry, frozen=True, kw_only=True):
    """One broadcast. Without `audio_url` it is listed as text and carries no enclosure.
    `chapters_url`: a JSON file of the podcast namespace's form."""

    number: int | None = None
    season: int | None = None
    audio_url: str | None = None
    audio_bytes: int | None = None
    audio_seconds: int | None = None
    transcript_url: str | None = None
    chapters_url: str | None = None
    people: tuple[Person, ...] = ()


class Broadcast(msgspec.Struct, frozen=True, kw_only=True):
    """A time on air. `uid` is stable for ever; `stamp`: when what is said here was last revised."""

    uid: str
    title: str
    href: str
    starts: datetime
    minutes: int
    stamp: datetime
    summary: str = ""
    repeat: bool = False


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """How a feed goes on (RFC 5005, section 4): absolute addresses of documents of the same format. `current`
    is the feed to subscribe to; None: this is it, and `older` is the newest archive."""

    current: str | None = None
    older: str | None = None
    newer: str | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A list to subscribe to. `href` is its page, `self_href` its own address, both absolute.

    `updated` is only for what no entry tells; otherwise the newest entry dates the feed. `gone`: what was
    withdrawn, under the ids it had, dated by its withdrawal and without a word of what it said. `styles`:
    addresses of an XSL and a CSS file, with which a browser shows the feed.
    """

    id: str
    title: str
    href: str
    self_href: str
    description: str
    author: str
    updated: datetime | None = None
    entries: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    styles: tuple[str, ...] = ()
    archive: Archive | None = None


class PodcastFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A programme to subscribe to; the same fields as `Feed`, and what podcast players want."""

    id: str
    title: str
    href: str
    self_href: str
    description: str
    author: str
    updated: datetime | None = None
    entries: tuple[Episode, ...] = ()
    owner_mail: str | None = None
    image: str | None = None  # absolute, .jpg or .png
    category: str = "Government"
    explicit: bool = False
    styles: tuple[str, ...] = ()


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """A programme's times on air, oldest first, to subscribe to in a calendar."""

    id: str
    title: str
    href: str
    self_href: str
    description: str
    broadcasts: tuple[Broadcast, ...] = ()


class Outline(msgspec.Struct, frozen=True):
    """One feed in a list of feeds: its name, its own address and its page's, both absolute."""

    title: str
    href: str
    page: str


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """Feeds to subscribe to at once, in named groups. It is not dated: nothing in it is."""

    title: str
    href: str
    self_href: str
    author: str
    groups: tuple[tuple[str, tuple[Outline, ...]], ...]


class Example(msgspec.Struct, frozen=True):
    """A feed a format must render, and stretches that must stand in what it renders."""

    feed: Feed | PodcastFeed | Schedule | Collection
    contains: tuple[str, ...] = ()


E = TypeVar("E", bound=Entry)


def newest(entries: Iterable[E], limit: int = LIMIT) -> tuple[E, ...]:
    """The `limit` newest entries, newest first; equal times are ordered by id."""
    ordered = sorted(entries, key=lambda entry: entry.id, reverse=True)
    return tuple(sorted(ordered, key=lambda entry: local(entry.published), reverse=True)[:limit])


def updated(feed: Feed | PodcastFeed) -> datetime:
    """When the feed last changed, by its own date or its entries', never by the clock."""
    if feed.updated:
        return local(feed.updated)
    gone = feed.gone if isinstance(feed, Feed) else ()
    return max((changed(entry) for entry in (*gone, *feed.entries)), default=BEGINNING)


def changed(entry: Entry) -> datetime:
    """When the entry last changed: never before it was published."""
    published = local(entry.published)
    return published if entry.updated in (None, entry.published) else max(published, local(entry.updated))


def tag(site_url: str, name: str) -> str:
    """The RFC 4151 id of `name` ("case/DC-2022-000139"), the same in every format for ever."""
    return f"tag:{_host(site_url)},2021:{name}"


@cache
def _host(url: str) -> str | None:
    return urlsplit(url).hostname
