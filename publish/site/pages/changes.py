"""Corrections and withdrawals by their permanent places, newest first; the front shows what was added."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.site import words
from publish.site.addresses import case_file, gone_file, page_file
from publish.site.change_lines import change_file, months
from publish.site.lists import EVERY
from publish.site.page import Page
from publish.site.pages.gone import TITLE
from publish.site.pages.lists import Shown, shown_front, shown_page
from publish.site.pages.quarters import quarter_file
from publish.site.record_views import ChangeRow, ChangesView
from publish.site.revised import CORRECTED, LIST, Revision
from publish.site.views import Head, Link
from publish.site.workshop import Workshop
from publish.text.dates import chinese_month, chinese_period

LEAD = "本站更正过和撤回了哪些事项，什么时候，为什么；以及新公开的事项。"
ADDED = 10
"""Cases added last that the front shows."""


def pages(shop: Workshop) -> Iterator[Page]:
    for number in (None, *shop.edition.revised.numbers):
        yield Page(
            path=page_file(LIST, number),
            template="changes",
            head=partial(_head, shop, number),
            view=partial(_view, shop, number),
            listed=number is None,
        )


def _head(shop: Workshop, number: int | None) -> Head:
    return shop.heads.column(
        page_file(LIST, number),
        kind="changes",
        title=TITLE + (f"（第{number}页）" if number is not None else ""),
        lead=LEAD,
        crumbs=() if number is None else (shop.link(TITLE, page_file(LIST, None)),),
        feeds=shop.feeds(LIST, TITLE),
    )


def _view(shop: Workshop, number: int | None) -> ChangesView:
    shown, front, edition = _shown(shop, number), number is None, shop.edition
    listed = edition.listing(EVERY) if front else None
    return ChangesView(
        rows=tuple(_row(shop, edition.revision(key)) for key in shown.keys),
        is_front=front,
        number=number,
        newer=_href(shop, shown.newer),
        older=_href(shop, shown.older),
        pages=shown.jumps,
        total=shown.total,
        added=tuple(map(shop.rows.case_fragment, listed.newest(ADDED))) if listed else (),
        quarters=tuple(_quarters(shop)) if front else (),
        feeds=shop.feeds(LIST, TITLE) if front else (),
        data=tuple(_data(shop)) if front else (),
    )


def _shown(shop: Workshop, number: int | None) -> Shown:
    if number is None:
        return shown_front(shop, LIST, shop.edition.revised)
    return shown_page(shop, LIST, shop.edition.revised_page(number))


def _row(shop: Workshop, one: Revision) -> ChangeRow:
    if one.act == CORRECTED:
        public = one.number in shop.edition.content.cases
        return ChangeRow(
            number=one.number,
            href=shop.edition.href(case_file(one.number)) if public else None,
            at=one.at,
            label="更新" if one.why == "update" else "更正",
            why=words.CORRECTIONS[one.why],
            title=shop.edition.case(one.number).title if public else None,
        )
    return ChangeRow(
        number=one.number,
        href=shop.edition.href(gone_file(one.number)),
        at=one.at,
        label=words.GONE[one.act][0],
        why=words.REASONS[one.why],
        unit_name=shop.edition.unit_link(one.unit)[0],
    )


def _quarters(shop: Workshop) -> Iterator[Link]:
    for name in sorted(shop.edition.content.quarters, reverse=True):
        yield shop.link(chinese_period(name), quarter_file(name))


def _data(shop: Workshop) -> Iterator[Link]:
    for month in reversed(months(shop.edition)):
        yield shop.link(chinese_month(month), change_file(month))


def _href(shop: Workshop, number: int | None) -> str | None:
    return None if number is None else shop.edition.href(page_file(LIST, number))
