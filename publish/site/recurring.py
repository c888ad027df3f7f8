"""Recurring problems (高频问题): what a closed quarter shows was raised most and rose fastest.

Everything is ranked by the numbers that are shown; a hidden count neither ranks nor rises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from publish.model.published import Cell, MonthStatistics
from publish.site.addresses import record_file
from publish.site.edition import Edition
from publish.site.months import quarter_of, table
from publish.site.stat_tables import name_of
from publish.site.statistics_views import Ranking, RecurringRow
from publish.site.views import Link

MOST, RISING = 20, 10
LEAST_RISE = 10
"""Shown numbers are up to 2 off either way: a smaller difference may be none."""
RISING_LEAD = f"比上一季度多出{LEAST_RISE}件以上，按多出的数排。"
NOT_NAMED = ("other", "unknown")

Pair = tuple[str | None, str | None]
"""Topic and district; None: all of them."""
Raised = Mapping[Pair, Cell]


class Quarter(msgspec.Struct, frozen=True):
    """A closed quarter: what was raised in it, and in the one before, where that was told in the same way.
    `held`: the month whose file has it."""

    name: str
    held: MonthStatistics
    raised: Raised
    before: Raised
    crossed: bool


def quarters(held: Mapping[str, MonthStatistics]) -> dict[str, Quarter]:
    """The quarters that have tables, in order."""
    found: dict[str, Quarter] = {}
    before: Raised = {}
    for month in sorted(held):
        name = quarter_of(month)
        raised = _raised(held[month]) if name else {}
        if name and raised:
            crossed = table(held[month], "raised") is not None
            found[name] = Quarter(name, held[month], raised, before, crossed)
            before = raised
    return found


def _raised(held: MonthStatistics) -> Raised:
    found: dict[Pair, Cell] = {}
    if both := table(held, "raised"):
        found |= {
            (topic, district): cell
            for topic, cells in both.rows
            for district, cell in zip(both.columns, cells, strict=True)
        }
    if topics := table(held, "raised_topic"):
        found |= {(topic, None): cells[0] for topic, cells in topics.rows}
    if districts := table(held, "raised_district"):
        found |= {(None, district): cells[0] for district, cells in districts.rows}
    return {pair: cell for pair, cell in found.items() if not set(pair) & set(NOT_NAMED)}


def rankings(edition: Edition, quarter: Quarter, topics: frozenset[str] | None = None) -> tuple[Ranking, ...]:
    """Most raised and fastest rising; of `topics` of the first level alone, where given."""
    chosen = {
        pair: cell
        for pair, cell in quarter.raised.items()
        if topics is None or (pair[0] and pair[0].partition("/")[0] in topics)
    }
    return tuple(each for each in _rankings(edition, quarter, chosen) if each.rows)


def _rankings(edition: Edition, quarter: Quarter, chosen: Raised) -> Iterator[Ranking]:
    kinds = ((True, True),) if quarter.crossed else ((True, False), (False, True))
    for by_topic, by_district in kinds:
        some = [
            pair for pair in chosen if (pair[0] is not None, pair[1] is not None) == (by_topic, by_district)
        ]
        what = _what(by_topic, by_district)
        for slug, heading, lead, pairs in (
            ("most", f"{what}提得最多", "按公布的数排。", _most(some, chosen)),
            (
                "rising",
                f"{what}升得最快",
                f"比上一季度多出{LEAST_RISE}件以上，按多出的数排。",
                _rising(some, quarter),
            ),
        ):
            yield Ranking(
                slug=f"{slug}{'-topic' * by_topic}{'-district' * by_district}",
                heading=heading,
                lead=lead,
                rows=tuple(_row(edition, quarter, pair) for pair in pairs),
                by_topic=by_topic,
                by_district=by_district,
            )


def _named(pair: Pair) -> tuple[bool, bool]:
    return pair[0] is not None, pair[1] is not None


def _what(by_topic: bool, by_district: bool) -> str:
    return "哪里的什么问题" if by_topic and by_district else "什么问题" if by_topic else "哪里"


def _most(pairs: Iterable[Pair], raised: Raised) -> list[Pair]:
    known = {pair: cell for pair in pairs if isinstance(cell := raised[pair], int) and cell}
    return sorted(known, key=lambda pair: (-known[pair], pair[0] or "", pair[1] or ""))[:MOST]


def _rising(pairs: Iterable[Pair], quarter: Quarter) -> list[Pair]:
    rises = {pair: rise for pair in pairs if (rise := _rise(quarter, pair)) and rise >= LEAST_RISE}
    return sorted(rises, key=lambda pair: (-rises[pair], pair[0] or "", pair[1] or ""))[:RISING]


def _rise(quarter: Quarter, pair: Pair) -> int | None:
    """How many more than in the quarter before; None where either number isn't shown."""
    now, then = quarter.raised.get(pair), quarter.before.get(pair)
    return now - then if isinstance(now, int) and isinstance(then, int) else None


def _row(edition: Edition, quarter: Quarter, pair: Pair) -> RecurringRow:
    topic, topic_href = name_of(edition, pair[0]) if pair[0] else (None, None)
    district, district_href = name_of(edition, pair[1]) if pair[1] else (None, None)
    slug = edition.topic_slug(pair[0]) if pair[0] else None
    return RecurringRow(
        topic=topic,
        topic_href=topic_href,
        district=district,
        district_href=district_href,
        raised=quarter.raised[pair],
        before=quarter.before.get(pair),
        rise=_rise(quarter, pair),
        dossiers=about(edition, "dossiers", slug),
        policies=about(edition, "policies", slug),
    )


def about(edition: Edition, folder: str, slug: str | None) -> tuple[Link, ...]:
    """The dossiers or the policies that have published matters of a topic."""
    covered = edition.uses.once(("covered", folder), lambda: [*edition.covered(folder)])
    return tuple(
        Link(record.title, edition.href(record_file(folder, record.slug)))
        for record, topics in covered
        if slug in topics
    )
