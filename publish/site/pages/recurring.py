"""Recurring problems: a page a closed quarter, the newest on the front."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.site.addresses import RECURRING_FILE, recurring_file
from publish.site.page import Page
from publish.site.pages.statistics import FRONT as STATISTICS
from publish.site.pages.statistics import TITLE as ABOVE
from publish.site.recurring import Quarter, quarters, rankings
from publish.site.stat_tables import source
from publish.site.statistics_views import RecurringView
from publish.site.views import Head
from publish.site.workshop import Workshop
from publish.text.dates import chinese_period

TITLE = "高频问题"
LEAD = (
    "一个季度里，哪里的什么问题群众和企业提得最多、升得最快。数的是全部事项，不只是公开的；小于8的数不显示。"
)


def pages(shop: Workshop) -> Iterator[Page]:
    found = quarters(shop.edition.content.statistics)
    yield _page(shop, RECURRING_FILE, max(found, default=None))
    for name in found:
        yield _page(shop, recurring_file(name), name)


def _page(shop: Workshop, path: str, name: str | None) -> Page:
    return Page(
        path=path,
        template="recurring",
        head=partial(_head, shop, path, name),
        view=partial(_view, shop, path == RECURRING_FILE, name),
    )


def _head(shop: Workshop, path: str, name: str | None) -> Head:
    above, front = shop.link(ABOVE, STATISTICS), path == RECURRING_FILE
    title = TITLE if front or not name else f"{chinese_period(name)}{TITLE}"
    crumbs = (above,) if front else (above, shop.link(TITLE, RECURRING_FILE))
    return shop.heads.column(path, kind="recurring", title=title, lead=LEAD, crumbs=crumbs)


def _view(shop: Workshop, is_front: bool, name: str | None) -> RecurringView:
    found = quarters(shop.edition.content.statistics)
    quarter: Quarter | None = found[name] if name else None
    return RecurringView(
        label=chinese_period(name) if name else None,
        source=source(shop.edition, quarter.held) if quarter else None,
        rankings=rankings(shop.edition, quarter) if quarter else (),
        quarters=tuple(
            shop.link(chinese_period(each), recurring_file(each)) for each in sorted(found, reverse=True)
        ),
        is_front=is_front,
    )
