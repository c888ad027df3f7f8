"""Open data: every file there is, with its bytes, under what it may be used, and what its fields mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from publish.site import linked_data
from publish.site.open_catalog import CATALOG
from publish.site.open_days import INDEX
from publish.site.open_metadata import METADATA
from publish.site.open_package import PACKAGE
from publish.site.open_resources import Resource, resources
from publish.site.open_sets import standing
from publish.site.open_tables import MONTHLY, TABLES, Field, Table
from publish.site.open_words import MEANINGS
from publish.site.page import Page
from publish.site.parts import FORMS, LISTS, held, months, part_file
from publish.site.record_views import DataField, DataGroup, DataPart, DataView, PartFile
from publish.site.views import FeedLink, Head, Link
from publish.site.workshop import Workshop
from publish.text.dates import chinese_month

TITLE = "开放数据"
LEAD = "本站公开的每一件事项，按公开的月份整理成文件，可以下载、核对、再利用。"
FRONT = "data/index.html"
DESCRIBED = (
    ("数据包说明（datapackage.json）", PACKAGE),
    ("数据目录（DCAT）", CATALOG),
    ("Datasette 说明", METADATA),
)


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(path=FRONT, template="data", head=partial(_head, shop), view=partial(_view, shop), late=True)


def downloads(shop: Workshop, name: str) -> tuple[FeedLink, ...]:
    """The data of a month's list; of another list there are none."""
    month = name.removeprefix(LISTS)
    there = held(months(shop.edition)) if name.startswith(LISTS) else ()
    return tuple(
        FeedLink(form.name, shop.edition.href(part_file(month, form)), form.type)
        for each, form in there
        if each == month
    )


def _head(shop: Workshop) -> Head:
    site, licence = shop.edition.settings.site, shop.edition.settings.open_data.licence
    files = [each for each in resources(shop.edition) if each.group in ("sets", "months")]
    addresses = [(one.type, shop.edition.addresses.absolute(one.path)) for one in files]
    what = linked_data.data(LEAD, site.city, licence.url, addresses)
    return shop.heads.column(FRONT, kind="data", title=TITLE, lead=LEAD, what=what)


def _view(shop: Workshop) -> DataView:
    edition, found = shop.edition, list(resources(shop.edition))
    by_group = {group: list(each) for group, each in groupby(found, lambda one: one.group)}
    known, made = months(edition), standing(edition)
    licence = edition.settings.open_data.licence
    return DataView(
        parts=tuple(_part(shop, month, by_group["months"], month == known[-1]) for month in reversed(known)),
        fields=tuple(DataField(name, meaning) for name, meaning in MEANINGS.items()),
        sets=tuple(_file(shop, one) for one in by_group.get("sets", ())),
        sets_made_at=made.made_at if made else None,
        tables=tuple(_table(shop, table, by_group["tables"]) for table in TABLES),
        figures=tuple(
            DataGroup(chinese_month(month), month, _files(shop, by_group["statistics"], month))
            for month in sorted(edition.content.statistics, reverse=True)
        ),
        figure_fields=_fields(MONTHLY.fields),
        days=shop.edition.href(INDEX),
        described=tuple(shop.link(label, path) for label, path in DESCRIBED),
        licence=Link(licence.title, licence.url),
        source=edition.settings.site.name,
    )


def _table(shop: Workshop, table: Table, found: Iterable[Resource]) -> DataGroup:
    return DataGroup(table.title, table.name, _files(shop, found, table.name), _fields(table.fields))


def _part(shop: Workshop, month: str, found: Iterable[Resource], newest: bool) -> DataPart:
    name, edition = f"{LISTS}{month}", shop.edition
    files = _files(shop, found, month)
    missing = (PartFile(form.name, "", form.type, 0) for form in FORMS[len(files) :])
    return DataPart(month, edition.list_href(name), edition.count(name), newest, (*files, *missing))


def _files(shop: Workshop, found: Iterable[Resource], part: str) -> tuple[PartFile, ...]:
    return tuple(_file(shop, one) for one in found if one.part == part)


def _file(shop: Workshop, one: Resource) -> PartFile:
    return PartFile(one.form, shop.edition.href(one.path), one.type, shop.sizes.of(one.path).bytes)


def _fields(fields: Iterable[Field]) -> tuple[DataField, ...]:
    return tuple(DataField(field.name, field.meaning) for field in fields)
