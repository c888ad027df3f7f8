"""Corrections and withdrawals by their permanent places, newest first; the front shows what was added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

from publish.site import words
from publish.site.addresses import EVERY, case_file, gone_file, page_file
from publish.site.open_days import INDEX, day_file, days
from publish.site.page import Page
from publish.site.pages.gone import TITLE
from publish.site.pages.lists import Shown, shown_front, shown_page
from publish.site.pages.quarters import quarter_file
from publish.site.record_views import ChangeRow, ChangesMonthView, ChangesOfKind, ChangesView, MonthOfChanges
from publish.site.revised import CORRECTED, LIST, Revision
from publish.site.views import Head, Link
from publish.site.workshop import Workshop
from publish.text.dates import chinese_date, chinese_month, chinese_period

LEAD = "本站更正过和撤回了哪些事项，什么时候，为什么；以及新公开的事项。"
ADDED = 10
"""Cases added last that the front shows."""
UPDATE = "update"
KINDS = ((CORRECTED, "更正"), (UPDATE, "更新"), *((act, badge) for act, (badge, *_) in words.GONE.items()))
"""Kind of change → its word."""
DAYS = 7
"""Days of the data that it leads to."""


def pages(shop: Workshop) -> Iterator[Page]:
    for number in (None, *shop.edition.revised.numbers):
        yield Page(
            path=page_file(LIST, number),
            template="changes",
            head=partial(_head, shop, number),
            view=partial(_view, shop, number),
            listed=number is None,
        )
    for month in shop.edition.revised_months():
        yield Page(
            path=month_file(month),
            template="changes_month",
            head=partial(_month_head, shop, month),
            view=partial(_month_view, shop, month),
        )


def month_file(month: str) -> str:
    """changes/2022-07.html"""
    return f"{LIST}/{month}.html"


def _month_head(shop: Workshop, month: str) -> Head:
    name = chinese_month(month)
    return shop.heads.column(
        month_file(month),
        kind="changes_month",
        title=f"{name}更正和撤回了什么",
        name=name,
        lead=f"{name}更正和撤回的事项：哪一件，哪一天，为什么。",
        crumbs=(shop.link(TITLE, page_file(LIST, None)),),
        feeds=shop.feeds(LIST, TITLE),
    )


def _month_view(shop: Workshop, month: str) -> ChangesMonthView:
    held, months = shop.edition.revised_in(month), shop.edition.revised_months()
    at = months.index(month)
    rows = {code: [one for one in reversed(held) if kind_of(one) == code] for code, _ in KINDS}
    return ChangesMonthView(
        label=chinese_month(month),
        total=len(held),
        kinds=tuple(
            ChangesOfKind(code, word, tuple(_row(shop, one) for one in rows[code]))
            for code, word in KINDS
            if rows[code]
        ),
        newer=_month_link(shop, months[at + 1]) if at + 1 < len(months) else None,
        older=_month_link(shop, months[at - 1]) if at else None,
    )


def _month_link(shop: Workshop, month: str) -> Link:
    return shop.link(chinese_month(month), month_file(month))


def kind_of(one: Revision) -> str:
    """Corrections, updates of what happened since, and each act of withdrawal."""
    if one.act != CORRECTED:
        return one.act
    return UPDATE if one.why == UPDATE else CORRECTED


def _months(shop: Workshop) -> Iterator[MonthOfChanges]:
    for month in reversed(shop.edition.revised_months()):
        counts = Counter(map(kind_of, shop.edition.revised_in(month)))
        href = shop.edition.href(month_file(month))
        yield MonthOfChanges(
            chinese_month(month), href, counts.total(), tuple(counts[code] for code, _ in KINDS)
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
        newer=shown.newer,
        older=shown.older,
        pages=shown.jumps,
        total=shown.total,
        added=tuple(map(shop.rows.case_fragment, listed.newest(ADDED))) if listed else (),
        kinds=KINDS if front else (),
        months=tuple(_months(shop)) if front else (),
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
            label="更新" if one.why == UPDATE else "更正",
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
    """The list of the days, and the newest of them."""
    yield shop.link("全部日期", INDEX)
    for day in days(shop.edition)[: -DAYS - 1 : -1]:
        yield shop.link(chinese_date(date.fromisoformat(day)), day_file(day))
