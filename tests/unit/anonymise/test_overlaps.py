"""How claims that overlap share a text."""

from __future__ import annotations

import pytest

from publish.anonymise.base import Hit, Rank
from publish.anonymise.overlaps import resolve
from publish.model.spans import Kind

SOFT, SURE, KNOWN = Rank.SOFT, Rank.STRUCTURED, Rank.KNOWN
Claim = tuple[str, Kind, Rank]


def shared(text: str, *claims: Claim) -> list[tuple[str, str]]:
    """What stands in the end, of claims written as the words they claim."""
    hits = [
        Hit(text.index(said), text.index(said) + len(said), kind, 0.9, "one", rank)
        for said, kind, rank in claims
    ]
    return [(text[hit.start : hit.end], hit.kind) for hit in resolve(hits, text)]


def test_a_name_guessed_before_a_plate_does_not_widen_it() -> None:
    found = shared("我的车渝D57180停着", ("车渝", "PERSON", SURE), ("渝D57180", "PLATE", SURE))
    assert found == [("渝D57180", "PLATE")]


def test_what_is_left_of_a_name_beside_a_plate_is_still_a_name() -> None:
    found = shared("司机王明渝A12345走了", ("王明渝", "PERSON", SURE), ("渝A12345", "PLATE", SURE))
    assert found == [("王明", "PERSON"), ("渝A12345", "PLATE")]


def test_marks_that_are_left_of_a_claim_stay() -> None:
    found = shared("3栋，王小明。", ("3栋，", "ADDRESS_DOOR", SOFT), ("3栋", "PLATE", KNOWN))
    assert found == [("3栋", "PLATE")]


def test_a_firm_is_masked_whole_where_a_name_is_guessed_in_it() -> None:
    found = shared("王芳火锅店关门", ("王芳火锅店", "ORG_PRIVATE", SOFT), ("王芳", "PERSON", SURE))
    assert found == [("王芳火锅店", "ORG_PRIVATE")]


def test_a_person_the_store_knows_keeps_the_name_in_a_firms() -> None:
    found = shared("渝山王芳火锅店", ("渝山王芳火锅店", "ORG_PRIVATE", SOFT), ("王芳", "PERSON", KNOWN))
    assert found == [("渝山", "ORG_PRIVATE"), ("王芳", "PERSON")]


@pytest.mark.parametrize("rank", [SOFT, SURE])
def test_two_readings_of_a_number_become_one_stretch(rank: Rank) -> None:
    found = shared("号5001 2345 6789", ("5001 2345", "PHONE", SURE), ("2345 6789", "ACCOUNT", rank))
    assert [said for said, _ in found] == ["5001 2345 6789"]


def test_a_name_of_the_store_beats_a_guess_at_where_it_ends() -> None:
    assert shared("王芳芳说", ("王芳", "PERSON", KNOWN), ("王芳芳", "PERSON", SURE)) == [("王芳", "PERSON")]


def test_a_longer_sure_claim_holds_what_stands_in_it() -> None:
    text = "500101198503121234"
    found = shared(text, (text, "ID_NUMBER", SURE), ("19850312", "BIRTH_OR_AGE", KNOWN))
    assert found == [(text, "ID_NUMBER")]


def test_of_two_claims_to_the_same_stretch_the_surer_names_it() -> None:
    text = "139-0000-0041"
    door = Hit(0, 13, "ADDRESS_DOOR", 0.85, "one", SURE)
    phone = Hit(0, 13, "PHONE", 0.98, "other", SURE)
    assert [hit.kind for hit in resolve([door, phone], text)] == ["PHONE"]
