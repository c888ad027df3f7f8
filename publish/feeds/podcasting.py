"""feedgen extension for the podcast namespace ("Podcasting 2.0", podcastindex.org/namespace/1.0)."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import feedgen.feed  # noqa: F401  # first: feedgen.util expects somebody to have loaded lxml.etree
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from publish.feeds.base import LANGUAGE, Episode, PodcastFeed
from publish.feeds.xml import line

PODCAST = "https://podcastindex.org/namespace/1.0"
PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids, by the podcast namespace's own text."""
CHAPTERS = "application/json+chapters"
TRANSCRIPTS = {
    ".html": "text/html", ".txt": "text/plain", ".vtt": "text/vtt", ".srt": "application/x-subrip",
    ".json": "application/json",
}  # fmt: skip
"""Suffix → media type, of those the namespace knows."""


class Channel(BaseExtension):  # type: ignore[misc]  # feedgen carries no types
    """What a programme says of itself. It is locked: no other host may take it over."""

    def set(self, feed: PodcastFeed) -> None:
        self.feed = feed

    def extend_ns(self) -> dict[str, str]:
        return {"podcast": PODCAST}

    def extend_rss(self, root: Any) -> Any:
        channel, mail = root[0], self.feed.owner_mail
        _add(channel, "guid", guid(self.feed.self_href))
        _add(channel, "medium", "podcast")
        _add(channel, "locked", "yes", **({"owner": line(mail)} if mail else {}))
        return root


class Item(BaseEntryExtension):  # type: ignore[misc]  # feedgen carries no types
    """What an episode says of itself."""

    def set(self, episode: Episode) -> None:
        self.episode = episode

    def extend_rss(self, item: Any) -> Any:
        episode = self.episode
        if episode.season:
            _add(item, "season", str(episode.season))
        if episode.number:
            _add(item, "episode", str(episode.number))
        for person in episode.people:
            _add(item, "person", line(person.name), role=person.role, group="cast")
        if episode.transcript_url:
            url = episode.transcript_url
            _add(item, "transcript", None, url=url, type=transcript_type(url), language=LANGUAGE)
        if episode.chapters_url:
            _add(item, "chapters", None, url=episode.chapters_url, type=CHAPTERS)
        return item


def guid(self_href: str) -> str:
    """The programme's own podcast:guid: UUIDv5 of its address without scheme and closing slashes."""
    return str(uuid.uuid5(PODCASTS, self_href.split("://", 1)[-1].rstrip("/")))


def transcript_type(url: str) -> str:
    """The media type of a transcript by its suffix; a page where it tells nothing."""
    return TRANSCRIPTS.get(PurePosixPath(urlsplit(url).path).suffix.lower(), "text/html")


def _add(parent: Any, name: str, text: str | None, **attributes: str) -> None:
    xml_elem(f"{{{PODCAST}}}{name}", parent, **attributes).text = text
