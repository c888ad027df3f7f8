"""A podcast feed per programme: RSS 2.0 with Apple's tags, written by feedgen.

An episode without audio keeps its item and has no enclosure: RSS allows it and feed readers show
it, podcast players pass it over, and the item keeps its id when the audio comes.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from publish.feeds.base import GENERATOR, LANGUAGE, Episode, Example, PodcastFeed, updated
from publish.feeds.samples import PODCAST
from publish.feeds.xml import fit, html_of, line
from publish.text.dates import local

NAME = "播客"
SUFFIX = ".podcast.xml"
CONTENT_TYPE = "application/rss+xml"
RENDERS = PodcastFeed

MEDIA = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".mp4": "audio/mp4", ".ogg": "audio/ogg"}
DOCS = "https://www.rssboard.org/rss-specification"


def render(feed: PodcastFeed) -> bytes:
    """The feed as UTF-8 bytes, episodes in the order given."""
    import feedgen.feed  # costly, and most builds change no programme

    from publish.feeds.itunes import Channel, Item

    made = feedgen.feed.FeedGenerator()
    _describe(made, feed)
    made.register_extension("itunes", Channel, Item, atom=False, rss=True)
    made.itunes.set(feed)
    for episode in feed.entries:
        _add(made.add_entry(order="append"), episode)
    rendered: bytes = made.rss_str(pretty=True)
    return rendered


def media_type(url: str) -> str:
    """The MIME type of an audio address by its suffix, audio/mpeg where it tells nothing."""
    return MEDIA.get(PurePosixPath(urlsplit(url).path).suffix.lower(), "audio/mpeg")


def _describe(made: Any, feed: PodcastFeed) -> None:
    made.id(feed.id)
    made.title(line(feed.title))
    made.description(html_of(feed.description))
    made.link(href=feed.self_href, rel="self", type=CONTENT_TYPE)
    made.link(href=feed.href, rel="alternate")  # last: feedgen takes the channel's link from here
    made.language(LANGUAGE)
    made.docs(DOCS)
    made.generator(GENERATOR)
    made.lastBuildDate(updated(feed))
    if feed.image:
        made.image(url=feed.image, title=line(feed.title), link=feed.href)


def _add(item: Any, episode: Episode) -> None:
    item.guid(episode.id, permalink=False)
    item.title(line(episode.title) or "（无题）")
    item.link(href=episode.href)
    item.description(html_of(episode.summary) or html_of(episode.title))
    if episode.html:
        item.content(fit(episode.html))
    item.published(local(episode.published))
    for category in episode.categories:
        item.category(term=line(category))
    if episode.audio_url:
        item.enclosure(episode.audio_url, str(episode.audio_bytes or 0), media_type(episode.audio_url))
    item.itunes.set(episode)


EXAMPLES = (
    Example(
        PODCAST,
        (
            "<itunes:explicit>false</itunes:explicit>",
            'type="audio/mpeg"',
            "<itunes:duration>2385</itunes:duration>",
            "<itunes:episode>12</itunes:episode>",
        ),
    ),
)
