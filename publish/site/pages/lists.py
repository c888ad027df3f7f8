"""Lists of cases: a column, a district, a topic, a unit, a month (rule 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

import msgspec

from publish.site import words
from publish.site.addresses import LIST_FOLDERS, list_folder, page_file, units_file
from publish.site.case_views import ListView
from publish.site.casebook import moment
from publish.site.edition import ListPage
from publish.site.page import Later, Output
from publish.site.pages.data import downloads
from publish.site.paging import Listing
from publish.site.standing import place_of, standing
from publish.site.subjects import Subject, subject
from publish.site.views import Counted, FeedLink, Head, Link
from publish.site.workshop import Workshop

OLDER_SHOWN = 8
"""Full pages the front links to, beside the oldest."""


class Shown(msgspec.Struct, frozen=True):
    """What a page of a list shows, and where it leads to."""

    keys: tuple[str, ...]
    newer: str | None
    older: str | None
    jumps: tuple[Link, ...]
    total: int | None
    changed: datetime | None


def outputs(shop: Workshop, names: Iterable[str]) -> Iterator[Output]:
    """The pages of these lists; the sitemap names the fronts of all of them."""
    for name in names:
        folder, make = list_folder(name), partial(_page, shop, name)
        for number in (None, *shop.edition.listing(name).numbers):
            yield Output(path=page_file(folder, number), body=Later(make, number))


def _page(shop: Workshop, name: str, number: int | None) -> bytes:
    return shop.renderer.page("list", _view(shop, name, number), _head(shop, name, number))


def _head(shop: Workshop, name: str, number: int | None) -> Head:
    about, folder = subject(shop.edition, name), list_folder(name)
    kind = about.kind
    crumbs, suffix = tuple(_crumbs(shop, name, about)), ""
    if number is not None:
        crumbs, suffix = (*crumbs, shop.link(about.heading, page_file(folder, None))), f"（第{number}页）"
    return shop.heads.column(
        page_file(folder, number),
        kind=kind,
        title=about.title + suffix,
        lead=about.lead,
        name=about.heading + suffix,
        crumbs=crumbs,
        feeds=_feeds(shop, name, about, folder),
    )


def _crumbs(shop: Workshop, name: str, about: Subject) -> Iterator[Link]:
    """What stands above a list: its directory, then a unit's district, or the topic a topic is part of."""
    if about.kind == "column":
        return
    yield shop.link(words.KINDS[about.kind], f"{LIST_FOLDERS[about.kind]}/index.html")
    if about.kind == "unit":
        home = shop.edition.unit_home(name.partition("/")[2])
        yield shop.link(place_of(shop.edition, home), units_file(home))
    elif about.parent:
        yield Link(*about.parent)


def _feeds(shop: Workshop, name: str, about: Subject, folder: str) -> tuple[FeedLink, ...]:
    return shop.feeds(folder, about.heading) if shop.edition.fed.has(name) else ()


def _view(shop: Workshop, name: str, number: int | None) -> ListView:
    about, folder, front = subject(shop.edition, name), list_folder(name), number is None
    shown = _shown(shop, name, folder, number)
    return ListView(
        kind=about.kind,
        heading=about.heading,
        lead=about.lead,
        rows=tuple(shop.rows.case_fragment(key) for key in shown.keys),
        is_front=front,
        number=number,
        newer=shown.newer,
        older=shown.older,
        pages=shown.jumps,
        total=shown.total,
        children=tuple(_children(shop, about)) if front else (),
        feeds=_feeds(shop, name, about, folder) if front else (),
        data=downloads(shop, name) if front else (),
        parent=Link(*about.parent) if about.parent else None,
        updated=shown.changed,
        standing=standing(shop.edition, name, about) if front else None,
    )


def _shown(shop: Workshop, name: str, folder: str, number: int | None) -> Shown:
    if number is None:
        return shown_front(shop, folder, shop.edition.listing(name))
    return shown_page(shop, folder, shop.edition.list_page(name, number))


def shown_front(shop: Workshop, folder: str, held: Listing) -> Shown:
    """What the front of a list shows."""
    older, jumps = _href(shop, folder, held.older(None)), _jumps(shop, folder, held)
    return Shown(held.front(), None, older, jumps, len(held), moment(held.changed(None)))


def shown_page(shop: Workshop, folder: str, held: ListPage) -> Shown:
    """An old page must not change with every new case: it leads to its neighbours, the newest, the oldest."""
    newer, older = _href(shop, folder, held.newer), _href(shop, folder, held.older)
    return Shown(held.keys, newer, older, _ends(shop, folder, held.oldest), None, held.changed)


def _ends(shop: Workshop, folder: str, oldest: int) -> tuple[Link, ...]:
    """From an old page: newest and oldest, which never change."""
    return (shop.link("最新", page_file(folder, None)), shop.link("最早一页", page_file(folder, oldest)))


def _jumps(shop: Workshop, folder: str, held: Listing) -> tuple[Link, ...]:
    """From the front: the last few pages."""
    if not held.numbers:
        return ()
    oldest = shop.link("最早一页", page_file(folder, held.numbers[0]))
    near = [
        shop.link(f"第{each}页", page_file(folder, each)) for each in reversed(held.numbers[-OLDER_SHOWN:])
    ]
    return tuple(near) if len(held.numbers) <= OLDER_SHOWN else (*near, oldest)


def _href(shop: Workshop, folder: str, number: int | None) -> str | None:
    return None if number is None else shop.edition.href(page_file(folder, number))


def _children(shop: Workshop, about: Subject) -> Iterator[Counted]:
    for name in about.children:
        href = shop.edition.list_href(name)
        if href:
            yield Counted(subject(shop.edition, name).heading, href, shop.edition.count(name))
