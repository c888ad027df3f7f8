"""Radio programmes and their episodes; an episode's number is its place in the programme's list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from publish.model.published import Guest
from publish.site import linked_data
from publish.site.addresses import episode_file, feed_stem, page_file
from publish.site.case_views import ProgrammeCard
from publish.site.directory_views import ProgrammesView
from publish.site.feedlinks import FeedFormat
from publish.site.open_questions import questions
from publish.site.page import Page
from publish.site.pages.lists import Shown, shown_front, shown_page
from publish.site.record_views import EpisodeView, GuestView, ProgrammeView
from publish.site.recordings import heard, media_address
from publish.site.rows import episode_title
from publish.site.views import EpisodeRow, Head, Link
from publish.site.workshop import Workshop
from publish.text.web import web_address

TITLE, LEAD = "广播节目", "办成了的事，在节目里讲给您听；没讲完的，五个工作日内答复。"
FRONT = "programmes/index.html"
COMING = 4
"""Episodes to come that the front of a programme names."""
LATEST = 4
"""Episodes of each programme on the page of all of them."""


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="programmes",
        head=partial(shop.heads.column, FRONT, kind="programmes", title=TITLE, lead=LEAD),
        view=partial(_all, shop),
        modified_at=partial(_last_aired, shop, shop.edition.programmes),
    )
    for slug in shop.edition.programmes:
        held = shop.edition.broadcasts(slug)
        for number in (None, *held.numbers):
            yield Page(
                path=page_file(f"programmes/{slug}", number),
                template="programme",
                head=partial(_list_head, shop, slug, number),
                view=partial(_list_view, shop, slug, number),
                modified_at=partial(_last_aired, shop, (slug,)),
                listed=number is None,
            )
        for name in held.keys(1, held.last):
            yield Page(
                path=episode_file(slug, shop.edition.content.episodes[name].number),
                template="episode",
                head=partial(_head, shop, name),
                view=partial(_view, shop, name),
                modified_at=partial(_aired, shop, name),
            )


def _all(shop: Workshop) -> ProgrammesView:
    cards = (programme_card(shop, slug, LATEST) for slug in shop.edition.programmes)
    return ProgrammesView(lead=LEAD, programmes=tuple(cards))


def programme_card(shop: Workshop, slug: str, latest: int) -> ProgrammeCard:
    """A programme with so many of its newest broadcasts."""
    programme, held = shop.edition.programmes[slug], shop.edition.broadcasts(slug)
    feeds = shop.podcasts(slug, f"《{programme.name}》")
    return ProgrammeCard(
        programme=programme,
        href=shop.edition.href(page_file(f"programmes/{slug}", None)),
        total=len(held),
        latest=shop.rows.episodes(held.newest(latest)),
        feed=feeds[0] if feeds else None,
    )


def _aired(shop: Workshop, name: str) -> datetime | None:
    episode = shop.edition.content.episodes[name]
    return episode.airs_at if shop.edition.aired(episode) else None


def _last_aired(shop: Workshop, slugs: Iterable[str]) -> datetime | None:
    """When an episode of these programmes was on air last; what is to come stands before it."""
    names = (name for slug in slugs for name in shop.edition.broadcasts(slug).newest(2 * COMING))
    return max((at for name in names if (at := _aired(shop, name))), default=None)


def _list_head(shop: Workshop, slug: str, number: int | None) -> Head:
    programme = shop.edition.programmes[slug]
    title = f"《{programme.name}》" + (f"（第{number}页）" if number is not None else "")
    front = linked_data.series(programme.name, programme.description, programme.station)
    return shop.heads.column(
        page_file(f"programmes/{slug}", number), kind="programme", title=title, lead=programme.description,
        crumbs=(shop.link(TITLE, FRONT),),
        feeds=shop.podcasts(slug, f"《{programme.name}》"), what=front if number is None else None,
    )  # fmt: skip


def _list_view(shop: Workshop, slug: str, number: int | None) -> ProgrammeView:
    programme, folder, front = shop.edition.programmes[slug], f"programmes/{slug}", number is None
    shown = _shown(shop, slug, folder, number)
    return ProgrammeView(
        programme=programme,
        rows=tuple(shop.rows.episode_fragment(name) for name in shown.keys),
        is_front=front,
        number=number,
        newer=shown.newer,
        older=shown.older,
        pages=shown.jumps,
        total=shown.total,
        feeds=shop.podcasts(slug, f"《{programme.name}》") if front else (),
        coming=_coming(shop, slug) if front else (),
        podcast=_subscribed(shop, slug, shop.edition.formats.programmes) if front else None,
        calendar=_subscribed(shop, slug, shop.edition.formats.calendars) if front else None,
    )


def _coming(shop: Workshop, slug: str) -> tuple[EpisodeRow, ...]:
    """The next episodes, soonest first."""
    rows = shop.rows.episodes(shop.edition.broadcasts(slug).newest(2 * COMING))
    return tuple(sorted((row for row in rows if row.coming), key=lambda row: row.airs_at))[:COMING]


def _subscribed(shop: Workshop, slug: str, formats: tuple[FeedFormat, ...]) -> str | None:
    """The whole address of a programme's first feed among these formats, for copying."""
    stem = feed_stem(f"programmes/{slug}")
    return shop.edition.addresses.absolute(stem + formats[0].suffix) if formats else None


def _shown(shop: Workshop, slug: str, folder: str, number: int | None) -> Shown:
    if number is None:
        return shown_front(shop, folder, shop.edition.broadcasts(slug))
    return shown_page(shop, folder, shop.edition.broadcasts_page(slug, number))


def _head(shop: Workshop, name: str) -> Head:
    episode = shop.edition.content.episodes[name]
    programme = shop.edition.programmes[episode.programme]
    row = shop.rows.episode(name)
    titles = "；".join(shop.rows.case_titles(episode.cases))
    title, front = episode_title(row), page_file(f"programmes/{programme.slug}", None)
    series = shop.edition.addresses.absolute(front)
    return shop.heads.article(
        episode_file(episode.programme, episode.number),
        kind="episode",
        title=f"{title}：{episode.title}" if episode.title else title,
        text=titles or programme.description,
        column=shop.link(f"《{programme.name}》", front),
        published=episode.airs_at,
        source=programme.station,
        feeds=shop.podcasts(programme.slug, f"《{programme.name}》"),
        what=linked_data.episode(row, series, programme.station, media_address(shop.edition, episode)),
    )


def _view(shop: Workshop, name: str) -> EpisodeView:
    episode = shop.edition.content.episodes[name]
    newer, older = shop.edition.near_broadcast(episode)
    programme = shop.edition.programmes[episode.programme]
    return EpisodeView(
        episode=episode,
        row=shop.rows.episode(name),
        programme=programme,
        programme_href=shop.edition.href(page_file(f"programmes/{programme.slug}", None)),
        cases=shop.rows.case_fragments(episode.cases),
        guests=tuple(_guest(shop, guest) for guest in episode.guests),
        questions=questions(shop.edition, episode),
        recording=heard(shop, episode),
        elsewhere=None if episode.audio_file else web_address(episode.audio_url),
        taken_off=episode.audio_off,
        transcript=web_address(episode.transcript_url),
        repeat_of=_link(shop, episode.repeat_of),
        newer=_link(shop, newer),
        older=_link(shop, older),
    )


def _link(shop: Workshop, name: str | None) -> Link | None:
    rows = shop.rows.episodes((name,)) if name else ()
    return Link(episode_title(rows[0]), rows[0].href) if rows else None


def _guest(shop: Workshop, guest: Guest) -> GuestView:
    return GuestView(name=guest.name, title=guest.title, unit_name=shop.edition.unit_link(guest.unit)[0])
