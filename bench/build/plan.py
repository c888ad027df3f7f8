"""Who, where and when: a line a matter, drawn from a seed before any text is made.

Numbers and places are given in order of publication, as the ledger gives them.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import msgspec

from bench.build.donors import Donors
from publish.model.published import PublishedCase
from publish.text.dates import BEIJING

YEARS = 5
START = datetime(2021, 8, 2, tzinfo=BEIJING)
DAYS = 364 * YEARS  # whole weeks, so that a donor's weekdays stay what they were
END = START + timedelta(days=DAYS)
OPENS, HOURS = time(8), 10  # matters are published from eight to six
LIKE = 0.11  # of all matters name an older one of their topic, which names them back
OTHER_UNIT = 0.5  # of all matters were handled by another unit of the directory than the donor's
LINKED_CASES = 559 * YEARS
"""Dossiers, policies and broadcasts name no more matters than five years of the demonstration have."""


class Line(msgspec.Struct, frozen=True):
    """One matter as planned. `donor`, `answer`: whose facts and appeal, whose result it takes."""

    number: str
    at: datetime
    donor: PublishedCase
    answer: PublishedCase
    unit: str | None
    lists: tuple[str, ...]
    related: tuple[int, ...]
    linked: bool

    @property
    def year(self) -> int:
        """From 0, of the years spanned."""
        return min((self.at - START).days // 364, YEARS - 1)


def plan(donors: Donors, size: int, seed: int) -> list[Line]:
    """`size` matters over five years, and the one that comes next: one that joins a dossier, which
    touches most."""
    rng = random.Random(f"{seed} {size}")
    drawn = list(_drawn(donors, size, rng))
    related = _related(drawn, rng)
    numbers: Counter[str] = Counter()
    return [
        msgspec.structs.replace(line, number=_number(donors, line, numbers), related=tuple(related[index]))
        for index, line in enumerate(drawn)
    ]


def _drawn(donors: Donors, size: int, rng: random.Random) -> Iterator[Line]:
    units = [unit.slug for unit in donors.directory.units]
    answers = defaultdict(list)
    for case in donors.cases:
        answers[case.topic].append(case)
    joined = [case for case in donors.cases if case.dossiers] or donors.cases
    for index in range(size + 1):
        newest = index == size
        donor = rng.choice(joined if newest else donors.cases)
        at = _moment(index, size)
        unit = rng.choice(units) if rng.random() < OTHER_UNIT else donor.unit
        yield Line(
            number="",
            at=at,
            donor=donor,
            answer=rng.choice(answers[donor.topic]),
            unit=unit,
            lists=tuple(_lists(donor, unit, at)),
            related=(),
            linked=newest or rng.random() < LINKED_CASES / size,
        )


def _moment(index: int, size: int) -> datetime:
    days = DAYS * index / size
    within = timedelta(hours=OPENS.hour + HOURS * (days % 1))
    return (START + timedelta(days=int(days)) + within).replace(microsecond=0)


def _lists(donor: PublishedCase, unit: str | None, at: datetime) -> Iterator[str]:
    """As the line names them: the donor's own, but the unit and the month."""
    kept = (name for name in donor.places if name.partition("/")[0] not in ("unit", "month"))
    yield from kept
    yield f"month/{at:%Y-%m}"
    if unit:
        yield f"unit/{unit}"


def _related(drawn: list[Line], rng: random.Random) -> dict[int, list[int]]:
    """Pairs of like matters, each naming the other; the newest has one, so that adding it tells."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    last: dict[str | None, int] = {}
    for index, line in enumerate(drawn):
        newest = index == len(drawn) - 1
        older = last.get(line.donor.topic, index - 1 if newest else None)
        if older is not None and (rng.random() < LIKE or newest):
            found[index].append(older)
            found[older].append(index)
        last[line.donor.topic] = index
    return found


def _number(donors: Donors, line: Line, given: Counter[str]) -> str:
    prefix = next(one.prefix for one in donors.directory.columns if one.slug == line.donor.column)
    series = f"{prefix}-{line.at.year}"
    given[series] += 1
    return f"{series}-{given[series]:06d}"
