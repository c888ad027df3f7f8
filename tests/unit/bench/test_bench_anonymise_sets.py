"""Filled sets say where everything is, and say the same again for the same seed."""

from __future__ import annotations

import re
from random import Random

import pytest

from bench.anonymise import carriers, command, fill, frames, gold, known, measure
from bench.anonymise.engines import Outcome
from bench.anonymise.lists import Held, load
from bench.anonymise.makers import SLOTS, filled
from bench.anonymise.model import KEEP, MASK, NEUTRAL, Piece
from bench.anonymise.sets import Set, Wanted

KINDS = MASK | KEEP | NEUTRAL | {"QUIET"}
HALVES = ("dev", "held-out")


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> carriers.Carrier:
    """One invented text to write into, instead of the real ones."""
    one = carriers.Carrier(Piece("您好：路灯坏了。没有人修！请处理"), Piece("已经修好。谢谢"), annotated=True)
    monkeypatch.setattr(carriers, "load", lambda data=None: [one])
    return one


@pytest.mark.parametrize("slot", sorted(SLOTS))
@pytest.mark.parametrize("source", [Random, Held])
def test_every_slot_says_what_kind_of_thing_it_wrote_and_where(slot: str, source: type[Random]) -> None:
    for seed in range(60):
        piece = SLOTS[slot](source(seed))
        assert piece.text
        for mark in piece.marks:
            assert mark.kind in KINDS
            assert 0 <= mark.start < mark.end <= len(piece.text)


def test_marks_of_a_frame_point_at_what_they_say() -> None:
    piece = filled("投诉人{name1}，就是{name1}，找过{body}。", Random(3))
    first, second, body = (piece.text[mark.start : mark.end] for mark in piece.marks)
    assert piece.text == f"投诉人{first}，就是{second}，找过{body}。"
    assert first == second


@pytest.mark.parametrize("half", HALVES)
def test_every_frame_of_every_family_can_be_filled(half: str) -> None:
    for family, found in frames.families(half).items():
        for frame in found:
            assert filled(frame, Random(1)).text, family


def test_the_places_of_a_filled_text_have_fragments_that_can_be_filled() -> None:
    for fragments in load("fill").values():
        for fragment in fragments:
            assert filled(fragment, Random(1)).text


def test_half_of_the_families_are_held_out() -> None:
    dev, held = (frames.families(half) for half in HALVES)
    assert not dev.keys() & held.keys()
    assert abs(len(dev) - len(held)) <= 2


def test_held_out_names_stand_in_no_other_set() -> None:
    lists = load("names")
    for key in ("words", "dotted", "rare", "minority"):
        assert not set(lists[key]) & set(lists[f"{key}_held"])


@pytest.mark.usefixtures("carrier")
def test_the_same_seed_fills_the_same_set_and_another_seed_another() -> None:
    for make in (fill.samples, known.samples):
        assert make(20, 7) == make(20, 7)
        assert make(20, 7) != make(20, 8)


def test_a_carrier_stays_what_it_was_around_what_is_written_into_it(carrier: carriers.Carrier) -> None:
    for sample in fill.samples(40, 2):
        piece = sample.texts["appeal"]
        for part in re.split("(?<=[。！：])", carrier.appeal.text):
            assert part in piece.text
        assert all(piece.text[mark.start : mark.end] for mark in piece.marks)


@pytest.mark.usefixtures("carrier")
def test_what_is_known_of_a_party_stands_in_the_text_in_some_form() -> None:
    for sample in known.samples(40, 2):
        (party,) = sample.parties
        marks = [mark for mark in sample.texts["appeal"].marks if mark.known]
        assert marks
        for mark in marks:
            if mark.kind == "PERSON" and mark.shape == "原样":
                assert sample.texts["appeal"].text[mark.start : mark.end] == party.name


def test_annotated_files_of_each_form_are_read(tmp_path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"id": 1, "fields": {"a": {"text": "王芳", "spans": [{"start": 0, "end": 2, "kind": "PERSON"}]}}}\n'
        '{"id": 2, "text": "张伟来", "spans": [{"start": 0, "end": 2, "kind": "PERSON"}]}\n'
        '{"text": "李娜来", "entities": [{"start": 0, "end": 2, "label": "PER.NAM"}]}\n',
        "utf-8",
    )
    marks = [mark for sample in gold.read(path) for piece in sample.texts.values() for mark in piece.marks]
    assert [mark.kind for mark in marks] == ["PERSON"] * 3


@pytest.mark.parametrize("option", [["--misses", "PERSON"], ["--shapes"]])
def test_misses_of_held_out_families_are_refused(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run(["--set", "frames", "--families", "held-out", *option]) == 2
    assert "只给数字" in capsys.readouterr().err


def test_a_sealed_set_gives_no_miss_to_whoever_asks() -> None:
    sealed = Set("held", frames.samples("held-out", 4, 1), sealed=True)
    nothing = measure.measure(sealed, lambda samples: [{"text": Outcome()} for _ in samples])
    with pytest.raises(PermissionError):
        command._misses(nothing, "ALL")


def test_an_unknown_set_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(["--set", "nosuch"]) == 2
    assert "nosuch" in capsys.readouterr().err


def test_without_any_text_to_write_into_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path
) -> None:
    monkeypatch.setattr(carriers, "DEMONSTRATION", tmp_path / "none.jsonl")
    assert command.run(["--set", "fill", "--data", str(tmp_path)]) == 2
    assert "publish demo" in capsys.readouterr().err


def test_all_sets_are_asked_for_unless_one_is_named() -> None:
    assert Wanted().sets == ("fill", "known", "frames", "gold", "ner")
