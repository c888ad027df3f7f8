"""The words that recognizers share, and the expressions made of them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from publish.anonymise.lexicon import KIN, KIN_CHOICE, choice

WORDS = st.sets(st.text("王小子.(", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("王小子.(", max_size=6))
def test_a_choice_takes_the_longest_of_its_words_that_stands_there(words: set[str], text: str) -> None:
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    found = re.match(choice(words), text)
    assert (found[0] if found else None) == longest


@given(WORDS, st.text("王小子.(", max_size=6))
def test_a_choice_gives_way_to_a_shorter_word_where_the_rest_demands_it(words: set[str], text: str) -> None:
    expected = any(text == word + "王" for word in words)
    assert bool(re.fullmatch(choice(words) + "王", text)) == expected


def test_words_of_kin_are_looked_for_whole() -> None:
    assert all(bool(re.fullmatch(KIN_CHOICE, word)) == (len(word) > 1) for word in KIN)
