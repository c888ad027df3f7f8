"""The business environment (营商环境) whole: figures, recurring problems, dossiers, policies, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from publish.model.published import Cell, MonthStatistics, PublishedTopic
from publish.site import charts, months, words
from publish.site.addresses import BUSINESS_FILE
from publish.site.edition import Edition
from publish.site.page import Page
from publish.site.pages.dossiers import newest_first
from publish.site.pages.statistics import FRONT as STATISTICS
from publish.site.pages.statistics import MATTERS, WORKDAYS
from publish.site.pages.statistics import TITLE as ABOVE
from publish.site.record_views import CountTable
from publish.site.recurring import quarters, rankings
from publish.site.stat_tables import span
from publish.site.statistics_views import BusinessView, Part, Ranking
from publish.site.subjects import counted
from publish.site.views import Head, Link
from publish.site.workshop import Workshop

TITLE = "营商环境"
LEAD = "企业和经营者反映的事：提得最多的是什么，政策补上了什么，事情办得怎么样。"
NEWEST = 10


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(path=BUSINESS_FILE, template="business", head=partial(_head, shop), view=partial(_view, shop))


def _head(shop: Workshop) -> Head:
    crumbs = (shop.link(ABOVE, STATISTICS),)
    return shop.heads.column(BUSINESS_FILE, kind="business", title=TITLE, lead=LEAD, crumbs=crumbs)


def _view(shop: Workshop) -> BusinessView:
    edition = shop.edition
    topics = _topics(edition)
    slugs = frozenset(topic.slug for topic in topics)
    lists = [f"topic/{topic.slug}" for topic in topics]
    dossiers, policies = (_about(edition, folder, slugs) for folder in ("dossiers", "policies"))
    return BusinessView(
        heading=TITLE,
        published=_published(edition, topics),
        total=edition.count(*lists) if lists else 0,
        parts=tuple(_parts(edition)),
        rankings=_rankings(edition),
        dossiers=shop.rows.dossiers(newest_first(edition.content.dossiers[slug] for slug in dossiers)),
        policies=tuple(
            sorted(shop.rows.policies(policies), key=lambda row: (row.issued_on, row.slug), reverse=True)
        ),
        cases=shop.rows.case_fragments(_newest(edition, lists)),
        topics=tuple(_linked(edition, topics)),
    )


def _topics(edition: Edition) -> list[PublishedTopic]:
    """The topics of the theme: of the first level as the settings name them, and all below."""
    named = set(edition.settings.statistics.business_topics)
    first = {topic.slug for topic in edition.topics.values() if topic.parent is None and topic.name in named}
    return [topic for topic in edition.topics.values() if topic.slug in first or topic.parent in first]


def _published(edition: Edition, topics: Iterable[PublishedTopic]) -> CountTable:
    rows = []
    for topic in topics:
        if topic.parent is not None:
            label, href, total = counted(edition, f"topic/{topic.slug}")
            tally = edition.outcomes(f"topic/{topic.slug}")
            rows.append((label, href, (total, *(tally[outcome] for outcome in words.OUTCOMES))))
    columns = ("合计", *words.OUTCOMES.values())
    return CountTable(name="business", heading="公开事项，按问题", columns=columns, rows=tuple(rows))


def _newest(edition: Edition, lists: Iterable[str]) -> tuple[str, ...]:
    numbers = {number for name in lists for number in edition.listing(name).newest(NEWEST)}
    cases = edition.content.cases
    return tuple(
        sorted(numbers, key=lambda number: (cases[number].published_at, number), reverse=True)[:NEWEST]
    )


def _about(edition: Edition, folder: str, slugs: frozenset[str]) -> tuple[str, ...]:
    """The dossiers or the policies that have published matters of the theme."""
    return tuple(record.slug for record, topics in edition.covered(folder) if slugs & topics)


def _linked(edition: Edition, topics: Iterable[PublishedTopic]) -> Iterator[Link]:
    for topic in topics:
        name, href = edition.topic_link(topic.slug)
        if name and href:
            yield Link(name, href)


def _rankings(edition: Edition) -> tuple[Ranking, ...]:
    found = quarters(edition.content.statistics)
    named = frozenset(edition.settings.statistics.business_topics)
    return rankings(edition, found[max(found)], named) if found else ()


# --- months ---------------------------------------------------------------------------------------


def _parts(edition: Edition) -> Iterator[Part]:
    held = list(edition.content.statistics.values())
    names = edition.settings.statistics.business_topics
    if not held:
        return
    spans = span(edition, held)
    closed = [
        charts.columns(word, MATTERS, {month.month: _sum(month, names, at) for month in held})
        for at, word in enumerate(words.OUTCOMES.values())
    ]
    yield Part(
        slug="closed",
        heading="全部事项：每月办结",
        lead="包括没有公开的事项。",
        source=spans,
        charts=tuple(closed),
    )
    if len(names) == 1:
        took = [
            charts.columns(
                f"办结，{share}的事项在几个工作日以内",
                WORKDAYS,
                {month.month: months.cell(month, "days_topic", names[0], at) for month in held},
            )
            for at, share in ((2, "一半"), (3, "九成"))
        ]
        yield Part(
            slug="days",
            heading="全部事项：用了多久",
            lead="从提交算起的工作日。",
            source=spans,
            charts=tuple(took),
        )


def _sum(held: MonthStatistics, names: Iterable[str], column: int) -> Cell:
    return months.added(months.cell(held, "topic", name, column) for name in names)
