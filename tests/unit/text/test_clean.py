"""What a text loses before anybody works on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.text.clean import clean, has_controls, is_clean

PIECES = (
    "_x000D_",
    "_x00",
    "0D_",
    "_x0000_",
    "\r",
    "\n",
    "\u200b",
    "\x00",
    "\u00a0",
    "好",
    "a",
    "_",
    "\ud800",
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("一_x000D_\n二", "一\n二"),
        ("一_x000D_二", "一\n二"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("一\u2028二\x0b三\x85四", "一\n二\n三\n四"),
        ("一\u00a0二\u2003三", "一 二 三"),
        ("138\u200b0000\ufeff0000\u202e", "13800000000"),
        ("一\x00二\x1b三\x9f", "一二三"),
        ("一_x0007_二", "一 二"),
        ("\u3000\u3000您好\t，_x_ x000D *_", "\u3000\u3000您好\t，_x_ x000D *_"),
    ],
)
def test_traces_of_other_programs_go_and_the_text_stays(before: str, after: str) -> None:
    assert clean(before) == after


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not has_controls(once)


@given(st.text())
def test_a_text_called_clean_is_left_as_it_is(text: str) -> None:
    if is_clean(text):
        assert clean(text) == text


@pytest.mark.parametrize("text", ["\x00", "\x07", "\x7f", "\x9b", "\ud800"])
def test_controls_and_broken_encoding_are_noticed(text: str) -> None:
    assert has_controls("好" + text)


def test_white_space_is_no_control() -> None:
    assert not has_controls("一\t二\n三\r\n四\x0b五\x0c六")
