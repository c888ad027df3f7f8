"""The rundown: every slot is met to the second, whatever the episode holds."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec
import pytest
import radio_invented as invented
from hypothesis import given, settings
from hypothesis import strategies as st
from radio_invented import CASES, DIRECTORY, MINSHENG, POLICIES, ZHOUWU, case

from publish.errors import PublishError
from publish.model.published import PublishedCase, PublishedEpisode
from publish.model.texts import PublicText
from publish.radio import numbers, sentences
from publish.radio.plan import plan
from publish.radio.programme import load, named
from publish.radio.rundown import Line, Rundown

TALK = ("guest", "phone_in")
FILLERS = ("guest", "phone_in", "policy", "music", "preview", "opening", "closing", "headlines")


def planned(episode: PublishedEpisode = ZHOUWU, **cases: PublishedCase) -> Rundown:
    held = cases or CASES
    shown = msgspec.structs.replace(episode, cases=tuple(held)) if cases else episode
    return plan(shown, held, named(episode.programme), DIRECTORY, POLICIES)


def with_matters(episode: PublishedEpisode, matters: list[PublishedCase], minutes: int) -> Rundown:
    held = {one.number: one for one in matters}
    shown = msgspec.structs.replace(episode, cases=tuple(held), minutes=minutes)
    return plan(shown, held, named(episode.programme), DIRECTORY)


def lines(rundown: Rundown) -> list[Line]:
    return [
        line for item in rundown.items for part in item.parts for line in (*part.lines, item.pad, item.cut)
    ]


def keeps_its_shares(rundown: Rundown) -> None:
    slot = rundown.minutes * 60
    assert sum(item.seconds for item in rundown.items) == slot
    assert sum(item.seconds for item in rundown.items if item.kind in TALK) * 2 <= slot
    assert all(item.seconds * 5 <= slot for item in rundown.items if item.kind in FILLERS)
    assert all(item.seconds * 1000 >= item.read_ms for item in rundown.items)


SENTENCE = st.text(
    alphabet="经查已整改停止收费问题群众反映供水，、：１2３%王某×（）“”", min_size=1, max_size=60
)
TEXT = st.lists(SENTENCE, max_size=30).map("。".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXT, TEXT), max_size=8),
    st.sampled_from([5, 7, 12, 30, 40, 61]),
    st.sampled_from([ZHOUWU, MINSHENG]),
    st.booleans(),
)
def test_any_number_of_matters_of_any_length_fills_the_slot_exactly(
    texts: list[tuple[str, str]], minutes: int, episode: PublishedEpisode, has_guests: bool
) -> None:
    matters = [
        case(f"DC-2022-{n:06}", appeal=PublicText(appeal), result=PublicText(result))
        for n, (appeal, result) in enumerate(texts)
    ]
    shown = episode if has_guests else msgspec.structs.replace(episode, guests=())
    keeps_its_shares(with_matters(shown, matters, minutes))


@pytest.mark.parametrize("count", range(9))
@pytest.mark.parametrize("sentences", [1, 12, 120], ids=["short", "ordinary", "overlong"])
@pytest.mark.parametrize("episode", [ZHOUWU, MINSHENG], ids=["zhouwu", "minsheng"])
def test_nought_to_eight_matters_of_three_lengths_are_all_read(
    count: int, sentences: int, episode: PublishedEpisode
) -> None:
    text = PublicText("经查，反映的情况属实，已经要求停止收费，并把钱退还给群众。" * sentences)
    matters = [case(f"DC-2022-{n:06}", appeal=text, result=text) for n in range(count)]
    rundown = with_matters(episode, matters, episode.minutes)
    keeps_its_shares(rundown)
    assert [item.case for item in rundown.items if item.case] == [one.number for one in matters]


def test_matters_that_do_not_fit_a_short_slot_are_left_out_with_a_note() -> None:
    matters = [case(f"DC-2022-{n:06}") for n in range(8)]
    rundown = with_matters(ZHOUWU, matters, 5)
    left = 8 - sum(item.kind == "matter" for item in rundown.items)
    assert left > 0
    assert len(rundown.left) == left
    assert sum("容不下" in note for note in rundown.notes) == 1


def test_an_episode_without_matters_is_carried_by_policy_and_phone_in() -> None:
    rundown = with_matters(ZHOUWU, [], 40)
    carried = sum(item.seconds for item in rundown.items if item.kind in ("policy", *TALK))
    assert carried * 100 > rundown.minutes * 60 * 90


def test_times_run_on_without_a_gap_from_the_first_second() -> None:
    rundown = planned()
    at = ZHOUWU.airs_at
    for number, item in enumerate(rundown.items, 1):
        assert (item.number, item.starts_at) == (number, at)
        at += timedelta(seconds=item.seconds)
        assert item.total == (at - ZHOUWU.airs_at).total_seconds()


def test_every_item_has_a_line_to_fill_and_a_line_to_end_with() -> None:
    for item in planned().items:
        assert item.pad.text
        assert item.cut.text


def test_a_matter_goes_from_lead_in_to_follow_up_questions() -> None:
    item = next(item for item in planned().items if item.kind == "matter")
    assert [part.name for part in item.parts] == ["导语", "问题", "办理", "结果", "追问"]
    assert [part.must for part in item.parts] == [True, True, True, True, False]


def test_overlong_text_is_cut_down_and_the_rundown_says_so() -> None:
    long = PublicText("经查，供水企业已经更换了这一段旧管，并完成了冲洗和消毒。" * 200)
    item = next(i for i in planned(x=case("x", result=long)).items if i.kind == "matter")
    assert "已择要" in item.note


def test_two_hundred_thousand_characters_without_a_full_stop_do_not_break_the_plan() -> None:
    keeps_its_shares(
        planned(x=case("x", result=PublicText("已" * 200_000), appeal=PublicText("水，" * 66_000)))
    )


def test_a_withdrawn_matter_is_left_out_with_a_note() -> None:
    rundown = planned()
    assert any("DC-2022-000099" in note for note in rundown.notes)
    assert all(item.case != "DC-2022-000099" for item in rundown.items)


def test_a_matter_whose_citizen_was_not_asked_is_not_read() -> None:
    unasked = case("DC-2022-000005", appeal=None, summary=PublicText("这句话不该上播。"))
    rundown = planned(**{"DC-2022-000005": unasked})
    assert not any(item.kind == "matter" for item in rundown.items)
    assert any("没有取得本人同意" in note for note in rundown.notes)
    assert "不该上播" not in "".join(line.text for line in lines(rundown))


@pytest.mark.parametrize("minutes", [-1, 0, 4, 241])
def test_an_impossible_length_is_one_clear_line(minutes: int) -> None:
    with pytest.raises(PublishError, match="RADIO-003"):
        with_matters(ZHOUWU, [], minutes)


def test_every_read_sentence_of_a_record_can_be_found_where_its_source_says() -> None:
    """Extractive: nothing stands in a sourced line that is not in that field of that matter."""
    found = 0
    for line in lines(planned()):
        if not line.source or line.source.record.startswith("p-"):
            continue
        text = getattr(CASES[line.source.record], line.source.field)
        written = numbers.spoken(sentences.split(text)[line.source.sentence - 1].text)
        said = re.sub("这位市民|这家企业|[一几]位市民|万州区水利局|云阳县政府|承办单位|要求", "", line.text)
        found += 1
        assert sum(character in written for character in said) >= len(said) * 0.85, line
    assert found > 20


def test_the_same_episode_gives_the_same_rundown() -> None:
    assert planned() == planned()


def test_guests_who_may_not_be_named_go_by_unit_and_post() -> None:
    assert tuple(guest.said for guest in planned().guests) == (
        "万州区水利局副局长",
        "重庆市邮政管理局市场监管处处长何川",
    )


def test_an_invented_episode_is_read_in_less_time_than_its_items_have() -> None:
    for episode in (ZHOUWU, MINSHENG):
        keeps_its_shares(plan(episode, CASES, load()[episode.programme], DIRECTORY, POLICIES))


def test_the_policy_of_a_matter_is_what_the_policy_item_is_about() -> None:
    briefs = [item.brief for item in planned().items if item.kind == "policy"]
    assert invented.POLICY.title in briefs


def test_a_script_made_from_the_demonstration_says_so() -> None:
    assert planned().notes[0] == "演示数据，事项与人物均为虚构。"
