"""A matter is shown no more precisely than k matters of the store share."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from publish.anonymise.combination.ladder import LADDER, Counts, reach, settle, shown
from publish.model.cells import Cell, Level

REGIONS = ("500101", "500101901", "500101902", "500102", "500102901", "")
CELL = st.builds(
    Cell,
    region=st.sampled_from(REGIONS),
    topic=st.sampled_from(("城建/市政", "城建/绿化", "民生/供水", "")),
    month=st.sampled_from(("2021-12", "2022-01", "2022-02", "2022-05")),
    kind=st.sampled_from(("citizen", "firm")),
)
STORE = st.lists(CELL, max_size=60)
K = st.integers(min_value=1, max_value=8)


def alike(store: list[Cell], cell: Cell, level: Level) -> int:
    """Counted by hand: matters whose public facts at `level` are those of `cell`."""
    if level.region == "town" and len(cell.region) == 6:
        level = Level("district", level.topic, level.period)
    return sum(shown(other, level) == shown(cell, level) for other in store)


@given(STORE, CELL, K)
def test_what_is_shown_is_shared_by_k_matters_or_a_person_decides(
    store: list[Cell], cell: Cell, k: int
) -> None:
    found = reach([cell], Counts(Counter(store)), k)
    assert found.enough == (alike(store, cell, found.level) >= k)
    assert found.enough or found.level == LADDER[-1]


@given(STORE, CELL, K)
def test_nothing_is_cut_that_need_not_be(store: list[Cell], cell: Cell, k: int) -> None:
    found = reach([cell], Counts(Counter(store)), k)
    finer = LADDER[: LADDER.index(found.level)]
    assert all(alike(store, cell, level) < k for level in finer)


@given(STORE, STORE, CELL, K)
def test_more_matters_never_make_it_coarser(store: list[Cell], more: list[Cell], cell: Cell, k: int) -> None:
    before, after = (reach([cell], Counts(Counter(all_)), k) for all_ in (store, [*store, *more]))
    assert LADDER.index(after.level) <= LADDER.index(before.level)
    assert after.enough or not before.enough


@given(STORE, st.permutations(range(60)), CELL, K)
def test_the_order_of_the_store_does_not_matter(
    store: list[Cell], order: list[int], cell: Cell, k: int
) -> None:
    turned = [store[i] for i in order if i < len(store)]
    assert reach([cell], Counts(Counter(store)), k) == reach([cell], Counts(Counter(turned)), k)


@given(STORE, CELL, CELL, K)
def test_a_matter_that_names_two_towns_is_cut_until_both_hold(
    store: list[Cell], one: Cell, other: Cell, k: int
) -> None:
    counts = Counts(Counter(store))
    found = reach([one, other], counts, k)
    assert not found.enough or min(alike(store, cell, found.level) for cell in (one, other)) >= k


@given(STORE, CELL, K, st.sampled_from(LADDER))
def test_it_never_gets_finer_than_where_it_begins(
    store: list[Cell], cell: Cell, k: int, start: Level
) -> None:
    found = reach([cell], Counts(Counter(store)), k, start)
    assert LADDER.index(found.level) >= LADDER.index(start)


def test_the_order_is_region_then_topic_then_time() -> None:
    cell = Cell("500101901", "城建/市政", "2022-05", "citizen")
    assert [shown(cell, level)[:3] for level in LADDER] == [
        ("500101901", "城建/市政", "2022-05"),
        ("500101", "城建/市政", "2022-05"),
        ("", "城建/市政", "2022-05"),
        ("", "城建", "2022-05"),
        ("", "城建", "2022-Q2"),
        ("", "城建", "2022"),
    ]


def test_each_step_of_the_ladder_holds_what_the_one_before_it_holds() -> None:
    cell = Cell("500101901", "城建/市政", "2022-05", "citizen")
    for i, level in enumerate(LADDER):
        for coarser in LADDER[i:]:
            assert shown(shown(cell, level)._replace(month=cell.month), coarser) == shown(cell, coarser)


TOWNS = st.frozensets(st.sampled_from(("500101901", "500101902", "500102901")), max_size=2)


@given(STORE, CELL, TOWNS, K, st.sampled_from(LADDER))
def test_what_is_handed_to_another_process_says_the_same_as_the_counts(
    store: list[Cell], cell: Cell, towns: frozenset[str], k: int, start: Level
) -> None:
    """A matter of a district that names towns: of its own, they are counted; a foreign one is unknown."""
    counts, whole = Counts(Counter(store)), cell._replace(region=cell.region[:6])
    found = settle(counts.chance(cell, k, start), towns)
    seen = [cell._replace(region=town) for town in sorted(towns)] or [whole]
    foreign = any(town[:6] != cell.region[:6] for town in towns)
    begin = LADDER[1] if foreign and start == LADDER[0] else start
    assert found == reach([whole] if begin != LADDER[0] else seen, counts, k, begin)
