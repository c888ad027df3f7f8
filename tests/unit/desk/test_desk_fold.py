"""What comes of a reader's strokes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publish.anonymise.draft import Draft
from publish.desk import ops
from publish.desk.edits import marks, rewrite
from publish.desk.fold import Fold
from publish.desk.items import following, items
from publish.desk.ops import Op, Place, Sheet
from publish.model.spans import Flag, Span
from publish.model.texts import RedactedText
from tests.unit.desk.desk_records import LETTERS, record, redacted, text

ACTS = st.sampled_from(("accept", "keep", "mask", "rekind", "word", "edit", "clear", "identify"))


def op(act: ops.Act, *places: Place, name: str = "1", **more: object) -> Op:
    return Op(id=name, act=act, user="chen", at="2022-07-28T18:00:00+08:00", places=places, **more)  # type: ignore[arg-type]


@st.composite
def strokes(draw: st.DrawFn, length: int) -> list[Op]:
    found = []
    for count in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, length - 1))
        end = draw(st.integers(start + 1, length))
        words = (draw(st.text(LETTERS, max_size=4)),)
        found.append(
            op(
                draw(ACTS),
                Place("title", start, end),
                name=str(count),
                kind="PERSON",
                words=words,
                note="住处",
            )
        )
    return found


@given(st.data(), redacted())
def test_whatever_is_done_the_text_is_the_original_with_its_spans_replaced(
    data: st.DataObject, made: tuple[str, RedactedText]
) -> None:
    original, filed = made
    reading = Fold(record(title=filed), {"title": original}).reading(data.draw(strokes(len(original))))
    after = reading.texts["title"]
    assert after.text == Draft(original, after.spans).text
    edges = [edge for span in after.spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end for span in after.spans)


@given(st.data(), redacted())
def test_flags_stay_sorted_and_apart(data: st.DataObject, made: tuple[str, RedactedText]) -> None:
    original, filed = made
    reading = Fold(record(title=filed), {"title": original}).reading(data.draw(strokes(len(original))))
    edges = [edge for flag in reading.texts["title"].flags for edge in (flag.start, flag.end)]
    assert edges == sorted(edges)


@given(st.data(), redacted())
def test_what_the_combination_test_cut_never_comes_back(
    data: st.DataObject, made: tuple[str, RedactedText]
) -> None:
    original, filed = made
    start = data.draw(st.integers(0, len(original) - 1))
    keep = op("keep", Place("title", start, len(original)))
    after = Fold(record(title=filed), {"title": original}).reading([keep]).texts["title"]
    cut = [span for span in filed.spans if span.recognizer == "combination"]
    assert [span for span in after.spans if span.recognizer == "combination"] == cut


@given(redacted(), st.text(LETTERS, max_size=60))
def test_an_edit_gives_the_words_that_were_typed(made: tuple[str, RedactedText], typed: str) -> None:
    original, filed = made
    found = rewrite(original, filed.spans, typed)
    edit = op(
        "edit",
        *(Place("title", one.start, one.end) for one in found),
        words=tuple(one.words for one in found),
    )
    after = Fold(record(title=filed), {"title": original}).reading([edit]).texts["title"]
    assert after.text == typed


@given(st.text(LETTERS, max_size=40), st.text(LETTERS, max_size=40))
def test_marks_tell_both_texts_to_the_letter(before: str, after: str) -> None:
    found = marks(before, after)
    assert "".join(words for change, words in found if change != "new") == before
    assert "".join(words for change, words in found if change != "gone") == after


@given(st.data(), redacted())
def test_undo_and_redo_lead_back_to_the_same_words(
    data: st.DataObject, made: tuple[str, RedactedText]
) -> None:
    original, filed = made
    fold = Fold(record(title=filed), {"title": original})
    sheet = Sheet()
    for stroke in data.draw(strokes(len(original))):
        sheet = ops.add(sheet, stroke)
    whole = fold.reading(sheet.done)
    back = sheet
    for _ in sheet.ops:
        back = ops.undo(back)
    assert fold.reading(back.done).texts["title"] == filed
    assert ops.undo(back) == back
    for _ in sheet.ops:
        back = ops.redo(back)
    assert fold.reading(back.done) == whole


def test_a_new_stroke_forgets_what_was_undone() -> None:
    sheet = ops.undo(ops.add(Sheet(), op("clear", Place("title"))))
    after = ops.add(sheet, op("accept", Place("title", 0, 1), name="2"))
    assert [one.act for one in after.ops] == ["accept"]
    assert ops.redo(after) == after


def test_a_stroke_from_a_linked_matter_comes_once_and_leaves_when_it_is_undone_there() -> None:
    own, other = op("clear", Place("title")), op("mask", Place("title", 0, 2), origin="C-000009/4")
    sheet = ops.receive(ops.receive(ops.add(Sheet(), own), other), other)
    assert [one.act for one in sheet.done] == ["clear", "mask"]
    assert ops.give_back(sheet, ["C-000009/4"]).done == (own,)


def test_masking_settles_the_doubt_it_covers() -> None:
    filed = text("反映人王某某住址", flags=(Flag(3, 6, "可能是姓名"),))
    after = Fold(record(title=filed), {"title": "反映人王某某住址"}).reading(
        [op("mask", Place("title", 3, 6))]
    )
    assert after.flags == 0
    assert after.texts["title"].text == "反映人王某住址"


def test_keeping_a_masked_stretch_shows_the_original_again() -> None:
    original = "找到李四维反映"
    filed = text(original, (Span(2, 5, "PERSON", "李某", 0.9, "title_name"),))
    after = Fold(record(title=filed), {"title": original}).reading([op("keep", Place("title", 3, 4))])
    assert after.texts["title"].text == original
    assert after.kept == (Place("title", 3, 4),)


def test_another_kind_brings_that_kinds_words() -> None:
    original = "联系13800000000处理"
    filed = text(original, (Span(2, 13, "PERSON", "某某", 0.5, "statistical"),))
    after = Fold(record(title=filed), {"title": original}).reading(
        [op("rekind", Place("title", 2, 13), kind="PHONE")]
    )
    assert after.texts["title"].spans[0].kind == "PHONE"
    assert "138" not in after.texts["title"].text


def test_identifying_opens_a_doubt_with_its_reason() -> None:
    filed = text("全县唯一的女船长")
    stroke = op("identify", Place("title", 2, 8), note="全县只有一位")
    after = Fold(record(title=filed), {"title": "全县唯一的女船长"}).reading([stroke])
    assert [(flag.start, flag.end) for flag in after.texts["title"].flags] == [(2, 8)]
    assert "全县只有一位" in after.texts["title"].flags[0].reason


def test_doubts_come_first_and_the_next_open_place_follows() -> None:
    original = "王五在甲路一号。李六说"
    spans = (Span(0, 2, "PERSON", "王某", 1.0, "known"), Span(3, 7, "ADDRESS_DOOR", "某处", 1.0, "door"))
    filed = text(original, spans, (Flag(8, 10, "可能是姓名"),))
    fold = Fold(record(title=filed), {"title": original})
    found = items(fold.reading([]))
    assert [item.what for item in found] == ["flag", "span", "span"]
    settled = fold.reading([op("mask", Place("title", 8, 10)), op("accept", Place("title", 0, 2))])
    following_one = following(items(settled), {"title": 0}, Place("title", 0, 2))
    assert following_one
    assert following_one.place == Place("title", 3, 7)
