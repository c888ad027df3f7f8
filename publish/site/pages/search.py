"""The page that searches: its form, what results may be narrowed by, and the way without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from publish.site import words
from publish.site.page import Page
from publish.site.record_views import Choice, Choices, SearchView
from publish.site.search.layout import FRONT
from publish.site.workshop import Workshop

TITLE = "搜索"
LEAD = "在已公开事项的标题、反映的问题、办理经过、办理结果和点评中查找。"


def pages(shop: Workshop) -> Iterator[Page]:
    head = partial(shop.heads.column, FRONT, kind="search", title=TITLE, lead=LEAD)
    yield Page(path=FRONT, template="search", head=head, view=partial(_view, shop))


def _view(shop: Workshop) -> SearchView:
    edition = shop.edition
    years = dict.fromkeys(name[6:10] for name in reversed(edition.list_names("month/")))
    return SearchView(
        choices=(
            Choices("column", "栏目", _listed((slug, each.name) for slug, each in edition.columns.items())),
            Choices(
                "district", "区县", _listed((code, each.name) for code, each in edition.districts.items())
            ),
            Choices("topic", "主题", tuple(_topics(shop))),
            Choices("year", "公开年份", _listed((year, f"{year}年") for year in years)),
            Choices("outcome", "办理结果", _listed(words.OUTCOMES.items())),
        )
    )


def _listed(found: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(code, label) for code, label in found)


def _topics(shop: Workshop) -> Iterator[Choice]:
    """Every topic, those of the second level behind the one they belong to."""
    topics = shop.edition.topics
    for slug, topic in topics.items():
        if topic.parent not in topics:
            yield Choice(slug, topic.name)
            below = ((each, child) for each, child in topics.items() if child.parent == slug)
            yield from (Choice(each, child.name, below=True) for each, child in below)
