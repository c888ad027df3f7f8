"""The directory of units over four levels: every unit stands in it once, whatever it answered."""

from __future__ import annotations

import msgspec
from fixtures_content import directory

from publish.model.published import Directory, PublishedUnit
from publish.site.unit_tree import UnitTree

U = PublishedUnit


def _with(*units: PublishedUnit) -> UnitTree:
    held: Directory = msgspec.structs.replace(directory(demonstration=False), units=units)
    return UnitTree(held)


def test_units_stand_in_the_district_of_their_code() -> None:
    tree = _with(
        U(slug="u-1", name="市局", level="city", region_code="500000"),
        U(slug="u-2", name="区局", level="district", region_code="500101", parent="u-1"),
        U(slug="u-3", name="镇", level="town", region_code="500101901", parent="u-2"),
    )
    assert [tree.home(slug) for slug in ("u-1", "u-2", "u-3")] == ["500000", "500101", "500101"]
    assert [unit.slug for unit in tree.units_of("500101")] == ["u-2", "u-3"]


def test_a_unit_without_a_code_stands_where_the_one_above_it_does() -> None:
    tree = _with(
        U(slug="u-2", name="区局", level="district", region_code="500101"),
        U(slug="u-3", name="站", level="town", parent="u-2"),
    )
    assert tree.home("u-3") == "500101"


def test_a_unit_that_no_district_is_known_of_stands_with_the_city() -> None:
    assert _with(U(slug="u-9", name="外地", level="district", region_code="110101")).home("u-9") == "500000"


def test_villages_follow_their_town() -> None:
    tree = _with(
        U(slug="u-1", name="甲镇", level="town", region_code="500101"),
        U(slug="u-2", name="乙镇", level="town", region_code="500101"),
        U(slug="u-3", name="甲村", level="village", region_code="500101", parent="u-1"),
    )
    assert [unit.slug for unit in tree.units_of("500101")] == ["u-1", "u-3", "u-2"]


def test_units_below_each_other_in_a_circle_stand_once_each() -> None:
    tree = _with(
        U(slug="u-1", name="甲", level="town", region_code="500101", parent="u-2"),
        U(slug="u-2", name="乙", level="town", region_code="500101", parent="u-1"),
    )
    assert [unit.slug for unit in tree.units_of("500101")] == ["u-1", "u-2"]
