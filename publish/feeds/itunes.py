"""feedgen extension for Apple's podcast tags.

feedgen's own writes `yes` and `no` for itunes:explicit where the validators ask for `true` and
`false`.
"""

from __future__ import annotations

from typing import Any

import feedgen.feed  # noqa: F401  # first: feedgen.util expects somebody to have loaded lxml.etree
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from publish.feeds.base import Episode, PodcastFeed
from publish.feeds.xml import line

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


class Channel(BaseExtension):  # type: ignore[misc]  # feedgen carries no types
    """What a programme says of itself."""

    def set(self, feed: PodcastFeed) -> None:
        self.feed = feed

    def extend_ns(self) -> dict[str, str]:
        return {"itunes": ITUNES}

    def extend_rss(self, root: Any) -> Any:
        feed, channel = self.feed, root[0]
        _add(channel, ITUNES, "author", line(feed.author))
        xml_elem(f"{{{ITUNES}}}category", channel, text=feed.category)
        if feed.image:
            xml_elem(f"{{{ITUNES}}}image", channel, href=feed.image)
        _add(channel, ITUNES, "explicit", _truth(feed.explicit))
        _add(channel, ITUNES, "type", "episodic")
        _add(channel, ITUNES, "summary", line(feed.description))
        if feed.owner_mail:
            owner = xml_elem(f"{{{ITUNES}}}owner", channel)
            _add(owner, ITUNES, "name", line(feed.author))
            _add(owner, ITUNES, "email", line(feed.owner_mail))
        return root


class Item(BaseEntryExtension):  # type: ignore[misc]  # feedgen carries no types
    """What an episode says of itself."""

    def set(self, episode: Episode) -> None:
        self.episode = episode

    def extend_rss(self, item: Any) -> Any:
        episode = self.episode
        _add(item, ITUNES, "explicit", "false")
        _add(item, ITUNES, "episodeType", "full")
        for name in ("season", "number"):
            value = getattr(episode, name)
            if value:
                _add(item, ITUNES, "episode" if name == "number" else name, str(value))
        if episode.audio_url and episode.audio_seconds:
            _add(item, ITUNES, "duration", str(episode.audio_seconds))
        return item


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _add(parent: Any, space: str, name: str, text: str) -> None:
    xml_elem(f"{{{space}}}{name}", parent).text = text
