"""Exact counts of what is published; every one can be recomputed from the cases (rule 7)."""

from __future__ import annotations

from datetime import datetime

from publish.site import charts, words
from publish.site.case_views import Figures
from publish.site.edition import Edition
from publish.site.record_views import CountTable
from publish.site.statistics_views import Cartogram
from publish.site.subjects import counted


def figures(edition: Edition) -> Figures:
    """The site in eight numbers."""
    return edition.uses.once("figures", lambda: _figures(edition))


def _figures(edition: Edition) -> Figures:
    tally = edition.every_case.tally()
    return Figures(
        published=tally.published,
        solved=tally.solved,
        revisited=tally.revisited,
        held=tally.held,
        districts=len(tally.districts.intersection(edition.districts)),
        units=tally.units,
        episodes=len(edition.content.episodes),
        policies=len(edition.content.policies),
    )


def updated(edition: Edition) -> datetime | None:
    """The newest change among all cases."""
    return edition.uses.once("updated", lambda: _updated(edition))


def _updated(edition: Edition) -> datetime | None:
    return edition.every_case.newest_change()


def published_tables(edition: Edition) -> tuple[CountTable, ...]:
    """District, first-level topic, column and month, each by outcome."""
    return tuple(_table(edition, kind) for kind in ("column", "district", "topic", "month"))


def published_tiles(edition: Edition, twin: str) -> Cartogram | None:
    """A tile a district with its count; `twin` is the heading of what says the same in words."""
    names = {code: region.name for code, region in edition.districts.items()}
    counts = {code: edition.count(f"district/{code}") for code in names}
    return charts.cartogram("公开事项在哪里", names, counts, twin)


def _table(edition: Edition, kind: str) -> CountTable:
    names = edition.list_names(f"{kind}/")
    if kind == "topic":
        names = [
            name for name in names if edition.topics[name.partition("/")[2]].parent not in edition.topics
        ]
    return CountTable(
        name=kind,
        heading=f"按{words.KINDS[kind]}",
        columns=("合计", *words.OUTCOMES.values()),
        rows=tuple((*counted(edition, name)[:2], _by_outcome(edition, name)) for name in names),
    )


def _by_outcome(edition: Edition, name: str) -> tuple[int, ...]:
    tally = edition.every_case.outcomes(name)
    return (tally.total(), *(tally[outcome] for outcome in words.OUTCOMES))
