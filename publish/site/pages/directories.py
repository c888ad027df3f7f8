"""The ways in: all districts, topics, units (by level) and months, with their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from publish.site import words
from publish.site.addresses import page_file
from publish.site.case_views import DirectoryView
from publish.site.figures import updated
from publish.site.page import Page
from publish.site.subjects import counted
from publish.site.views import Counted
from publish.site.workshop import Workshop

Groups = tuple[tuple[Counted, tuple[Counted, ...]], ...]


def pages(shop: Workshop) -> Iterator[Page]:
    for kind, folder, heading, lead, groups in KINDS:
        path = f"{folder}/index.html"
        yield Page(
            path=path,
            template="directory",
            head=partial(shop.heads.column, path, kind="directory", title=heading, lead=lead),
            view=partial(_view, shop, kind, heading, lead, groups),
            modified_at=partial(updated, shop.edition),
        )


def _view(
    shop: Workshop, kind: str, heading: str, lead: str, groups: Callable[[Workshop], Groups]
) -> DirectoryView:
    return DirectoryView(kind=kind, heading=heading, lead=lead, groups=groups(shop))


def _group(label: str, href: str | None, entries: tuple[Counted, ...]) -> tuple[Counted, tuple[Counted, ...]]:
    return Counted(label, href, sum(entry.total for entry in entries)), entries


def _districts(shop: Workshop) -> Groups:
    edition = shop.edition
    entries = tuple(counted(edition, f"district/{code}") for code in edition.districts)
    return (_group(edition.settings.site.city, None, entries),)


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


def _units(shop: Workshop) -> Groups:
    edition = shop.edition
    shown = [name.partition("/")[2] for name in edition.list_names("unit/")]
    return tuple(
        _group(
            label,
            None,
            tuple(counted(edition, f"unit/{slug}") for slug in shown if edition.units[slug].level == level),
        )
        for level, label in words.LEVELS.items()
    )


def _months(shop: Workshop) -> Groups:
    months = list(reversed(shop.edition.list_names("month/")))
    years = dict.fromkeys(name[6:10] for name in months)
    return tuple(
        _group(f"{year}年", None, tuple(counted(shop.edition, name) for name in months if name[6:10] == year))
        for year in years
    )


def _programmes(shop: Workshop) -> Groups:
    edition = shop.edition
    entries = tuple(
        Counted(
            f"《{programme.name}》",
            edition.href(page_file(f"programmes/{slug}", None)),
            len(edition.broadcasts(slug)),
        )
        for slug, programme in edition.programmes.items()
    )
    return (_group("广播节目", None, entries),)


KINDS: tuple[tuple[str, str, str, str, Callable[[Workshop], Groups]], ...] = (
    ("district", "districts", "按区县看", "每个区县公开了哪些事。", _districts),
    ("topic", "topics", "按主题看", "找一件与您相似的事。", _topics),
    ("unit", "units", "按承办单位看", "市、区县、镇街、村社四级单位，各自办了哪些事。", _units),
    (
        "programme",
        "programmes",
        "广播节目",
        "办成了的事，在节目里讲给您听；没讲完的，五个工作日内答复。",
        _programmes,
    ),
    ("month", "months", "按月份看", "每个月公开的事项。", _months),
)
