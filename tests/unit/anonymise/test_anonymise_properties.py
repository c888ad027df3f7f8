"""What holds for any text whatever."""

from __future__ import annotations

import os
import re

import pytest
from anonymise_invented import CHILD, LI, PARTIES, PUBLIC, TEXTS, WANG
from hypothesis import given, settings

from publish.anonymise.draft import Draft
from publish.anonymise.engine import UNSETTLED, Anonymiser
from publish.model.contract import Party
from publish.text import fold

ENGINE = Anonymiser(PUBLIC)
COUNT = int(os.environ.get("HUISHENG_FUZZ", "400"))
STRONG = ("phone", "id_number", "email", "plate", "bank_account", "account_number", "qq", "wechat", "name")
FUZZED = settings(max_examples=COUNT, deadline=None)


@FUZZED
@given(TEXTS, PARTIES)
def test_no_text_makes_it_raise_and_spans_rebuild_the_outcome(text: str, parties: list[Party]) -> None:
    found = ENGINE.text(text, parties)
    assert Draft(text, found.spans).text == found.text


@FUZZED
@given(TEXTS, PARTIES)
def test_spans_and_flags_are_sorted_inside_the_text_and_free_of_overlaps(
    text: str, parties: list[Party]
) -> None:
    found = ENGINE.text(text, parties)
    for stretches in (found.spans, found.flags):
        edges = [edge for stretch in stretches for edge in (stretch.start, stretch.end)]
        assert edges == sorted(edges)
        assert all(0 <= stretch.start < stretch.end <= len(text) for stretch in stretches)


@FUZZED
@given(TEXTS, PARTIES)
def test_anonymising_the_outcome_again_changes_nothing(text: str, parties: list[Party]) -> None:
    once = ENGINE.text(text, parties)
    if not any(flag.reason == UNSETTLED for flag in once.flags):
        assert ENGINE.text(once.text, parties).text == once.text


@FUZZED
@given(TEXTS)
def test_no_known_identifier_survives_in_any_folded_form(text: str) -> None:
    masked = fold.bare(ENGINE.text(text, (WANG, LI, CHILD)).text)
    known = [getattr(row, column) for row in (WANG, LI, CHILD) for column in STRONG]
    assert [value for value in known if value and fold.bare(value) in masked] == []


@FUZZED
@given(TEXTS, PARTIES)
def test_the_outcome_is_at_most_half_as_long_again_and_sixteen_characters(
    text: str, parties: list[Party]
) -> None:
    assert len(ENGINE.text(text, parties).text) <= len(text) * 1.5 + 16


@FUZZED
@given(TEXTS)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold.digits(fold.fold(text))) == len(text)
    skeleton = fold.skeleton(text)
    assert len(skeleton.text) == len(skeleton.places)


@pytest.mark.parametrize(
    "piece",
    ["1", "王", "1 ", "王、", "13812345678", "3栋", "a@", "A", "\n王芳", "号：1", "一", "“", "户号1234"],
)
def test_two_hundred_thousand_characters_of_one_piece_end_in_seconds(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    found = ENGINE.text(text, (WANG,))
    assert len(found.text) <= len(text) * 1.5 + 16


def test_replacements_hold_no_digit_and_no_letter() -> None:
    found = ENGINE.text("我叫王小芳，电话13812345678，住3栋2单元5-1，今年35岁，渝A12345", (WANG,))
    assert not [span for span in found.spans if re.search(r"[0-9]|(?<!渝)[A-Za-z]", span.replacement)]
