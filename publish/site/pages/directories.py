"""The ways in: all districts, topics and months, with their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from publish.site.directory_views import DirectoryView
from publish.site.figures import published_tiles, updated
from publish.site.page import Page
from publish.site.subjects import counted
from publish.site.views import Counted
from publish.site.workshop import Workshop

Groups = tuple[tuple[Counted, tuple[Counted, ...]], ...]


def pages(shop: Workshop) -> Iterator[Page]:
    for kind, folder, heading, lead, note, groups in KINDS:
        path = f"{folder}/index.html"
        yield Page(
            path=path,
            template="directory",
            head=partial(shop.heads.column, path, kind="directory", title=heading, lead=lead),
            view=partial(_view, shop, kind, heading, lead, note, groups),
            modified_at=partial(updated, shop.edition),
        )


def _view(
    shop: Workshop, kind: str, heading: str, lead: str, note: str, groups: Callable[[Workshop], Groups]
) -> DirectoryView:
    return DirectoryView(
        kind=kind,
        heading=heading,
        lead=lead,
        note=note,
        groups=groups(shop),
        cartogram=published_tiles(shop.edition, DISTRICTS) if kind == "district" else None,
    )


def _group(label: str, href: str | None, entries: tuple[Counted, ...]) -> tuple[Counted, tuple[Counted, ...]]:
    return Counted(label, href, sum(entry.total for entry in entries)), entries


def _districts(shop: Workshop) -> Groups:
    edition = shop.edition
    entries = tuple(counted(edition, f"district/{code}") for code in edition.districts)
    return (_group(DISTRICTS, None, entries),)


def _topics(shop: Workshop) -> Groups:
    topics = shop.edition.topics
    first = [slug for slug, topic in topics.items() if topic.parent not in topics]
    return tuple(
        (
            counted(shop.edition, f"topic/{slug}"),
            tuple(
                counted(shop.edition, f"topic/{each}")
                for each, topic in topics.items()
                if topic.parent == slug
            ),
        )
        for slug in first
    )


def _months(shop: Workshop) -> Groups:
    months = list(reversed(shop.edition.list_names("month/")))
    years = dict.fromkeys(name[6:10] for name in months)
    return tuple(
        _group(f"{year}年", None, tuple(counted(shop.edition, name) for name in months if name[6:10] == year))
        for year in years
    )


DISTRICTS = "各区县"
ONLY_WIDER = "为了不让人认出当事人，有的事项只写到"
KINDS: tuple[tuple[str, str, str, str, str, Callable[[Workshop], Groups]], ...] = (
    (
        "district",
        "districts",
        "按区县看",
        "每个区县公开了哪些事。",
        f"件数只数本站公开的事项。{ONLY_WIDER}全市，不在任何区县之下。",
        _districts,
    ),
    (
        "topic",
        "topics",
        "按主题看",
        "找一件与您相似的事。",
        f"件数只数本站公开的事项。{ONLY_WIDER}大类，所以各小类相加，可能比大类少。",
        _topics,
    ),
    (
        "month",
        "months",
        "按月份看",
        "每个月公开的事项。",
        "按公开的日期数，不是提出或者办结的日期。",
        _months,
    ),
)
