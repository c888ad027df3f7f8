"""Statistics: exact counts of what is published, how closed months compare, and each month's own page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from publish.model.published import Cell, MonthStatistics
from publish.site import charts, linked_data, months, words
from publish.site.addresses import BUSINESS_FILE, RECURRING_FILE, month_statistics_file
from publish.site.edition import Edition
from publish.site.figures import figures, published_tables, published_tiles
from publish.site.open_files import FORMS, statistics_file
from publish.site.page import Page
from publish.site.stat_tables import shown, source, span
from publish.site.statistics_views import (
    Cartogram,
    Chart,
    MonthStatisticsView,
    Part,
    StatisticsView,
)
from publish.site.views import Head, Link
from publish.site.workshop import Workshop
from publish.text.dates import chinese_month

TITLE = "统计"
LEAD = "本站公开事项的准确件数；以及全部事项的月度统计：小于8的数不显示，其余以5为单位取整。"
FRONT = "statistics/index.html"
MATTERS, WORKDAYS = "件", "个工作日"
PARTS = (
    ("closed", "办结", ("outcome", "district", "topic", "channel")),
    ("days", "用了多久", ("days", "days_level", "days_district", "days_topic", "days_channel")),
    ("clock", "督办时钟", ("accept", "due", "open")),
    ("revisits", "回头看", ("revisit", "revisit_district", "revisit_topic", "revisit_channel")),
    ("received", "收到", ("received_channel", "received_applicant")),
)
"""Sections of a month's page: slug, heading, tables."""
LEADS = {
    "closed": "本月办结了多少，结果怎样。办结不等于解决：解决、部分解决、解释说明、暂不能解决分开数。",
    "days": "从提交到受理、到办结，一半事项在几个工作日以内，九成事项在几个工作日以内。",
    "clock": "报到后2个工作日没有受理，预警；离期限不到2个工作日没有办结，紧急；过了期限，警报。",
    "revisits": "办结以后再到现场看：问题有没有反弹。",
    "received": "本月群众和企业提交了多少。",
}


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="statistics",
        head=partial(_head, shop, FRONT, TITLE),
        view=partial(_all, shop),
    )
    for month in shop.edition.content.statistics:
        yield _page(shop, month)


def _page(shop: Workshop, month: str) -> Page:
    path, title = month_statistics_file(month), f"{chinese_month(month)}统计"
    return Page(
        path=path,
        template="statistics_month",
        head=partial(_head, shop, path, title, month),
        view=partial(_one, shop, month),
    )


def _head(shop: Workshop, path: str, title: str, month: str | None = None) -> Head:
    return shop.heads.column(
        path,
        kind="monthly" if month else "statistics",
        title=title,
        lead=LEAD,
        crumbs=(shop.link(TITLE, FRONT),) if month else (),
        what=_dataset(shop.edition, month),
    )


def _dataset(edition: Edition, month: str | None) -> linked_data.What:
    """A month in every form, or all of them as CSV."""
    held, forms = ((month,), tuple(FORMS)) if month else (tuple(edition.content.statistics), (".csv",))
    files = [
        (FORMS[form][1], edition.addresses.absolute(statistics_file(each, form)))
        for each in held
        for form in forms
    ]
    settings = edition.settings
    return linked_data.data(LEAD, settings.site.city, settings.open_data.licence.url, files, month)


# --- the front ------------------------------------------------------------------------------------


def _all(shop: Workshop) -> StatisticsView:
    edition, held = shop.edition, shop.edition.content.statistics
    published = published_tables(edition)
    return StatisticsView(
        figures=figures(edition),
        published=published,
        cartogram=published_tiles(edition, "按区县"),
        trends=tuple(trends(edition, list(held.values()))) if held else (),
        months=tuple(_link(shop, month) for month in sorted(held, reverse=True)),
        themes=(shop.link("高频问题", RECURRING_FILE), shop.link("营商环境", BUSINESS_FILE)),
    )


def _link(shop: Workshop, month: str) -> Link:
    return shop.link(chinese_month(month), month_statistics_file(month))


def trends(edition: Edition, held: list[MonthStatistics]) -> Iterator[Part]:
    """Months side by side, in order."""
    spans = span(edition, held)
    for slug, heading, lead, drawn in _drawn(held):
        yield Part(slug=slug, heading=heading, lead=lead, source=spans, charts=tuple(drawn))


def _drawn(held: list[MonthStatistics]) -> Iterator[tuple[str, str, str, Iterable[Chart]]]:
    outcomes = [(word, _cells(held, "outcome", code)) for code, word in words.OUTCOMES.items()]
    yield "outcomes", "每月办结", LEADS["closed"], _charts(outcomes, MATTERS)
    clock = [
        ("按期办结", _sums(held, "due", ("early", "urgent"))),
        ("过了期限（警报）", _sums(held, "due", ("missed",))),
        ("按时受理", _sums(held, "accept", ("in_time",))),
        ("没有按时受理（预警）", _sums(held, "accept", ("warned",))),
    ]
    yield "kept", "期限守住没有", LEADS["clock"], _charts(clock, MATTERS)
    days = [
        (f"{word}，{share}的事项在几个工作日以内", _cells(held, "days", "all", at))
        for at, (word, share) in enumerate(
            (("受理", "一半"), ("受理", "九成"), ("办结", "一半"), ("办结", "九成"))
        )
    ]
    yield "medians", "用了多久", LEADS["days"], _charts(days, WORKDAYS)
    revisits = [(word, _cells(held, "revisit", code)) for code, word in words.REVISITS.items()]
    yield "revisited", "回头看结果", LEADS["revisits"], _charts(revisits, MATTERS)
    flow = [
        ("收到", _sums(held, "received_channel", ("matters",))),
        ("月底在办", _cells(held, "open", "open")),
    ]
    yield "flow", "收到和在办", "本月提交了多少；月底还有多少已经受理、没有办结。", _charts(flow, MATTERS)


def _charts(series: Iterable[tuple[str, Mapping[str, Cell]]], unit: str) -> list[Chart]:
    return [charts.columns(title, unit, values) for title, values in series]


def _cells(held: list[MonthStatistics], name: str, row: str, column: int = 0) -> dict[str, Cell]:
    return {month.month: months.cell(month, name, row, column) for month in held}


def _sums(held: list[MonthStatistics], name: str, columns: Iterable[str]) -> dict[str, Cell]:
    wanted = tuple(columns)
    return {month.month: months.column_sum(month, name, wanted) for month in held}


# --- a month --------------------------------------------------------------------------------------


def _one(shop: Workshop, month: str) -> MonthStatisticsView:
    edition, every = shop.edition, sorted(shop.edition.content.statistics)
    held, at = edition.content.statistics[month], every.index(month)
    quarter = months.quarter_of(month)
    return MonthStatisticsView(
        label=chinese_month(month),
        source=source(edition, held),
        parts=tuple(_part(edition, held, *each) for each in PARTS),
        newer=_link(shop, every[at + 1]) if at + 1 < len(every) else None,
        older=_link(shop, every[at - 1]) if at else None,
        recurring=shop.link("本季度的高频问题", RECURRING_FILE) if quarter else None,
    )


def _part(edition: Edition, held: MonthStatistics, slug: str, heading: str, names: tuple[str, ...]) -> Part:
    found = (shown(edition, held, name) for name in names)
    return Part(
        slug=slug,
        heading=heading,
        lead=LEADS[slug],
        source=source(edition, held),
        cartogram=_tiles(edition, held) if slug == "closed" else None,
        tables=tuple(table for table in found if table),
    )


def _tiles(edition: Edition, held: MonthStatistics) -> Cartogram | None:
    names = {code: region.name for code, region in edition.districts.items()}
    sums = {code: months.added(cells) for code, cells in months.rows(held, "district").items()}
    return charts.cartogram("本月办结的事项在哪里（所示各数之和）", names, sums, "按区县") if sums else None
