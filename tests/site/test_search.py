"""What the search finds: everything that is there and nothing else, on all pages of results, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.model.published import PublishedCase
from publish.site.search.folding import folded
from tests import searching
from tests.wholeline import Line

if searching.missing():
    pytest.skip(searching.missing(), allow_module_level=True)
PROVED = 5000


@pytest.fixture(scope="module")
def cases(full_line: Line) -> list[PublishedCase]:
    return searching.cases(full_line.folder / "content")


@pytest.fixture(scope="module")
def known(cases: list[PublishedCase]) -> searching.Known:
    return searching.Known(cases)


def _compared(output: Path, known: searching.Known, asked: list[str]) -> None:
    wrong = [
        (question, found.numbers, expected)
        for question, found in zip(asked, searching.found(output, asked), strict=True)
        if found.numbers != (expected := known.expected(question)) or found.total != len(expected)
    ]
    assert not wrong, (len(wrong), wrong[:3])


def test_any_stretch_of_a_text_finds_all_cases_that_have_it_and_no_other(
    output: Path, cases: list[PublishedCase], known: searching.Known
) -> None:
    _compared(output, known, searching.samples(cases, 400, seed=1))


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(5))
def test_five_thousand_stretches_find_all_cases_that_have_them_and_no_other(
    output: Path, cases: list[PublishedCase], known: searching.Known, seed: int
) -> None:
    _compared(output, known, searching.samples(cases, PROVED // 5, seed=100 + seed))


def test_words_apart_are_all_wanted_in_whatever_order(output: Path, known: searching.Known) -> None:
    _compared(output, known, ["噪声 夜间", "夜间　噪声", "燃气 预存费 退", "电话 没有 不"])


def test_width_and_case_make_no_difference(output: Path) -> None:
    pairs = [("ＰＯＳ", "pos"), ("２０２１年", "2021年"), ("（一）", "(一)"), ("“收到", '"收到')]
    for one, other in pairs:
        first, second = searching.found(output, [one, other])
        assert first.numbers == second.numbers
    assert searching.found(output, ["２０２１年"])[0].numbers


def test_every_sign_is_levelled_as_the_index_levels_it(output: Path) -> None:
    planes = [range(0xD800), range(0xE000, 0x10000), range(0x1F000, 0x20000)]
    texts = ["".join(map(chr, plane)) for plane in planes]
    assert searching.folded(output, texts) == [folded(text) for text in texts]


def test_a_number_finds_its_case_however_it_is_written(output: Path, cases: list[PublishedCase]) -> None:
    number = cases[200].number
    prefix, year, last = number.split("-")
    ways = [number, number.lower(), f" {number} ", f"{prefix}{year}{last}", f"{prefix}-{year}-{int(last)}"]
    assert [found.numbers for found in searching.found(output, ways)] == [[number]] * len(ways)
    assert number in searching.found(output, [last])[0].numbers


def test_one_character_is_too_little_but_may_stand_beside_a_word(
    output: Path, known: searching.Known
) -> None:
    short, beside = searching.found(output, ["水", "水 浑浊"])
    assert short.short
    assert beside.numbers == known.expected("水 浑浊")
    assert beside.numbers


def test_results_may_be_narrowed_and_counts_say_how_many_there_would_be(
    output: Path, cases: list[PublishedCase]
) -> None:
    held = {case.number: case for case in cases}
    whole = searching.found(output, ["电话"])[0]
    counts = {name: dict(found) for name, found in whole.counts.items()}
    for name in ("column", "district", "outcome"):
        code = max(counts[name], key=lambda each: counts[name][each])
        narrowed = searching.found(output, ["电话"], {name: code})[0]
        assert narrowed.numbers == [each for each in whole.numbers if getattr(held[each], name) == code]
        assert len(narrowed.numbers) == counts[name][code]
    year = searching.found(output, ["电话"], {"year": "2021", "column": "liuyan"})[0].numbers
    assert year == [each for each in whole.numbers if each.startswith("LY-2021")]


def test_a_topic_stands_for_those_below_it(output: Path, cases: list[PublishedCase]) -> None:
    held = {case.number: case for case in cases}
    topic = next(case.topic for case in cases if case.topic and case.topic.count("-") == 2)
    first = topic.rpartition("-")[0]
    found = searching.found(output, ["反映"], {"topic": first})[0].numbers
    whole = searching.found(output, ["反映"])[0].numbers
    assert found == [each for each in whole if (held[each].topic or "").startswith(first)]
    assert found


def test_nothing_is_found_where_nothing_is(output: Path) -> None:
    nothing = searching.found(output, ["噪噪噪噪", "DC-2022-999999", "zzqqxx"])
    assert [found.numbers for found in nothing] == [[], [], []]
    assert all(found.exact for found in nothing)
