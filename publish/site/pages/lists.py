"""Lists of cases: a column, a district, a topic, a unit, a month (rule 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

import msgspec

from publish.site import words
from publish.site.addresses import LIST_FOLDERS, list_folder, page_file
from publish.site.case_views import ListView
from publish.site.page import Page
from publish.site.paging import Listing
from publish.site.subjects import Subject, subject
from publish.site.views import Counted, FeedLink, Head, Link
from publish.site.workshop import Workshop, case_sources

OLDER_SHOWN = 8
"""Full pages the front links to, beside the oldest."""


class Made(msgspec.Struct, frozen=True):
    """One list as it is being made."""

    name: str
    subject: Subject
    listing: Listing
    folder: str


def pages(shop: Workshop) -> Iterator[Page]:
    for name, held in shop.edition.lists.items():
        if name != "all":
            made = Made(name, subject(shop.edition, name), held, list_folder(name))
            yield _page(shop, made, None)
            for number in held.numbers:
                yield _page(shop, made, number)


def _page(shop: Workshop, made: Made, number: int | None) -> Page:
    keys = made.listing.front() if number is None else made.listing.pages[number]
    path = page_file(made.folder, number)
    return Page(
        path=path,
        template="list",
        head=partial(_head, shop, made, path, number),
        sources=("directory", *case_sources(keys)),
        view=partial(_view, shop, made, number, keys),
        modified_at=_newest(shop, keys),
    )


def _head(shop: Workshop, made: Made, path: str, number: int | None) -> Head:
    kind = made.subject.kind
    above = shop.link(words.KINDS[kind], f"{LIST_FOLDERS[kind]}/index.html")
    crumbs: tuple[Link, ...] = () if kind == "column" else (above,)
    if number is not None:
        crumbs = (*crumbs, shop.link(made.subject.heading, page_file(made.folder, None)))
    title = made.subject.heading + (f"（第{number}页）" if number is not None else "")
    return shop.heads.column(
        path, kind=kind, title=title, lead=made.subject.lead, crumbs=crumbs, feeds=_feeds(shop, made)
    )


def _feeds(shop: Workshop, made: Made) -> tuple[FeedLink, ...]:
    if made.subject.kind not in ("column", "district", "topic"):
        return ()
    return shop.feeds(made.folder, made.subject.heading)


def _view(shop: Workshop, made: Made, number: int | None, keys: tuple[str, ...]) -> ListView:
    held, front = made.listing, number is None
    newer = None if number is None else held.newer(number)
    parent = made.subject.parent
    return ListView(
        kind=made.subject.kind,
        heading=made.subject.heading,
        lead=made.subject.lead,
        rows=tuple(shop.rows.case_fragment(key) for key in keys),
        is_front=front,
        number=number,
        newer=None if newer is None else shop.edition.href(page_file(made.folder, newer)),
        older=_href(shop, made.folder, held.older(number)),
        pages=jumps(shop, made.folder, held, number),
        total=len(held) if front else None,
        children=tuple(_children(shop, made)) if front else (),
        feeds=_feeds(shop, made) if front else (),
        parent=Link(*parent) if parent else None,
        updated=_newest(shop, keys),
    )


def jumps(shop: Workshop, folder: str, held: Listing, number: int | None) -> tuple[Link, ...]:
    """From an old page: newest and oldest, which never change. From the front: the last few pages."""
    if not held.numbers:
        return ()
    oldest = shop.link("最早一页", page_file(folder, held.numbers[0]))
    if number is not None:
        return (shop.link("最新", page_file(folder, None)), oldest)
    near = [
        shop.link(f"第{each}页", page_file(folder, each)) for each in reversed(held.numbers[-OLDER_SHOWN:])
    ]
    return tuple(near) if len(held.numbers) <= OLDER_SHOWN else (*near, oldest)


def _href(shop: Workshop, folder: str, number: int | None) -> str | None:
    return None if number is None else shop.edition.href(page_file(folder, number))


def _children(shop: Workshop, made: Made) -> Iterator[Counted]:
    for name in made.subject.children:
        if name in shop.edition.lists:
            child = subject(shop.edition, name)
            yield Counted(child.heading, shop.edition.list_href(name), len(shop.edition.lists[name]))


def _newest(shop: Workshop, keys: tuple[str, ...]) -> datetime | None:
    cases = shop.edition.content.cases
    return max((cases[key].modified_at for key in keys), default=None)
