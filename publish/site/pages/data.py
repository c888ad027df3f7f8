"""Open data: the parts there are, month by month, and what their fields mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.site import linked_data
from publish.site.open_words import MEANINGS
from publish.site.page import Page
from publish.site.parts import FORMS, LISTS, Form, months, part_file
from publish.site.record_views import DataField, DataPart, DataView, PartFile
from publish.site.views import FeedLink, Head
from publish.site.workshop import Workshop

TITLE = "开放数据"
LEAD = "本站公开的每一件事项，按公开的月份整理成文件，可以下载、核对、再利用。"
FRONT = "data/index.html"


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(path=FRONT, template="data", head=partial(_head, shop), view=partial(_view, shop), late=True)


def downloads(shop: Workshop, name: str) -> tuple[FeedLink, ...]:
    """The data of a month's list; of another list there are none."""
    if not name.startswith(LISTS):
        return ()
    return tuple(
        FeedLink(form.name, shop.edition.href(part_file(name.removeprefix(LISTS), form)), form.type)
        for form in FORMS
    )


def _head(shop: Workshop) -> Head:
    what = linked_data.statistics(LEAD, shop.edition.settings.site.city)
    return shop.heads.column(FRONT, kind="data", title=TITLE, lead=LEAD, what=what)


def _view(shop: Workshop) -> DataView:
    held = months(shop.edition)
    return DataView(
        parts=tuple(_part(shop, month, month == held[-1]) for month in reversed(held)),
        fields=tuple(DataField(name, meaning) for name, meaning in MEANINGS.items()),
    )


def _part(shop: Workshop, month: str, newest: bool) -> DataPart:
    name, edition = f"{LISTS}{month}", shop.edition
    files = tuple(_file(shop, month, form) for form in FORMS)
    return DataPart(month, edition.list_href(name), edition.count(name), newest, files)


def _file(shop: Workshop, month: str, form: Form) -> PartFile:
    path = part_file(month, form)
    return PartFile(form.name, shop.edition.href(path), form.type, shop.sizes.of(path))
