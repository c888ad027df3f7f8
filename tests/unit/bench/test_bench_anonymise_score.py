"""The arithmetic of the anonymiser's figures, on texts small enough to count by hand."""

from __future__ import annotations

from bench.anonymise.engines import Outcome
from bench.anonymise.model import Mark, Piece, Sample
from bench.anonymise.score import Score, score

TEXT = "王小芳电话138 0013 8000，去区住建委，交了5元"
NAME = Mark(0, 3, "PERSON", "三字")
PHONE = Mark(5, 18, "PHONE", "空格", mangled=True)
BODY = Mark(20, 24, "PUBLIC_BODY", "公共机构")
AMOUNT = Mark(27, 29, "PUBLIC", "金额")
MARKS = (NAME, PHONE, BODY, AMOUNT)


def _scored(
    *masked: tuple[int, int, str], flagged: tuple[tuple[int, int], ...] = (), **more: object
) -> Score:
    sample = Sample(id="1", texts={"text": Piece(TEXT, MARKS)}, **more)
    return score([sample], [{"text": Outcome(masked, flagged)}])


def test_the_marks_of_this_file_point_at_what_they_say() -> None:
    said = [TEXT[mark.start : mark.end] for mark in MARKS]
    assert said == ["王小芳", "138 0013 8000", "区住建委", "5元"]


def test_a_name_counts_only_when_all_of_it_is_covered() -> None:
    assert _scored((0, 3, "PERSON")).kinds["PERSON"].covered == 1
    assert _scored((0, 2, "PERSON")).kinds["PERSON"].covered == 0
    assert _scored((0, 1, "PERSON"), (1, 3, "PERSON")).kinds["PERSON"].covered == 1


def test_exact_is_one_stretch_from_end_to_end() -> None:
    assert _scored((0, 3, "PERSON")).kinds["PERSON"].exact == 1
    assert _scored((0, 4, "PERSON")).kinds["PERSON"].exact == 0


def test_gaps_within_a_number_need_not_be_covered() -> None:
    assert _scored((5, 8, "PHONE"), (9, 13, "PHONE"), (14, 18, "PHONE")).kinds["PHONE"].covered == 1


def test_mangled_and_well_formed_are_counted_apart() -> None:
    found = _scored((5, 18, "PHONE"))
    assert (found.part("PHONE", True).covered, found.part("PHONE", False).n) == (1, 0)


def test_a_miss_that_was_flagged_is_told_from_one_that_was_not() -> None:
    found = _scored(flagged=((0, 2),))
    assert (found.kinds["PERSON"].flagged, found.kinds["PHONE"].flagged) == (1, 0)


def test_one_character_masked_and_a_public_fact_is_not_kept() -> None:
    found = _scored((28, 29, "PHONE"))
    assert (found.kinds["PUBLIC"].kept, found.kinds["PUBLIC_BODY"].kept) == (0, 1)
    assert (found.public_masked, found.public_characters) == (1, 6)


def test_over_masking_counts_what_belongs_to_nothing_private() -> None:
    found = _scored((0, 5, "PERSON"))
    assert found.other_masked == 2  # 电话
    assert found.other_characters == len(TEXT) - 3 - 13 - 6
    assert found.over_kinds == {"PERSON": 2}


def test_over_masking_is_counted_only_where_the_text_was_annotated() -> None:
    found = _scored((0, 5, "PERSON"), (18, 20, "PERSON"), counted={"text": ((0, 5),)})
    assert (found.other_masked, found.other_characters) == (2, 2)


def test_claims_of_kinds_that_a_set_does_not_annotate_are_no_over_masking() -> None:
    found = _scored((3, 5, "NICKNAME"), (18, 19, "PERSON"), claims=frozenset({"PERSON"}))
    assert found.other_masked == 1


def test_a_record_is_safe_when_nothing_private_is_left() -> None:
    assert _scored((0, 3, "PERSON"), (5, 18, "PHONE")).documents_safe == 1
    assert _scored((0, 3, "PERSON")).documents_safe == 0


def test_of_an_official_the_surname_may_stay() -> None:
    sample = Sample(id="1", texts={"text": Piece("李国强局长", (Mark(0, 3, "PERSON_OFFICIAL"),))})
    found = score([sample], [{"text": Outcome(((1, 3, "PERSON_OFFICIAL"),))}])
    assert found.kinds["PERSON_OFFICIAL"].covered == 1


def test_families_count_private_and_public_apart() -> None:
    found = _scored((0, 3, "PERSON"), family="kin")
    counted = {group: (tally.n, tally.covered) for (_, group), tally in found.families.items()}
    assert counted == {"private": (2, 1), "PERSON": (1, 1), "public": (2, 0)}
