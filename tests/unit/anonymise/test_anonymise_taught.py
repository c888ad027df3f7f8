"""What two reviewers agreed on is masked always, or never."""

from __future__ import annotations

import pytest

from publish.anonymise.engine import Anonymiser, Job
from publish.anonymise.taught import Taught
from publish.model.contract import Party
from publish.model.spans import Kind
from publish.model.texts import RawText, RedactedText


@pytest.fixture(scope="module")
def anonymiser() -> Anonymiser:
    return Anonymiser(statistics=None)


def _done(anonymiser: Anonymiser, text: str, taught: Taught, parties: tuple[Party, ...] = ()) -> RedactedText:
    return anonymiser.records([Job({"text": RawText(text)}, parties, taught=taught)])[0]["text"]


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("金佛苑", "ADDRESS_COMMUNITY", "家住金佛苑三期，自来水浑浊。"),
        ("金佛苑", "ADDRESS_COMMUNITY", "家住金 佛 苑三期，自来水浑浊。"),
        ("守门老幺", "NICKNAME", "找到守门老幺问了几次。"),
        ("独臂书匠", "PERSON", "大家叫他独臂书匠，都认得。"),
        ("A-77321", "ACCOUNT", "单子上写的 A-77321 没人认。"),
        ("A-77321", "ACCOUNT", "单子上写的 a77 321 没人认。"),
        ("川流饭庄", "ORG_PRIVATE", "川流饭庄一直排油烟。"),
    ],
)
def test_a_word_that_is_always_masked_is_masked_however_it_is_written(
    anonymiser: Anonymiser, words: str, kind: Kind, text: str
) -> None:
    done = _done(anonymiser, text, Taught(((words, kind),)))
    (span,) = [span for span in done.spans if span.recognizer == "taught"]
    assert span.kind == kind
    assert text[span.start : span.end] not in done.text
    assert done.flags == ()


def test_a_word_within_another_number_is_left(anonymiser: Anonymiser) -> None:
    assert "X77" in _done(anonymiser, "型号 BX77Z 的水表。", Taught((("X77", "ACCOUNT"),))).text


def test_a_word_that_is_never_masked_stays_and_is_not_flagged(anonymiser: Anonymiser) -> None:
    text = "联系人王建国，电话13800138000。"
    assert "王建国" not in _done(anonymiser, text, Taught()).text
    done = _done(anonymiser, text, Taught(never=("王建国",)))
    assert "王建国" in done.text
    assert "13800138000" not in done.text


def test_what_the_store_knows_is_masked_whatever_reviewers_would_leave(anonymiser: Anonymiser) -> None:
    party = Party(case_id="1", seq=1, role="applicant", name="王建国")
    done = _done(anonymiser, "联系人王建国。", Taught(never=("王建国",)), (party,))
    assert "王建国" not in done.text


def test_of_always_and_never_always_wins(anonymiser: Anonymiser) -> None:
    both = Taught((("金佛苑", "ADDRESS_COMMUNITY"),), ("金佛苑三期",))
    assert "金佛苑" not in _done(anonymiser, "家住金佛苑三期。", both).text


def test_without_lessons_nothing_is_otherwise(anonymiser: Anonymiser) -> None:
    text = RawText("联系人王建国，电话13800138000，家住金佛苑三期5栋2单元301。")
    plain = anonymiser.record({"text": text}, ())["text"]
    assert _done(anonymiser, text, Taught()) == plain
