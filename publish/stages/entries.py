"""Cases and episodes as entries of feeds; what a feed says is what its page says."""

from __future__ import annotations

from publish.feeds.base import LIMIT, Entry, Episode, Feed, PodcastFeed, tag
from publish.model.published import PublishedCase
from publish.site.addresses import case_file, episode_file, list_folder, page_file
from publish.site.pages.policies import web_address
from publish.site.rows import case_excerpt, episode_title
from publish.site.subjects import subject
from publish.site.workshop import Workshop
from publish.text.dates import chinese_date
from publish.text.markup import escape, excerpt, paragraphs

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
        )

    def podcast(self, slug: str, stem: str) -> PodcastFeed:
        """The feed of a programme; an episode not yet on air is left out."""
        programme = self._edition.programmes[slug]
        episodes = self._edition.content.episodes
        names = self._edition.broadcasts(slug).newest(LIMIT)
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
            audio_url=web_address(episode.audio_url),
            audio_bytes=episode.audio_bytes,
            audio_seconds=episode.audio_seconds,
        )

    def _absolute(self, path: str) -> str:
        return self._edition.addresses.absolute(path)


def _body(case: PublishedCase) -> str:
    texts = (case.appeal or case.summary, case.result, case.comment)
    held = (
        f"<h2>{heading}</h2>\n{paragraphs(text)}" for heading, text in zip(PARTS, texts, strict=True) if text
    )
    return "\n".join(held)


def _titles(titles: list[str]) -> str | None:
    lines = "\n".join(f"<li>{escape(title)}</li>" for title in titles)
    return f"<ul>\n{lines}\n</ul>" if titles else None
