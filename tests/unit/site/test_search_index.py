"""The files of the search: which there are, what is in them, and which of them change."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import fixtures_content
import msgspec
import pytest
from world import tree

from publish.model.published import PublishedCase
from publish.settings import Settings
from publish.site.search import editing, layout, shard
from publish.site.search.entries import Entry
from publish.site.search.folding import folded
from publish.site.search.grams import shards
from publish.site.search.layout import Segment, number_term, segments
from publish.stages.build import build
from publish.text.records import encode, place_of


@pytest.fixture
def office(settings: Settings) -> Settings:
    """An office that has published nothing yet."""
    shutil.rmtree(settings.paths.content / "cases")
    (settings.paths.content / "cases").mkdir()
    return settings


def _put(settings: Settings, *cases: PublishedCase) -> None:
    for case in cases:
        path = settings.paths.content / place_of(case)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(case))


def _search(settings: Settings) -> dict[str, bytes]:
    return {
        name: data for name, data in tree(settings.paths.output / "search").items() if name != "index.html"
    }


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _parts(names: set[str]) -> set[str]:
    return {part for name in names if (part := layout.part_of(f"search/{name}"))}


def _terms(found: dict[str, bytes], segment: Segment) -> dict[str, list[tuple[int, bool]]]:
    files = [found[f"{segment.name}/{nth}.grams"] for nth in range(segment.shards)]
    return {term: cases for data in files for term, cases in shard.unpacked(data, segment.size)}


@pytest.mark.parametrize(
    "last", [0, 1, 31, 32, 33, 127, 128, 511, 512, 2047, 2048, 8191, 8192, 10_000, 100_000]
)
def test_every_place_lies_in_one_segment_or_in_the_tail_which_is_short(last: int) -> None:
    found = segments(last)
    covered = [place for each in found for place in range(each.first, each.last + 1)]
    assert covered == list(range(1, len(covered) + 1))
    assert last - len(covered) < 32
    first = covered[-1] + 1 if covered else 1
    tail = [place for block in layout.tail(last) for place in range(*_bounds(block))]
    assert [place for place in tail if place <= last] == list(range(first, last + 1))


def _bounds(block: int) -> tuple[int, int]:
    first, last = layout.places_of(block)
    return first, last + 1


@pytest.mark.parametrize("place", [1, 4, 5, 32, 33, 512, 8192, 8193, 10_016])
def test_the_parts_of_a_place_are_all_it_can_ever_lie_in(place: int) -> None:
    parts = set(layout.parts_of(place))
    for last in (*range(place, place + 600), 16_384, 20_000):
        assert {each.name for each in segments(last) if each.first <= place <= each.last} <= parts


def _entries(count: int) -> list[Entry]:
    dice, signs = Random(1), "水电气房停复缴退一二三ＡbC 1２\n，。𠀀"
    text = lambda length: "".join(dice.choices(signs, k=length))  # noqa: E731
    return [
        Entry(
            number=f"DC-2022-{place:06d}", place=place, date="2022-01-01", column="huisheng",
            outcome="solved",
            title=text(8), appeal=text(dice.randrange(40)), result=text(30), notes=(text(5), text(0)),
        )
        for place in dice.sample(range(1, 129), count)
    ]  # fmt: skip


def _shards(segment: Segment, entries: list[Entry]) -> list[bytes]:
    return shards(segment, entries, range(segment.shards))


def test_a_large_segment_is_the_same_made_share_by_share() -> None:
    segment, entries = Segment(1, 8192), _entries(90)
    assert len(segment.shares) > 1
    apart = [data for share in segment.shares for data in shards(segment, entries, share)]
    assert apart == _shards(segment, entries)


@pytest.mark.parametrize("count", [0, 1, 90])
def test_a_segment_tells_of_every_two_characters_side_by_side_who_has_them(count: int) -> None:
    segment, entries = Segment(1, 128), sorted(_entries(count), key=lambda each: each.place)
    expected: dict[str, dict[int, bool]] = {}
    for each in entries:
        for nth, text in enumerate((each.title, *each.texts, number_term(each.number))):
            for one, other in zip(folded(text), folded(text)[1:], strict=False):
                if one > " " and other > " ":
                    held = expected.setdefault(one + other, {})
                    held[each.place - 1] = held.get(each.place - 1, False) or nth == 0
    found = {
        term: dict(cases) for data in _shards(segment, entries) for term, cases in shard.unpacked(data, 128)
    }
    assert found == expected


def test_a_new_case_writes_its_block_and_the_head_alone(office: Settings) -> None:
    made = fixtures_content.cases(39)
    _put(office, *made[:-1])
    build(office)
    before = _search(office)
    _put(office, made[-1])
    build(office)
    assert _changed(before, _search(office)) == {"text/10.jsonl", "index.json"}


def test_a_case_that_fills_a_segment_writes_that_and_takes_away_what_it_stands_for(
    office: Settings,
) -> None:
    made = fixtures_content.cases(128)
    _put(office, *made[:-1])
    build(office)
    before = _search(office)
    _put(office, made[-1])
    build(office)
    assert _parts(_changed(before, _search(office))) == {"text/32", "1-128", "1-32", "33-32", "65-32"}
    assert _parts(set(_search(office))) == {f"text/{block}" for block in range(1, 33)} | {"1-128"}


def test_a_case_that_goes_leaves_no_word_in_any_file(office: Settings) -> None:
    made = fixtures_content.cases(70)
    gone = msgspec.structs.replace(made[20], title="鼋鼍蠡蠹", result="囍龘，靐龖。")
    _put(office, *made, gone)
    build(office)
    segment = Segment(1, 32)
    assert (20, True) in _terms(_search(office), segment)["鼋鼍"]
    before = _search(office)
    (office.paths.content / place_of(gone)).unlink()
    build(office)
    after = _search(office)
    assert _parts(_changed(before, after)) == {"text/6", "1-32"}
    assert not [term for term, cases in _terms(after, segment).items() if 20 in dict(cases)]
    words = ("鼋", "鼍", "囍", "龘", gone.number)
    assert not [name for name, data in after.items() if any(word.encode() in data for word in words)]


def test_what_was_changed_bit_by_bit_is_what_is_made_at_once(office: Settings) -> None:
    made, dice = fixtures_content.cases(75), Random(3)
    _put(office, *made[:60])
    build(office)
    _put(office, msgspec.structs.replace(made[7], title="改过的标题"), *made[60:])
    build(office)
    for case in dice.sample(made, 12):
        (office.paths.content / place_of(case)).unlink()
    build(office)
    step_by_step = _search(office)
    build(office, fresh=True)
    assert _search(office) == step_by_step


def test_the_newest_case_that_goes_takes_its_segment_with_it(office: Settings) -> None:
    made = fixtures_content.cases(32)
    _put(office, *made)
    build(office)
    assert "1-32" in _parts(set(_search(office)))
    (office.paths.content / place_of(made[-1])).unlink()
    build(office)
    assert "1-32" not in _parts(set(_search(office)))
    assert not (office.paths.output / "search" / "1-32").exists()


def test_a_shard_that_was_lost_is_made_again(office: Settings) -> None:
    _put(office, *fixtures_content.cases(40))
    build(office)
    before = _search(office)
    lost: Path = office.paths.output / "search/1-32/7.grams"
    lost.unlink()
    build(office)
    assert _search(office) == before


@pytest.mark.parametrize("seed", range(3))
def test_a_segment_that_is_gone_on_from_has_the_bytes_of_one_made_anew(seed: int) -> None:
    segment, dice = Segment(1, 128), Random(seed)
    before = {each.place: each for each in _entries(90)}
    after = dict(before)
    for place in dice.sample(range(1, 129), 12):
        after.pop(place, None)
        if dice.random() < 0.7:
            after[place] = msgspec.structs.replace(dice.choice(_entries(90)), place=place)
    moved = [place for place in range(1, 129) if before.get(place) != after.get(place)]
    edits = editing._edits(
        segment,
        [before[place] for place in moved if place in before],
        [after[place] for place in moved if place in after],
    )
    old = _shards(segment, [before[place] for place in sorted(before)])
    made = [shard.edited(data, 128, edits.get(nth, {})) for nth, data in enumerate(old)]
    assert made == _shards(segment, [after[place] for place in sorted(after)])


def test_a_shard_that_does_not_say_what_the_texts_say_is_not_gone_on_from(office: Settings) -> None:
    made = fixtures_content.cases(40)
    _put(office, *made)
    build(office)
    expected = dict(_search(office))
    lost = office.paths.output / "search/text/2.jsonl"
    lost.write_bytes(b"")
    _put(office, msgspec.structs.replace(made[5], title="改过的标题"))
    build(office)
    _put(office, made[5])
    build(office)
    assert _search(office) == expected
