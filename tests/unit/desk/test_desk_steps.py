"""Side by side, the same words in other places, and the clock."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from publish.desk.clock import DAYS, clock
from publish.desk.edits import marks, nearby
from publish.desk.occurrences import places, said
from publish.desk.ops import Place
from publish.desk.steps import rows
from publish.desk.wishes import clean
from publish.model.spans import Span
from publish.model.texts import RedactedText
from publish.text.workdays import WorkCalendar
from tests.unit.desk.desk_records import LETTERS, redacted, text


@given(redacted())
def test_the_sides_make_up_the_original_and_the_public_text(made: tuple[str, RedactedText]) -> None:
    original, filed = made
    found = rows(original, filed)
    assert "".join(piece.text for row in found for piece in row.original) == original
    assert "".join(piece.text for row in found for piece in row.public) == filed.text


@given(redacted())
def test_a_masked_stretch_stands_whole_in_one_step(made: tuple[str, RedactedText]) -> None:
    original, filed = made
    shown = [piece.span for row in rows(original, filed) for piece in row.original if piece.span]
    assert shown == list(filed.spans)


def test_steps_end_with_sentences() -> None:
    original = "第一句话说的是饮水工程的水压总是不够。第二句话说的是路灯一直没有亮起来。\n第三段"
    assert [row.original[-1].text[-2:] for row in rows(original, text(original))] == ["够。", "。\n", "三段"]


def test_a_sentence_does_not_end_inside_what_is_masked() -> None:
    original = "门牌是甲路。十八号，请来看看这一处的路面情况。好"
    filed = text(original, (Span(3, 9, "ADDRESS_DOOR", "某处", 1.0, "door"),))
    assert rows(original, filed)[0].original[1].text == "甲路。十八号"


@given(st.text(LETTERS, max_size=30), st.text("甲乙王", min_size=1, max_size=2))
def test_every_place_found_says_the_words(body: str, words: str) -> None:
    originals = {"title": body, "appeal": words + body}
    found = places(originals, words)
    assert Place("appeal", 0, len(words)) in found
    assert {said(originals, place) for place in found} <= {words}


def test_full_width_digits_are_the_same_words() -> None:
    assert places({"appeal": "电话１３８，又是138"}, "138") == [Place("appeal", 2, 5), Place("appeal", 8, 11)]


def test_nothing_is_found_for_blanks() -> None:
    assert places({"title": "甲  乙"}, "  ") == []


def test_the_clock_runs_twenty_working_days_from_the_day_a_matter_was_closed() -> None:
    calendar = WorkCalendar()
    due = calendar.add(date(2022, 6, 29), DAYS)
    assert due == date(2022, 7, 27)
    assert clock(date(2022, 6, 29), date(2022, 7, 28), calendar).words == "超期 1 个工作日"
    assert clock(date(2022, 6, 29), date(2022, 7, 27), calendar).words == "今天到期"
    assert clock(date(2022, 6, 29), date(2022, 7, 25), calendar).state == "soon"
    assert clock(None, date(2022, 7, 25), calendar).state == "unknown"


@given(st.dates(date(2020, 1, 1), date(2023, 6, 1)), st.dates(date(2020, 1, 1), date(2023, 12, 1)))
def test_the_clock_is_late_exactly_when_its_day_is_over(closed: date, today: date) -> None:
    calendar = WorkCalendar()
    made = clock(closed, today, calendar)
    assert made.due
    over = (calendar.count(made.due, today) or 0) > 0
    assert (made.state == "late") == over


def test_a_difference_shows_no_more_of_what_stayed_than_it_needs() -> None:
    before = "甲" * 100 + "乙" + "丙" * 100
    shown = nearby(marks(before, before.replace("乙", "丁")))
    assert len("".join(words for _, words in shown)) < 60
    assert ("gone", "乙") in shown


@given(st.text(max_size=80))
def test_a_persons_words_bear_no_control_characters(typed: str) -> None:
    assert all(char == "\n" or char.isprintable() or char == "\u3000" for char in clean(typed, 50))
    assert len(clean(typed, 50)) <= 50
