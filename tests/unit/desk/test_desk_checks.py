"""What a reader wrote is looked at again before it is signed; parties' identifiers are never let through."""

from __future__ import annotations

import pytest

from publish.anonymise.engine import Anonymiser
from publish.desk import checks
from publish.desk.fold import Fold, Reading
from publish.desk.ops import Op, Place
from publish.model.contract import Party
from publish.model.spans import Span
from publish.model.texts import RawText
from tests.unit.desk.desk_records import record, text

ORIGINAL = "反映人林巧云住在石板街，电话13900001111，请尽快修路。"
PARTY = Party(case_id="c", seq=1, role="applicant", kind="citizen", name="林巧云", phone="13900001111")


@pytest.fixture(scope="module")
def engine() -> Anonymiser:
    return Anonymiser(statistics=None)


def _filed() -> Fold:
    spans = (
        Span(3, 6, "PERSON", "林某", 1.0, "known"),
        Span(14, 25, "PHONE", "［已隐去］", 1.0, "known"),
    )
    return Fold(record(appeal=text(ORIGINAL, spans)), {"appeal": ORIGINAL})


def _op(act: str, start: int, end: int, words: str = "") -> Op:
    place = Place("appeal", start, end)
    return Op(id="1", act=act, user="chen", at="", places=(place,), words=(words,))  # type: ignore[arg-type]


def _doubts(engine: Anonymiser, reading: Reading) -> list[checks.Doubt]:
    return checks.doubts(engine, {"appeal": RawText(ORIGINAL)}, reading, (PARTY,), ())


def test_what_the_anonymiser_left_raises_no_doubt(engine: Anonymiser) -> None:
    assert _doubts(engine, _filed().reading([])) == []


def test_a_party_s_telephone_typed_into_the_public_text_is_found(engine: Anonymiser) -> None:
    found = _doubts(engine, _filed().reading([_op("edit", 25, 32, "，可致电139-0000-1111催促修路。")]))
    assert [(doubt.kind, doubt.known) for doubt in found] == [("PHONE", True)]
    assert found[0].place == Place("appeal", 25, 32)


def test_unmasking_a_party_s_name_is_found_wherever_it_stands(engine: Anonymiser) -> None:
    found = _doubts(engine, _filed().reading([_op("keep", 3, 6)]))
    assert [(doubt.kind, doubt.known) for doubt in found] == [("PERSON", True)]


def test_nobody_can_vouch_for_what_a_party_gave(engine: Anonymiser) -> None:
    strokes = [_op("edit", 25, 32, "，电话13900001111。"), _op("vouch", 25, 32)]
    assert [doubt.known for doubt in _doubts(engine, _filed().reading(strokes))] == [True]


def test_a_strangers_telephone_in_rewritten_words_is_found_until_a_reader_vouches(engine: Anonymiser) -> None:
    edit = _op("edit", 25, 32, "，施工方电话13700002222。")
    found = _doubts(engine, _filed().reading([edit]))
    assert [(doubt.kind, doubt.known) for doubt in found] == [("PHONE", False)]
    assert _doubts(engine, _filed().reading([edit, _op("vouch", 25, 32)])) == []


def test_another_wording_for_a_person_may_not_be_the_name_itself(engine: Anonymiser) -> None:
    found = _doubts(engine, _filed().reading([_op("word", 3, 6, "林巧云")]))
    assert [doubt.known for doubt in found] == [True]


def test_harmless_words_raise_no_doubt(engine: Anonymiser) -> None:
    assert _doubts(engine, _filed().reading([_op("edit", 25, 32, "，路面已经修好。")])) == []
