"""Statistics: exact counts of what is published, and the suppressed whole-store tables by month."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.model.published import MonthStatistics, Table
from publish.site import linked_data, words
from publish.site.figures import figures, published_tables
from publish.site.page import Page
from publish.site.record_views import MonthTable, MonthView, StatisticsView
from publish.site.views import Head, Link
from publish.site.workshop import Workshop
from publish.text.dates import chinese_month

TITLE = "统计"
LEAD = "本站公开事项的准确件数；以及全部事项的月度统计：小于8的数不显示，其余以5为单位取整。"
FRONT = "statistics/index.html"


def pages(shop: Workshop) -> Iterator[Page]:
    months = shop.edition.content.statistics
    yield Page(
        path=FRONT,
        template="statistics",
        head=partial(_head, shop, FRONT, TITLE),
        view=partial(_all, shop),
    )
    for month in months:
        yield _page(shop, month)


def _page(shop: Workshop, month: str) -> Page:
    path, title = _file(month), f"{chinese_month(month)}统计"
    return Page(
        path=path,
        template="statistics",
        head=partial(_head, shop, path, title, month),
        view=partial(_one, shop, month),
    )


def _head(shop: Workshop, path: str, title: str, month: str | None = None) -> Head:
    return shop.heads.column(
        path,
        kind="statistics",
        title=title,
        lead=LEAD,
        crumbs=(shop.link(TITLE, FRONT),) if month else (),
        what=linked_data.statistics(LEAD, shop.edition.settings.site.city, month),
    )


def _all(shop: Workshop) -> StatisticsView:
    months = shop.edition.content.statistics
    return StatisticsView(
        figures=figures(shop.edition),
        published=published_tables(shop.edition),
        month=_month(shop, months[max(months)]) if months else None,
        months=tuple(
            Link(chinese_month(month), shop.edition.href(_file(month)))
            for month in sorted(months, reverse=True)
        ),
    )


def _one(shop: Workshop, month: str) -> StatisticsView:
    shown = _month(shop, shop.edition.content.statistics[month])
    return StatisticsView(figures=None, published=(), month=shown, months=(shop.link("全部月份", FRONT),))


def _month(shop: Workshop, held: MonthStatistics) -> MonthView:
    return MonthView(
        month=held.month,
        label=chinese_month(held.month),
        href=shop.edition.href(_file(held.month)),
        tables=tuple(_table(shop, table) for table in held.tables),
    )


def _table(shop: Workshop, table: Table) -> MonthTable:
    return MonthTable(
        table.name,
        words.TABLES.get(table.name, table.name),
        tuple(_word(shop, column) for column in table.columns),
        tuple((_word(shop, label), counts) for label, counts in table.rows),
    )


def _word(shop: Workshop, code: str) -> str:
    """What a code of a table means; a word stays as it is."""
    edition = shop.edition
    return (
        words.CODES.get(code)
        or edition.region_link(code)[0]
        or edition.topic_link(code)[0]
        or (edition.columns[code].name if code in edition.columns else code)
    )


def _file(month: str) -> str:
    return f"statistics/{month}.html"
