"""The feeds of programmes: what was on air, and when it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from urllib.parse import urlsplit

from publish.feeds.base import EPISODES, TIMES, Broadcast, Episode, Person, PodcastFeed, Schedule, tag
from publish.model.published import PublishedEpisode
from publish.site.addresses import chapters_file, episode_file, page_file
from publish.site.recordings import media_address
from publish.site.rows import episode_title
from publish.site.workshop import Workshop
from publish.stages.channels import CSS, XSL
from publish.text.dates import BEIJING, chinese_date
from publish.text.markup import escape, excerpt
from publish.text.web import web_address

COVER = "static/img/covers/{}.png"
"""The picture of a programme, below the theme: square, 1400 to 3000 pixels (Apple Podcasts)."""


class Airtime:
    """Makes the feeds of the programmes of one edition."""

    def __init__(self, shop: Workshop) -> None:
        self._shop, self._edition = shop, shop.edition
        self._site = shop.edition.settings.site

    def podcast(self, slug: str, stem: str) -> PodcastFeed:
        """The feed of a programme; an episode not yet on air is left out."""
        programme = self._edition.programmes[slug]
        episodes = self._edition.content.episodes
        names = self._edition.broadcasts(slug).newest(EPISODES)
        return PodcastFeed(
            id=tag(self._site.url, f"programme/{slug}"),
            title=f"{programme.name} - {self._site.name}",
            href=self._absolute(page_file(f"programmes/{slug}", None)),
            self_href=self._absolute(stem),
            description=programme.description,
            author=programme.station or self._site.organiser,
            entries=tuple(self._episode(name) for name in names if self._edition.aired(episodes[name])),
            owner_mail=self._site.mail,
            image=self._cover(slug),
            styles=(self._edition.href(XSL), self._edition.href(CSS)),
        )

    def _cover(self, slug: str) -> str | None:
        """The theme's picture of a programme, where it has one."""
        path = COVER.format(slug)
        return self._absolute(path) if self._shop.has(path) else None

    def schedule(self, slug: str, stem: str) -> Schedule:
        """The times of a programme on air: those to come, and the last that were."""
        programme, names = self._edition.programmes[slug], self._edition.broadcasts(slug).newest(TIMES)
        return Schedule(
            id=tag(self._site.url, f"programme/{slug}"),
            title=f"《{programme.name}》",
            href=self._absolute(page_file(f"programmes/{slug}", None)),
            self_href=self._absolute(stem),
            description=programme.description,
            broadcasts=tuple(self._broadcast(name) for name in reversed(names)),
        )

    def _broadcast(self, name: str) -> Broadcast:
        """What was on air is not revised by the clock; what is to come was last looked at today."""
        episode, row = self._edition.content.episodes[name], self._shop.rows.episode(name)
        told = f"：{episode.title}" if episode.title else ""
        day = datetime.combine(self._edition.today, time(), BEIJING) if row.coming else episode.airs_at
        return Broadcast(
            uid=f"{name.replace('/', '-')}@{urlsplit(self._site.url).hostname}",
            title=f"《{row.programme_name}》第{episode.number}期{told}",
            href=self._absolute(episode_file(episode.programme, episode.number)),
            starts=episode.airs_at,
            minutes=episode.minutes,
            stamp=day,
            summary="\n".join(self._shop.rows.case_titles(episode.cases)),
            repeat=row.repeat,
        )

    def _episode(self, name: str) -> Episode:
        episode, row = self._edition.content.episodes[name], self._shop.rows.episode(name)
        titles = self._shop.rows.case_titles(episode.cases)
        return Episode(
            id=tag(self._site.url, f"episode/{name}"),
            title=f"第{episode.number}期：{episode.title or chinese_date(episode.airs_at)}",
            href=self._absolute(episode_file(episode.programme, episode.number)),
            published=episode.airs_at,
            summary=excerpt("；".join(titles), 200) or episode_title(row),
            html=_titles(titles),
            number=episode.number,
            season=episode.season,
            audio_url=media_address(self._edition, episode),
            audio_bytes=episode.audio_bytes,
            audio_seconds=episode.audio_seconds,
            transcript_url=web_address(episode.transcript_url),
            chapters_url=self._chapters(episode),
            people=tuple(_people(episode)),
        )

    def _chapters(self, episode: PublishedEpisode) -> str | None:
        there = episode.audio_file and episode.chapters
        return self._absolute(chapters_file(episode.programme, episode.number)) if there else None

    def _absolute(self, path: str) -> str:
        return self._edition.addresses.absolute(path)


def _people(episode: PublishedEpisode) -> Iterator[Person]:
    """Those who may be named; the others have no name in the record."""
    if episode.host:
        yield Person(episode.host, "host")
    yield from (Person(guest.name, "guest") for guest in episode.guests if guest.name)


def _titles(titles: list[str]) -> str | None:
    lines = "\n".join(f"<li>{escape(title)}</li>" for title in titles)
    return f"<ul>\n{lines}\n</ul>" if titles else None
