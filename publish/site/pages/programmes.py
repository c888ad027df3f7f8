"""Radio programmes and their episodes; an episode's number is its place in the programme's list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.model.published import Guest, OpenQuestion, PublishedEpisode, PublishedProgramme
from publish.site.addresses import episode_file, page_file
from publish.site.page import Page
from publish.site.pages.lists import jumps
from publish.site.pages.policies import web_address
from publish.site.paging import Listing
from publish.site.record_views import EpisodeView, GuestView, ProgrammeView, QuestionView
from publish.site.rows import episode_title
from publish.site.views import Head, Link
from publish.site.workshop import Workshop, case_sources


def pages(shop: Workshop) -> Iterator[Page]:
    for slug, held in shop.edition.programme_lists.items():
        for number in (None, *held.numbers):
            yield _list_page(shop, shop.edition.programmes[slug], held, number)
        for index, name in enumerate(in_order := _oldest_first(held)):
            yield _episode_page(shop, name, in_order[index - 1 : index], in_order[index + 1 : index + 2])


def _oldest_first(held: Listing) -> list[str]:
    return [name for number in held.numbers for name in reversed(held.pages[number])]


def _list_page(shop: Workshop, programme: PublishedProgramme, held: Listing, number: int | None) -> Page:
    names = held.front() if number is None else held.pages[number]
    path = page_file(f"programmes/{programme.slug}", number)
    title = f"《{programme.name}》" + (f"（第{number}页）" if number is not None else "")
    return Page(
        path=path,
        template="programme",
        head=lambda: shop.heads.column(
            path, kind="programme", title=title, lead=programme.description,
            crumbs=(shop.link("广播节目", "programmes/index.html"),),
            feeds=shop.podcasts(programme.slug, f"《{programme.name}》"),
        ),
        sources=("directory", *(f"episode:{name}" for name in names)),
        view=partial(_list_view, shop, programme, held, number, names),
    )  # fmt: skip


def _list_view(
    shop: Workshop, programme: PublishedProgramme, held: Listing, number: int | None, names: tuple[str, ...]
) -> ProgrammeView:
    folder, front = f"programmes/{programme.slug}", number is None
    newer = None if number is None else held.newer(number)
    older = held.older(number)
    return ProgrammeView(
        programme=programme,
        rows=tuple(shop.rows.episode_fragment(name) for name in names),
        is_front=front,
        number=number,
        newer=None if newer is None else shop.edition.href(page_file(folder, newer)),
        older=None if older is None else shop.edition.href(page_file(folder, older)),
        pages=jumps(shop, folder, held, number),
        total=len(held) if front else None,
        feeds=shop.podcasts(programme.slug, f"《{programme.name}》") if front else (),
    )


def _episode_page(shop: Workshop, name: str, older: list[str], newer: list[str]) -> Page:
    episode = shop.edition.content.episodes[name]
    near = (*older, *newer, *((episode.repeat_of,) if episode.repeat_of else ()))
    return Page(
        path=episode_file(episode.programme, episode.number),
        template="episode",
        head=partial(_head, shop, episode),
        sources=(
            "directory",
            f"episode:{name}",
            *(f"episode:{it}" for it in near),
            *case_sources(episode.cases),
        ),
        view=partial(_view, shop, name, older, newer),
        modified_at=episode.airs_at if episode.airs_at <= shop.edition.directory.now else None,
    )


def _head(shop: Workshop, episode: PublishedEpisode) -> Head:
    programme = shop.edition.programmes[episode.programme]
    row = shop.rows.episode(f"{episode.programme}/{episode.number}")
    titles = "；".join(case.title for case in shop.rows.cases(episode.cases))
    name = episode_title(row)
    return shop.heads.article(
        episode_file(episode.programme, episode.number),
        kind="episode",
        title=f"{name}：{episode.title}" if episode.title else name,
        text=titles or programme.description,
        column=shop.link(f"《{programme.name}》", page_file(f"programmes/{programme.slug}", None)),
        published=episode.airs_at,
        source=programme.station,
        feeds=shop.podcasts(programme.slug, f"《{programme.name}》"),
    )


def _view(shop: Workshop, name: str, older: list[str], newer: list[str]) -> EpisodeView:
    episode = shop.edition.content.episodes[name]
    programme = shop.edition.programmes[episode.programme]
    return EpisodeView(
        episode=episode,
        row=shop.rows.episode(name),
        programme=programme,
        programme_href=shop.edition.href(page_file(f"programmes/{programme.slug}", None)),
        cases=shop.rows.cases(episode.cases),
        guests=tuple(_guest(shop, guest) for guest in episode.guests),
        questions=tuple(_question(shop, each) for each in episode.questions),
        media=web_address(episode.audio_url),
        transcript=web_address(episode.transcript_url),
        repeat_of=_link(shop, [episode.repeat_of] if episode.repeat_of else []),
        newer=_link(shop, newer),
        older=_link(shop, older),
    )


def _link(shop: Workshop, names: list[str]) -> Link | None:
    rows = shop.rows.episodes(tuple(names))
    return Link(episode_title(rows[0]), rows[0].href) if rows else None


def _guest(shop: Workshop, guest: Guest) -> GuestView:
    return GuestView(name=guest.name, title=guest.title, unit_name=shop.edition.unit_link(guest.unit)[0])


def _question(shop: Workshop, each: OpenQuestion) -> QuestionView:
    unit_name, unit_href = shop.edition.unit_link(each.unit)
    at = each.at_second
    return QuestionView(
        question=each.question,
        answer=each.answer,
        at=None if at is None else f"{at // 60:02d}:{at % 60:02d}",
        unit_name=unit_name,
        unit_href=unit_href,
        answered_at=each.answered_at,
        answer_due_at=each.answer_due_at,
    )
