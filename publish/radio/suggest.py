"""Which matters to bring on air, and why: from published records and public counts alone.

A matter whose citizen was not asked is never suggested (design, rule 9). Counts of the whole store are
those of the published statistics, where small ones are hidden; a hidden one counts as none and is not told.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import msgspec

from publish.model.published import (
    Directory,
    MonthStatistics,
    PublishedCase,
    PublishedEpisode,
)
from publish.radio.sentences import split
from publish.text.dates import local

REST_DAYS = 60
"""A matter is not told again for so long, on whatever programme."""

RAISED = ("raised", "raised_topic")
"""A quarter's tables of what was raised, by problem."""
MONTHS = 3
"""Closed months whose counts are told."""

FADE_DAYS = 45
"""Freshness falls to a third in so many days."""

OUTCOMES = {"solved": 1.0, "partly": 0.7, "explained": 0.3, "unsolvable": 0.5}
REVISITS = {"held": 0.6, "slipped": 0.5, "reopened": 0.5}
REVISITED = {
    "held": "回头看没有反弹",
    "slipped": "回头看有反弹，可追问",
    "reopened": "回头看后重新交办，可追问",
}
ENDED = {
    "solved": "已解决",
    "partly": "解决了一部分",
    "explained": "已解释说明",
    "unsolvable": "暂时解决不了",
}
LEANS = {"zhouwu": "huisheng", "minsheng": "liuyan"}
"""The column a programme takes first."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """All that a suggestion is made from. `aired`: number → the broadcasts it was or is to be in."""

    cases: Mapping[str, PublishedCase]
    directory: Directory
    counts: Mapping[str, int]
    aired: Mapping[str, tuple[datetime, ...]]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A matter and one line of reason."""

    number: str
    title: str
    reason: str
    score: float


class _Candidate(msgspec.Struct, frozen=True):
    case: PublishedCase
    topic: str
    above: str
    district: str
    score: float


def known(
    cases: Mapping[str, PublishedCase],
    episodes: Iterable[PublishedEpisode],
    directory: Directory,
    months: Iterable[MonthStatistics],
) -> Known:
    """What is known today, put together once."""
    aired: dict[str, tuple[datetime, ...]] = {}
    for episode in episodes:
        for number in episode.cases:
            aired[number] = (*aired.get(number, ()), episode.airs_at)
    return Known(cases=cases, directory=directory, counts=recurrence(months), aired=aired)


def recurrence(months: Iterable[MonthStatistics]) -> dict[str, int]:
    """Matters of the whole store, hidden counts as none: by first-level topic those closed in the last closed
    months, by problem ("环境/噪声") those raised in the last closed quarter."""
    found: Counter[str] = Counter()
    ordered = sorted(months, key=lambda one: one.month)
    for month in ordered[-MONTHS:]:
        found.update(_shown(month, ("topic",)))
    quarter = next((one for one in reversed(ordered) if _shown(one, RAISED)), None)
    found.update(_shown(quarter, RAISED) if quarter else {})
    return {name: count for name, count in found.items() if count and name != "other"}


def _shown(month: MonthStatistics, names: tuple[str, ...]) -> dict[str, int]:
    """The rows of these tables, each with what its cells show together."""
    rows = (row for table in month.tables if table.name in names for row in table.rows)
    return {name: sum(cell for cell in cells if isinstance(cell, int)) for name, cells in rows}


def suggest(
    of: Known, programme: str, day: date, *, theme: str = "", count: int = 5
) -> tuple[Suggestion, ...]:
    """The matters for a broadcast of `programme` on `day`, best first, spread over districts and units.

    `theme`: only matters whose topic or title holds it.
    """
    left = list(_candidates(of, programme, day, theme))
    chosen: list[_Candidate] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda one: (one.score - _crowding(one, chosen), one.case.number))
        left.remove(best)
        chosen.append(best)
    return tuple(_suggestion(of, one, day, chosen[:place]) for place, one in enumerate(chosen))


def _candidates(of: Known, programme: str, day: date, theme: str) -> Iterator[_Candidate]:
    topics = {one.slug: one for one in of.directory.topics}
    names = {one.code: one.name for one in of.directory.regions}
    for case in of.cases.values():
        topic = topics.get(case.topic or "")
        parent = topics.get(topic.parent or "") if topic else None
        name, above = topic.name if topic else "", parent.name if parent else topic.name if topic else ""
        if _may(of, case, day) and theme in f"{above}/{name}/{case.title}":
            district = names.get((case.district or "")[:6], "")
            yield _Candidate(case, name, above, district, _score(of, case, (above, name), programme, day))


def _may(of: Known, case: PublishedCase, day: date) -> bool:
    """Asked, public by then, with a reply that can be read, and rested."""
    if not case.appeal or not case.result or local(case.published_at).date() > day:
        return False
    rested = all(abs((day - local(at).date()).days) >= REST_DAYS for at in of.aired.get(case.number, ()))
    return rested and len(split(case.result)) > 1


def _score(of: Known, case: PublishedCase, topic: tuple[str, str], programme: str, day: date) -> float:
    above, name = topic
    recurs = math.log1p(of.counts.get(f"{above}/{name}", of.counts.get(above, 0))) / 4
    fresh = math.exp(-_age(case, day) / FADE_DAYS)
    told = -1.0 if of.aired.get(case.number) else 0.8
    leans = 0.5 if LEANS.get(programme) == case.column else 0.0
    outcome = OUTCOMES.get(case.outcome, 0.0) + REVISITS.get(case.revisit_outcome or "", 0.0)
    return recurs + 1.5 * fresh + told + leans + outcome


def _crowding(one: _Candidate, chosen: Iterable[_Candidate]) -> float:
    """What it costs to stand beside matters of the same district, unit or topic."""
    return sum(
        (1.0 if one.district and one.district == other.district else 0.0)
        + (1.2 if one.case.unit and one.case.unit == other.case.unit else 0.0)
        + (0.6 if one.topic and one.topic == other.topic else 0.0)
        for other in chosen
    )


def _age(case: PublishedCase, day: date) -> int:
    return max(0, (day - local(case.closed_at or case.published_at).date()).days)


def _suggestion(of: Known, one: _Candidate, day: date, before: Iterable[_Candidate]) -> Suggestion:
    return Suggestion(
        number=one.case.number,
        title=one.case.title,
        reason="；".join(_reasons(of, one, day, tuple(before))),
        score=round(one.score, 3),
    )


def _often(of: Known, one: _Candidate) -> str:
    """How often the problem recurs in the store, or the kind of problem where that isn't told."""
    if raised := of.counts.get(f"{one.above}/{one.topic}"):
        return f"，全库最近一个季度约提出{raised}件"
    closed = of.counts.get(one.above)
    return f"，全库近{MONTHS}个月{one.above}类约办结{closed}件" if closed else ""


def _reasons(of: Known, one: _Candidate, day: date, before: tuple[_Candidate, ...]) -> Iterator[str]:
    if one.topic:
        yield one.topic + _often(of, one)
    yield f"{'办结' if one.case.closed_at else '公开'}{_age(one.case, day)}天"
    yield ENDED.get(one.case.outcome, "") + (
        f"，{REVISITED[one.case.revisit_outcome]}" if one.case.revisit_outcome in REVISITED else ""
    )
    places = [other.district for other in before]
    if one.district:
        yield f"{one.district}{'本期第一件' if one.district not in places else ''}"
    told = sorted(of.aired.get(one.case.number, ()))
    yield f"上次上播在{local(told[-1]):%Y-%m-%d}" if told else "没有上过节目"
