"""Where a name begins and ends by the words around it."""

from __future__ import annotations

import pytest

from publish.anonymise import name_ends


@pytest.mark.parametrize(
    "text",
    [
        "[李彩]中|办理手续",
        "[林涵可]|以作证",
        "[王芳]|丈夫",
        "[王海]|英语",
        "[许长]江|收款",
        "[张平]|安全带",
        "[公孙璐可]|以",
    ],
)
def test_the_last_character_is_the_names_where_no_word_begins_with_it(text: str) -> None:
    """[…] is what was found, | the place where the name ends."""
    plain = text.replace("[", "").replace("]", "").replace("|", "")
    found = text.index("]") - 1
    shrinks = text[found] == "可"
    wanted = found - 1 if shrinks else text.replace("[", "").replace("]", "").index("|")
    assert name_ends.settled(plain, 0, found) == wanted


def test_a_surname_left_out_before_the_name_is_the_names() -> None:
    assert name_ends.begun("已为屈张若办理", 3, 5) == 2
    assert name_ends.begun("已向张若办理", 2, 4) == 2
