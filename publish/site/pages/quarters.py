"""A page a closed quarter: what was added, corrected and withdrawn, and how long requests took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from publish.model.published import Quarter
from publish.site import words
from publish.site.page import Page
from publish.site.pages.gone import PLACE, TITLE
from publish.site.record_views import QuarterView
from publish.site.views import Head
from publish.site.workshop import Workshop
from publish.text.dates import chinese_period

LEAD = "一个季度里新公开、更正和撤回了多少件，收到多少撤下请求、用了多久答复。季度结束后写成，不再改动。"
OUTCOMES = {"withdrawn": "已撤下", "corrected": "已更正", "refused": "未予撤下"}


def quarter_file(quarter: str) -> str:
    """changes/2022-Q2.html"""
    return f"changes/{quarter}.html"


def pages(shop: Workshop) -> Iterator[Page]:
    for name in shop.edition.content.quarters:
        yield Page(
            path=quarter_file(name),
            template="quarter",
            head=partial(_head, shop, name),
            view=partial(_view, shop, name),
        )


def _head(shop: Workshop, name: str) -> Head:
    return shop.heads.column(
        quarter_file(name),
        kind="changes",
        title=f"{chinese_period(name)}公开情况",
        lead=LEAD,
        crumbs=(shop.link(TITLE, PLACE),),
    )


def _view(shop: Workshop, name: str) -> QuarterView:
    held = shop.edition.content.quarters[name]
    columns = {slug: one.name for slug, one in shop.edition.columns.items()}
    return QuarterView(
        label=chinese_period(name),
        added=_rows(held.added, columns),
        added_total=sum(held.added.values()),
        corrected=_rows(held.corrected, words.CORRECTIONS),
        withdrawn=_rows(_by_words(held), {}),
        by_column=_rows(held.withdrawn_by_column, columns),
        withdrawn_total=sum(held.withdrawn.values()),
        requests=held.requests,
        answered=_rows(held.answered, OUTCOMES),
        open=held.open,
        median=held.days[len(held.days) // 2] if held.days else None,
        longest=held.days[-1] if held.days else None,
    )


def _by_words(held: Quarter) -> dict[str, int]:
    """By reason in words: two codes may read the same."""
    found: dict[str, int] = {}
    for reason, count in held.withdrawn.items():
        label = words.REASONS[reason]
        found[label] = found.get(label, 0) + count
    return found


def _rows(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    return tuple((labels.get(name, name), count) for name, count in counts.items())
