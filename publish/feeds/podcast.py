"""A podcast feed per programme: RSS 2.0 with Apple's tags and the podcast namespace's, written by feedgen.

An episode without audio keeps its item and has no enclosure: RSS allows it and feed readers show
it, podcast players pass it over, and the item keeps its id when the audio comes.
"""

from __future__ import annotations

from typing import Any

from publish.feeds.base import GENERATOR, LANGUAGE, Episode, Example, PodcastFeed, updated
from publish.feeds.samples import PODCAST
from publish.feeds.xml import fit, html_of, line, styled
from publish.text.dates import local
from publish.text.web import media_type

NAME = "播客"
SUFFIX = ".podcast.xml"
CONTENT_TYPE = "application/rss+xml"
RENDERS = PodcastFeed

DOCS = "https://www.rssboard.org/rss-specification"


def render(feed: PodcastFeed) -> bytes:
    """The feed as UTF-8 bytes, episodes in the order given."""
    import feedgen.feed  # costly, and most builds change no programme

    from publish.feeds import itunes, podcasting

    made = feedgen.feed.FeedGenerator()
    _describe(made, feed)
    for name, tags in (("itunes", itunes), ("podcasting", podcasting)):
        made.register_extension(name, tags.Channel, tags.Item, atom=False, rss=True)
        getattr(made, name).set(feed)
    for episode in feed.entries:
        _add(made.add_entry(order="append"), episode)
    opened, end, rest = made.rss_str(pretty=True).partition(b"?>\n")
    return b"".join((opened, end, styled(feed.styles).encode(), rest))


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
    item.podcasting.set(episode)


EXAMPLES = (
    Example(
        PODCAST,
        (
            "<itunes:explicit>false</itunes:explicit>",
            'type="audio/mpeg"',
            "<itunes:duration>2385</itunes:duration>",
            "<itunes:episode>12</itunes:episode>",
            "<podcast:episode>12</podcast:episode>",
            '<podcast:person role="guest" group="cast">周明</podcast:person>',
            'type="application/json+chapters"',
            'type="application/x-subrip"',
        ),
    ),
)
