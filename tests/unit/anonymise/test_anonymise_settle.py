"""A reviewer's decisions on a redacted text, in the original's offsets."""

from __future__ import annotations

import msgspec
from anonymise_invented import PARTIES, PUBLIC, TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.anonymise.draft import Draft
from publish.anonymise.engine import Anonymiser
from publish.anonymise.settle import length, settle
from publish.model.contract import Party
from publish.model.spans import Decision, Flag

ENGINE = Anonymiser(PUBLIC, statistics=None)
TEXT = "电话13812345678，后来王小芳跑了，她得了糖尿病"
FOUND = ENGINE.text(TEXT)
NAME = TEXT.index("王小芳")


def test_a_flagged_stretch_is_masked_at_its_place_in_the_original() -> None:
    settled = settle(FOUND, [Decision("mask", NAME, NAME + 3)])
    assert settled.text == "电话［已隐去］，后来王某跑了，她得了糖尿病"
    assert [flag.reason for flag in settled.flags] == ["健康状况"]
    assert Draft(TEXT, settled.spans).text == settled.text


def test_masking_what_is_masked_already_changes_nothing() -> None:
    assert settle(FOUND, [Decision("mask", 2, 13, "PHONE")]) == FOUND
    assert settle(FOUND, [Decision("mask", 4, 9, "PHONE")]) == FOUND


def test_a_mask_half_over_a_span_makes_one_span_of_both() -> None:
    settled = settle(FOUND, [Decision("mask", 0, 5, "PHONE")])
    assert settled.text.startswith("［已隐去］，后来")
    assert [(span.start, span.end) for span in settled.spans] == [(0, 13)]


def test_keep_settles_the_flags_of_its_stretch_and_clear_all_of_them() -> None:
    assert len(settle(FOUND, [Decision("keep", NAME, NAME + 3)]).flags) == 1
    cleared = settle(FOUND, [Decision("clear")])
    assert cleared.flags == ()
    assert cleared.text == FOUND.text


def test_a_decision_settles_no_more_than_it_speaks_of() -> None:
    illness = TEXT.index("糖尿病")
    (left,) = settle(FOUND, [Decision("keep", 0, illness + 2)]).flags
    assert (left.start, left.end, left.reason) == (illness + 2, illness + 3, "健康状况")


def test_what_is_left_of_a_flag_on_mere_punctuation_is_no_flag() -> None:
    flagged = msgspec.structs.replace(FOUND, flags=(Flag(0, len(TEXT), "请核对"),))
    comma = TEXT.index("，")
    settled = settle(flagged, [Decision("keep", 0, comma), Decision("keep", comma + 1, len(TEXT))])
    assert settled.flags == ()


def test_a_child_is_masked_without_the_surname() -> None:
    assert "王" not in settle(FOUND, [Decision("mask", NAME, NAME + 3, "MINOR")]).text


def test_a_decision_beyond_the_end_is_cut_to_the_text() -> None:
    assert settle(FOUND, [Decision("mask", 500, 600)]) == FOUND
    assert settle(FOUND, [Decision("mask", len(TEXT) - 3, 999, "HEALTH")]).text.endswith(
        "得了［健康信息已隐去］"
    )


DECISIONS = st.lists(
    st.builds(
        Decision,
        st.sampled_from(("mask", "keep", "clear")),
        st.integers(0, 150),
        st.integers(0, 150),
        st.sampled_from(
            (
                "PERSON",
                "PHONE",
                "PLATE",
                "ADDRESS_DOOR",
                "MINOR",
                "ORG_PRIVATE",
                "BIRTH_OR_AGE",
                "PERSON_PARTIAL",
            )
        ),
    ),
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, PARTIES, DECISIONS)
def test_spans_still_rebuild_the_text_after_any_decisions(
    text: str, parties: list[Party], decisions: list[Decision]
) -> None:
    settled = settle(ENGINE.text(text, parties), decisions)
    assert length(settled) == len(text)
    rebuilt = Draft(text, settled.spans).text
    kept = [span for span in settled.spans if span.kind not in ("PLATE", "ORG_PRIVATE", "BIRTH_OR_AGE")]
    assert rebuilt == settled.text
    assert all(span.start < span.end for span in kept)
