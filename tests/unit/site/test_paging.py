"""Rule 5: lists don't shift."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publish.site.paging import PER_PAGE, Written


def _upto(last: int, without: frozenset[int] = frozenset()) -> dict[int, str]:
    return {place: f"n{place}" for place in range(1, last + 1) if place not in without}


def test_pages_are_numbered_from_the_oldest_and_newest_first_within() -> None:
    held = Written(_upto(45))
    assert held.numbers == (1, 2, 3)
    assert held.page(1) == tuple(f"n{place}" for place in range(20, 0, -1))
    assert held.page(3) == ("n45", "n44", "n43", "n42", "n41")


def test_the_front_shows_the_open_page_and_the_last_full_one() -> None:
    held = Written(_upto(45))
    assert held.front() == tuple(f"n{place}" for place in range(45, 20, -1))
    assert held.older(None) == 1


def test_the_front_shows_a_full_page_alone_while_none_is_open() -> None:
    held = Written(_upto(40))
    assert held.front() == tuple(f"n{place}" for place in range(40, 20, -1))
    assert held.older(None) == 1


def test_a_first_page_is_front_and_has_nothing_older() -> None:
    held = Written(_upto(3))
    assert held.front() == ("n3", "n2", "n1")
    assert held.older(None) is None
    assert held.newer(1) is None


@given(st.integers(1, 200))
def test_a_new_case_changes_the_newest_page_alone(last: int) -> None:
    before, after = Written(_upto(last)), Written(_upto(last + 1))
    changed = [n for n in after.numbers if before.page(n) != after.page(n)]
    assert changed == [last // PER_PAGE + 1]


@given(st.integers(1, 100), st.data())
def test_a_withdrawn_case_shortens_its_page_alone(last: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, last))
    before, after = Written(_upto(last)), Written(_upto(last, frozenset({gone})))
    for number in before.numbers:
        expected = tuple(key for key in before.page(number) if key != f"n{gone}")
        assert after.page(number) == expected


def test_a_page_all_of_whose_cases_are_withdrawn_is_linked_over() -> None:
    held = Written(_upto(60, frozenset(range(21, 41))))
    assert held.numbers == (1, 3)
    assert held.newer(1) == 3
    assert held.older(3) == 1


@given(st.sets(st.integers(1, 300)))
def test_every_case_stands_on_exactly_one_page(places: set[int]) -> None:
    held = Written({place: f"n{place}" for place in places})
    shown = [key for page in map(held.page, held.numbers) for key in page]
    assert sorted(shown) == sorted(f"n{place}" for place in places)
    assert len(held) == len(places)


@given(st.sets(st.integers(1, 300), min_size=1))
def test_older_and_newer_walk_every_page_and_back(places: set[int]) -> None:
    held = Written({place: f"n{place}" for place in places})
    back = [held.numbers[-1]]
    while (older := held.older(back[-1])) is not None:
        assert held.newer(older) == back[-1]
        back.append(older)
    assert tuple(reversed(back)) == held.numbers


def test_newest_takes_from_the_end() -> None:
    assert Written(_upto(45)).newest(7) == tuple(f"n{place}" for place in range(45, 38, -1))
    assert Written({}).newest(5) == ()
    assert Written({}).front() == ()
