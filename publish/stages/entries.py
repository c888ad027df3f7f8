"""Cases and episodes as entries of feeds; what a feed says is what its page says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from publish.feeds.base import (
    EPISODES,
    GONE_DAYS,
    LIMIT,
    Broadcast,
    Entry,
    Episode,
    Feed,
    Person,
    PodcastFeed,
    Schedule,
    tag,
)
from publish.model.published import Correction, PublishedCase, PublishedEpisode, PublishedWithdrawal
from publish.site import words
from publish.site.addresses import (
    case_file,
    chapters_file,
    episode_file,
    gone_file,
    list_folder,
    page_file,
)
from publish.site.recordings import media_address
from publish.site.rows import case_excerpt, episode_title
from publish.site.subjects import subject
from publish.site.workshop import Workshop
from publish.text.dates import BEIJING, chinese_date, local
from publish.text.markup import escape, excerpt, paragraphs
from publish.text.web import web_address

KEPT_ENTRIES = 128
PARTS = ("反映的问题", "办理结果", "督查点评")
"""Headings of what was asked, what was done about it and what the office says to it."""


class Entries:
    """Makes feeds of one edition; an entry is made once for all the feeds it stands in."""

    def __init__(self, shop: Workshop) -> None:
        self._shop, self._edition = shop, shop.edition
        self._site = shop.edition.settings.site
        self.case = self._edition.uses.kept(self._case, KEPT_ENTRIES)

    def list_feed(self, name: str, stem: str) -> Feed:
        """The feed of a list of cases; "all" is the site's."""
        if name == "all":
            title, lead, page = self._site.name, f"{self._site.name}最近公开的事项。", "index.html"
        else:
            about = subject(self._edition, name)
            title, lead = f"{about.heading} - {self._site.name}", about.lead
            page = page_file(list_folder(name), None)
        return Feed(
            id=tag(self._site.url, f"list/{name}"),
            title=title,
            href=self._absolute(page),
            self_href=self._absolute(stem),
            description=lead,
            author=self._site.organiser,
            entries=tuple(self.case(key) for key in self._edition.listing(name).newest(LIMIT)),
            gone=tuple(map(self._gone, self._withdrawn(name))),
        )

    def changes(self, stem: str) -> Feed:
        """What was added and corrected, by the day it was, and what was withdrawn; an entry has the id it has
        in every other feed."""
        edition = self._edition
        kept = (one for one in edition.content.revisions.values() if one.number in edition.content.cases)
        revised = sorted(kept, key=lambda one: one.revised[-1].place, reverse=True)[:LIMIT]
        numbers = {*edition.listing("all").newest(LIMIT), *(one.number for one in revised)}
        ordered = sorted((edition.case(number) for number in numbers), key=_moved, reverse=True)
        return Feed(
            id=tag(self._site.url, "changes"),
            title=f"更正与撤回 - {self._site.name}",
            href=self._absolute("changes/index.html"),
            self_href=self._absolute(stem),
            description=f"{self._site.name}新公开、更正和撤回的事项。",
            author=self._site.organiser,
            entries=tuple(self.case(case.number) for case in ordered[:LIMIT]),
            gone=tuple(map(self._gone, self._withdrawn("all"))),
        )

    def _withdrawn(self, name: str) -> list[PublishedWithdrawal]:
        """What was withdrawn in the last days and stood in the feed of all or of a column, newest first. Of a
        district or topic nothing is told: a tombstone names neither."""
        kind, _, slug = name.partition("/")
        if kind not in ("all", "column"):
            return []
        since = self._edition.today - timedelta(days=GONE_DAYS)
        found = [
            one
            for one in self._edition.content.withdrawn.values()
            if local(one.withdrawn_at).date() > since and (kind == "all" or one.column == slug)
        ]
        return sorted(found, key=lambda one: one.place, reverse=True)[:LIMIT]

    def _gone(self, one: PublishedWithdrawal) -> Entry:
        """The id it had, and no word of what it said."""
        badge, sentence, _ = words.GONE[one.act]
        return Entry(
            id=tag(self._site.url, f"case/{one.number}"),
            title=badge,
            href=self._absolute(gone_file(one.number)),
            published=one.withdrawn_at,
            summary=f"{one.number}：{sentence}。原因：{words.REASONS[one.reason]}。",
        )

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
        )

    def schedule(self, slug: str, stem: str) -> Schedule:
        """The times of a programme on air: those that were, and those to come."""
        programme, held = self._edition.programmes[slug], self._edition.broadcasts(slug)
        return Schedule(
            id=tag(self._site.url, f"programme/{slug}"),
            title=f"《{programme.name}》",
            href=self._absolute(page_file(f"programmes/{slug}", None)),
            self_href=self._absolute(stem),
            description=programme.description,
            broadcasts=tuple(self._broadcast(name) for name in held.keys(1, held.last)),
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

    def _case(self, number: str) -> Entry:
        case, edition = self._edition.case(number), self._edition
        topic, district = edition.topic_link(case.topic)[0], edition.region_link(case.district)[0]
        return Entry(
            id=tag(self._site.url, f"case/{number}"),
            title=case.title,
            href=self._absolute(case_file(number)),
            published=case.published_at,
            updated=case.modified_at,
            summary=case_excerpt(case),
            html=_body(case),
            categories=tuple(filter(None, (edition.columns[case.column].name, topic, district))),
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


def _body(case: PublishedCase) -> str:
    texts = (case.appeal or case.summary, case.result, case.comment)
    held = (
        f"<h2>{heading}</h2>\n{paragraphs(text)}" for heading, text in zip(PARTS, texts, strict=True) if text
    )
    return "\n".join((*map(_corrected, reversed(case.corrections)), *held))


def _corrected(one: Correction) -> str:
    """That, when and why it was corrected; what changed stands on the page."""
    reason = f"：{escape(one.reason)}" if one.reason else ""
    return f"<p>{words.CORRECTIONS[one.kind]}（{chinese_date(one.at)}）{reason}</p>"


def _moved(case: PublishedCase) -> tuple[object, ...]:
    """By the time of the last change, then by place."""
    return local(case.modified_at), case.places.get("all", 0)


def _titles(titles: list[str]) -> str | None:
    lines = "\n".join(f"<li>{escape(title)}</li>" for title in titles)
    return f"<ul>\n{lines}\n</ul>" if titles else None
