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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[周]向前把我推倒", "周向前"),
        ("[司马]有才的车", "司马有才"),
        ("[李永]和说不退", "李永和"),
        ("[时敏]和把车推倒", "时敏和"),
        ("[刘余]同心不在家", "刘余同心"),
        ("[李英先]动手打人", "李英"),
        ("[贾艳家]一套也没有", "贾艳"),
        ("[顾东一]案已经判了", "顾东"),
        ("[刘鑫照]顾老人", "刘鑫"),
    ],
)
def test_a_name_ends_with_a_word_it_is_made_of_and_before_a_word_behind_it(text: str, wanted: str) -> None:
    """[…] is what was found."""
    plain = text.replace("[", "").replace("]", "")
    assert plain[: name_ends.settled(plain, 0, text.index("]") - 1)] == wanted


@pytest.mark.parametrize(
    "text",
    ["[张平]安全带没系", "[王磊]和物业签的", "[王磊]和对方吵架", "[王磊]和在场的人", "[李福来]电话打不通"],
)
def test_a_word_that_only_begins_like_a_given_name_is_not_the_names(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    end = text.index("]") - 1
    assert name_ends.settled(plain, 0, end) == end


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        ("伤者陈小红在住院", "者陈小红", "陈小红"),
        ("房东王火生要涨价", "房东王火生", "王火生"),
        ("经王平介绍", "经王平", "王平"),
        ("那天端木朝阳来过", "木朝阳", "端木朝阳"),
        ("班主任任飞龙说", "任飞龙", "任飞龙"),
    ],
)
def test_the_word_before_a_name_is_not_the_names(text: str, found: str, wanted: str) -> None:
    start = text.index(found)
    end = start + len(found)
    assert text[name_ends.begun(text, start, end) : end] == wanted


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        ("钱都被候明华拿走", "明华", "候明华"),
        ("由闪凯艳签字", "由闪凯艳", "闪凯艳"),
        ("我多次向罗建设反映", "罗建设", "罗建设"),
        ("他外孙雨桐在读书", "雨桐", "雨桐"),
    ],
)
def test_a_rare_surname_is_the_names_and_a_word_before_it_is_not(text: str, found: str, wanted: str) -> None:
    start = text.index(found)
    end = start + len(found)
    assert text[name_ends.begun(text, start, end) : end] == wanted


def test_a_name_made_of_parts_keeps_its_last_character() -> None:
    assert name_ends.settled("当时是多吉才让收的钱", 3, 7) == 7
