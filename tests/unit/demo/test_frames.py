"""The handwritten frames: enough of them, whole, and a wrong one is refused by its name."""

from pathlib import Path
from random import Random

import pytest

from publish.demo import frames, units
from publish.demo.pairing import answer_and_letter, fitting
from publish.demo.templates import pieces, render
from publish.errors import PublishError

GOOD = """
- id: one
  topic: 民生/供水
  voice: terse
  applicant: citizen
  office: 水务
  titles: [水浑, 水黄, 没水]
  appeals: ["{estate}水浑，{applicant.signature}", "没水{n:3-9}天"]
  summaries: [水浑。, 没水。]
  results: {solved: ["{date.closed}修好", 好了], partly: [一半], explained: [解释], unsolvable: [没法]}
  comments: [好, 快]
"""


def _load(tmp_path: Path, text: str):
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    return frames.load(tmp_path)


def test_there_are_at_least_sixty_frames_and_every_one_is_whole():
    found = frames.load()
    assert len(found) >= 60
    assert {frame.voice for frame in found} == {"angry", "rambling", "polite", "terse", "phone"}


def test_every_frames_office_is_known():
    assert {frame.office for frame in frames.load()} <= set(units.offices())


def test_topics_have_two_levels():
    assert all(frame.topic.count("/") == 1 for frame in frames.load())


def test_a_whole_frame_is_read(tmp_path):
    assert _load(tmp_path, GOOD)[0].id == "one"


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("{estate}", "{castle}"),
        ("{n:3-9}", "{n:9-3}"),
        ("{n:3-9}", "{date.closed}"),
        ("titles: [水浑, 水黄, 没水]", "titles: [水浑]"),
        ("solved: [\"{date.closed}修好\", 好了]", "solved: []"),
        ("voice: terse", "voice: shouting"),
        ("comments:", "coments:"),
        ("- id", "id"),
    ],
)  # fmt: skip
def test_a_wrong_frame_is_refused(tmp_path, was, becomes):
    assert was in GOOD
    with pytest.raises(PublishError):
        _load(tmp_path, GOOD.replace(was, becomes))


def test_a_folder_without_frames_is_refused(tmp_path):
    with pytest.raises(PublishError, match="DEMO-001"):
        frames.load(tmp_path)


def test_equal_ids_are_refused(tmp_path):
    with pytest.raises(PublishError, match="one"):
        _load(tmp_path, GOOD + GOOD)


ABOUT = GOOD + "  about: {titles: [a, b, ab], solved: [b, a]}\n"


def test_a_title_goes_with_the_letter_it_is_about(tmp_path):
    (frame,) = _load(tmp_path, ABOUT)
    assert fitting(frame, "titles", 0) == ("水浑", "没水")
    assert fitting(frame, "titles", 1) == ("水黄", "没水")


def test_texts_without_marks_fit_every_letter(tmp_path):
    (frame,) = _load(tmp_path, ABOUT)
    assert fitting(frame, "comments", 1) == ("好", "快")


def test_an_answer_comes_with_a_letter_that_it_answers(tmp_path):
    (frame,) = _load(tmp_path, ABOUT)
    pairs = {answer_and_letter(frame, "solved", Random(seed)) for seed in range(40)}
    assert pairs == {("{date.closed}修好", 1), ("好了", 0)}


def test_marks_that_do_not_match_the_texts_are_refused(tmp_path):
    with pytest.raises(PublishError, match="about"):
        _load(tmp_path, GOOD + "  about: {titles: [a]}\n")


def test_a_rendered_text_keeps_its_spans_inside_another():
    inner = render("叫{x}的", lambda _: [("王芳", "PERSON")])
    outer = render("我{y}人", lambda _: pieces(inner))
    assert outer.text == "我叫王芳的人"
    assert outer.spans == ((2, 4, "PERSON"),)
