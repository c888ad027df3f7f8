"""Exact counts of what is published; every one can be recomputed from the cases (rule 7)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from publish.site import words
from publish.site.case_views import Figures
from publish.site.edition import Edition
from publish.site.record_views import CountTable
from publish.site.subjects import counted


def figures(edition: Edition) -> Figures:
    """The site in eight numbers."""
    return edition.uses.once("figures", lambda: _figures(edition))


def _figures(edition: Edition) -> Figures:
    cases, districts = edition.every_case().values(), set(edition.districts)
    return Figures(
        published=len(cases),
        solved=sum(case.outcome == "solved" for case in cases),
        revisited=sum(case.revisit_outcome is not None for case in cases),
        held=sum(case.revisit_outcome == "held" for case in cases),
        districts=len(districts.intersection(case.district for case in cases)),
        units=len({case.unit for case in cases if case.unit}),
        episodes=len(edition.content.episodes),
        policies=len(edition.content.policies),
    )


def updated(edition: Edition) -> datetime | None:
    """The newest change among all cases."""
    return edition.uses.once("updated", lambda: _updated(edition))


def _updated(edition: Edition) -> datetime | None:
    return max((case.modified_at for case in edition.every_case().values()), default=None)


def published_tables(edition: Edition) -> tuple[CountTable, ...]:
    """District, first-level topic, column and month, each by outcome."""
    return tuple(_table(edition, kind) for kind in ("column", "district", "topic", "month"))


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
    held, cases = edition.listing(name), edition.every_case()
    tally = Counter(cases[key].outcome for key in held.keys)
    return (len(held), *(tally[outcome] for outcome in words.OUTCOMES))
