"""Figures on air: every kind's own examples, the cases, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.spoken import cases
from publish.radio import numbers
from publish.radio.figures import registry

ENOUGH = 0.98
"""Share of the cases nobody wrote rules against that must be read right."""

EXAMPLES = [
    (kind.KIND, *line.split(" → "))
    for kind in registry.kinds()
    for line in kind.EXAMPLES.strip().splitlines()
]
TEXT = st.text(
    alphabet="0123456789年月日点分号元户%‰.:：-－~至到、，。×*/+第个栋室路℃kmWGA〔〕（）①Ⅲ½〇¥电话打",
    max_size=40,
)


@pytest.mark.parametrize(("kind", "written", "said"), EXAMPLES)
def test_every_kind_reads_its_own_examples(kind: str, written: str, said: str) -> None:
    assert numbers.spoken(written) == said


@pytest.mark.parametrize("case", cases.read("development"), ids=lambda case: f"{case.kind}-{case.written}")
def test_a_case_the_rules_were_written_against_is_read_as_a_host_reads_it(case: cases.Case) -> None:
    assert numbers.spoken(case.written) in case.said


def test_cases_no_rule_was_written_against_are_read_right_too() -> None:
    held = cases.read("held_out")
    right = sum(numbers.spoken(case.written) in case.said for case in held)
    share = right / len(held)
    assert share >= ENOUGH, f"{share:.1%}; which ones is not looked at"


def test_every_case_lies_in_the_part_it_was_drawn_for() -> None:
    found = {part: cases.read(part) for part in cases.PARTS}
    assert all(cases.drawn(case.written) == part for part, them in found.items() for case in them)
    whole = [case.written for them in found.values() for case in them]
    assert len(whole) == len(set(whole)) >= 600


def test_every_kind_of_figure_has_cases_in_both_parts() -> None:
    kinds = {kind.KIND for kind in registry.kinds()}
    assert all({case.kind for case in cases.read(part)} == kinds for part in cases.PARTS)


def test_a_figure_keeps_both_its_forms() -> None:
    said = numbers.read("共退还1866元，占30%，3月5日-8日到账。")
    forms = [(one.written, said.text[one.start : one.end], one.kind) for one in said.figures]
    assert forms == [
        ("1866", "一千八百六十六", "plain"),
        ("30%", "百分之三十", "percentages"),
        ("3月5日-8", "三月五日到八", "dates"),
    ]


@given(TEXT)
def test_what_is_said_is_the_text_with_its_figures_replaced(text: str) -> None:
    said, after, rebuilt = numbers.read(text), 0, ""
    for one in said.figures:
        rebuilt += said.text[after : one.start] + one.written
        after = one.end
    assert (rebuilt + said.text[after:]).translate(numbers.SIGNS) == text.translate(numbers.SIGNS)


@given(st.text())
def test_any_text_at_all_is_read_without_a_digit_left(text: str) -> None:
    assert not any(character.isdecimal() for character in numbers.read(text).text)


@given(TEXT)
def test_no_two_figures_touch(text: str) -> None:
    figures = numbers.read(text).figures
    assert all(one.end < other.start for one, other in pairwise(figures))


@pytest.mark.parametrize(
    "text", ["9" * 40, "1" * 5000, "1,000," * 300, "1-2-" * 500, "3:" * 400, "第2、" * 400]
)
def test_endless_figures_are_read_at_once(text: str) -> None:
    assert numbers.spoken(text + "号")
