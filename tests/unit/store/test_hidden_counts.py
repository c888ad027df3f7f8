"""Hidden counts stay hidden: nobody finds out more of one than that it is 1 to 7 (issue 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

import attacker
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.demo.make import make
from publish.model.contract import APPLICANT_KINDS, LEVELS, OUTCOMES, REVISIT_OUTCOMES
from publish.model.published import HIDDEN, WITHHELD, Cell, MonthStatistics
from publish.settings import Store as Settings
from publish.store import hiding
from publish.store.adapter import open_store
from publish.store.hiding import LARGEST_HIDDEN, hide, least, most, suppressed
from publish.store.matters import Matter, matters
from publish.store.statistics import count, told
from publish.text.workdays import WorkCalendar

NOW = datetime.fromisoformat("2022-07-28T18:00:00+08:00")
BEGIN = datetime.fromisoformat("2021-12-30T09:00:00+08:00")
CALENDAR = WorkCalendar()
COUNTS = st.lists(st.integers(0, 7) | st.integers(0, 40) | st.integers(0, 2000), min_size=1, max_size=12)


# --- one group, against whoever knows its sum -----------------------------------------------------


@settings(max_examples=600)
@given(COUNTS, st.data())
def test_who_knows_the_sum_can_rule_out_nothing(counts: list[int], data: st.DataObject) -> None:
    """For every hidden count and every value it may have there is another group with the same sum of which
    the same would be told: where nothing is withheld, by the same method, too."""
    public = [data.draw(st.integers(0, min(count, 9))) if count else 0 for count in counts]
    cells = hide(counts, public)
    for at, cell in enumerate(cells):
        for value in range(max(1, public[at]), LARGEST_HIDDEN + 1) if cell == HIDDEN else ():
            other = _instead(counts, public, cells, at, value)
            assert sum(other) == sum(counts)
            assert all(mine >= known for mine, known in zip(other, public, strict=True))
            assert all(least(cell) <= mine <= most(cell) for mine, cell in zip(other, cells, strict=True))
            assert WITHHELD in cells or hide(other, public) == cells


def _instead(
    counts: Sequence[int], public: Sequence[int], cells: Sequence[Cell], at: int, value: int
) -> list[int]:
    """The same sum with `value` at `at`: the others give way as far as what is told of them lets them."""
    found, missing = list(counts), counts[at] - value
    found[at] = value
    for other, cell in enumerate(cells):
        if other != at:
            low, high = max(least(cell), public[other]), most(cell)
            now = int(min(max(found[other] + missing, low), high))
            missing -= now - found[other]
            found[other] = now
    return found


# --- whole stores ---------------------------------------------------------------------------------


def _files(found: Sequence[Matter]) -> list[MonthStatistics]:
    return list(told(count(found, CALENDAR), NOW))


def _public(found: Sequence[Matter]) -> Counter[attacker.Name]:
    """What anybody can count among the published cases."""
    counted = count([matter for matter in found if matter.public], CALENDAR)
    known: Counter[attacker.Name] = Counter()
    for month, held in counted.items():
        names = {name for name, *_ in held.counts} | set(held.took)
        for name in names - {"raised"}:
            known.update({(month, name, *key): n for key, n in held.cells(name).items()})
    return known


def _random_store(seed: int, matters_: int, width: int, share: float) -> list[Matter]:
    """Half a year of an invented office. `width`: how many districts, topics and channels there are; `share`:
    of what is published."""
    rng = Random(seed)
    return [_random_matter(rng, width, share) for _ in range(matters_)]


def _random_matter(rng: Random, width: int, share: float) -> Matter:
    submitted = BEGIN + timedelta(hours=rng.randrange(210 * 24))
    accepted = _later(rng, submitted, 4, 0.95)
    closed = _later(rng, accepted, 30, 0.8) if accepted else None
    revisited = _later(rng, closed, 40, 0.3) if closed else None
    topic = f"第{rng.randrange(width)}类"
    return Matter(
        month=f"{submitted:%Y-%m}",
        submitted=submitted,
        accepted=accepted,
        due=_later(rng, accepted, 25, 0.9) if accepted else None,
        closed=closed,
        revisited=revisited,
        outcome=rng.choices(OUTCOMES, (80, 10, 7, 3))[0] if closed else None,
        revisit=rng.choices(REVISIT_OUTCOMES, (90, 8, 2))[0] if revisited else None,
        district=f"5001{min(rng.randrange(width), rng.randrange(width)):02}",
        topic=topic,
        problem=f"{topic}/第{rng.randrange(3)}种",
        channel=f"渠道{min(rng.randrange(width), 5)}",
        applicant=rng.choice(APPLICANT_KINDS),
        level=rng.choice(LEVELS),
        public=rng.random() < share and closed is not None,
    )


def _later(rng: Random, at: datetime, days: int, chance: float) -> datetime | None:
    found = at + timedelta(hours=rng.randrange(1, days * 24))
    return found if rng.random() < chance and found < NOW else None


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    matters_=st.integers(1, 900),
    width=st.integers(1, 14),
    share=st.sampled_from((0.0, 0.02, 0.3)),
)
def test_no_hidden_count_of_a_random_store_is_found_out(
    seed: int, matters_: int, width: int, share: float
) -> None:
    found = _random_store(seed, matters_, width, share)
    assert attacker.leaks(_files(found), _public(found)) == {}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> list[Matter]:
    folder = tmp_path_factory.mktemp("demo")
    make(folder, cases=1500)
    store = Settings(url=f"sqlite:///{folder / 'store.sqlite3'}")
    with open_store(store) as opened:
        approved = {row.case_id for row in opened.rows("cases") if row.disclosure == "approved"}  # type: ignore[union-attr]
        return list(matters(opened._reader, approved.__contains__))


def test_no_hidden_count_of_the_demonstration_is_found_out(demonstration: list[Matter]) -> None:
    files = _files(demonstration)
    assert len(attacker.hidden(files)) > 50
    assert attacker.leaks(files, _public(demonstration)) == {}


def test_the_months_known_so_far_give_no_more_away_when_the_next_comes(demonstration: list[Matter]) -> None:
    files, public = _files(demonstration), _public(demonstration)
    for known in range(1, len(files) + 1):
        assert attacker.leaks(files[:known], public) == {}


BROKEN: dict[str, Callable[..., list[Cell]]] = {
    "every count by itself": lambda counts, _public=(): [suppressed(count) for count in counts],
    "without room for the sum": lambda counts, _public=(): [
        WITHHELD if 0 < sum(counts) < hiding.SMALLEST else suppressed(count) for count in counts
    ],
}


@pytest.mark.parametrize("how", BROKEN)
def test_the_attacker_finds_counts_out_where_groups_are_not_watched(
    how: str, demonstration: list[Matter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hiding, "hide", BROKEN[how])
    assert attacker.leaks(_files(demonstration), _public(demonstration))
