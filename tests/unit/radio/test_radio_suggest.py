"""What is suggested for the air, and why."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
import pytest
from radio_invented import DIRECTORY, ZHOUWU, case

from publish.model.published import (
    Cell,
    MonthStatistics,
    PublishedCase,
    PublishedEpisode,
    PublishedTopic,
    Table,
)
from publish.model.texts import PublicText
from publish.radio.suggest import Known, known, recurrence, suggest
from publish.text.dates import BEIJING

DAY = date(2022, 7, 1)
TOPICS = (
    PublishedTopic(slug="t-01", name="民生"),
    PublishedTopic(slug="t-01-01", name="供水", parent="t-01"),
    PublishedTopic(slug="t-02", name="环境"),
    PublishedTopic(slug="t-02-01", name="噪声扰民", parent="t-02"),
)
RESULT = PublicText("经查，情况属实。旧管已经更换，水质检测合格。")


def matter(number: int, **given: object) -> PublishedCase:
    fields: dict[str, object] = {
        "topic": "t-01-01",
        "district": "500101",
        "unit": "u-0001",
        "result": RESULT,
        "closed_at": datetime(2022, 6, 20, tzinfo=BEIJING),
    }
    return case(f"DC-2022-{number:06}", **{**fields, **given})


def month(name: str, **counts: Cell) -> MonthStatistics:
    table = Table(
        name="topic",
        columns=("solved", "partly"),
        rows=tuple((topic, (count, "*")) for topic, count in counts.items()),
    )
    return MonthStatistics(month=name, made_on=date(2022, 6, 1), tables=(table,))


def of(*cases: PublishedCase, episodes: tuple[PublishedEpisode, ...] = ()) -> Known:
    directory = msgspec.structs.replace(DIRECTORY, topics=TOPICS)
    return known({one.number: one for one in cases}, episodes, directory, [month("2022-05", 民生=40)])


def numbers(known_: Known, **given: object) -> list[str]:
    return [one.number for one in suggest(known_, "zhouwu", DAY, **given)]  # type: ignore[arg-type]


def test_a_matter_whose_citizen_was_not_asked_is_never_suggested() -> None:
    assert numbers(of(matter(1, appeal=None), matter(2))) == ["DC-2022-000002"]


def test_a_matter_that_is_not_public_on_the_day_is_not_suggested() -> None:
    assert numbers(of(matter(1, published_at=datetime(2022, 7, 2, tzinfo=BEIJING)))) == []


@pytest.mark.parametrize(("days", "told"), [(59, False), (61, True)])
def test_a_matter_rests_sixty_days_after_it_was_on_air_anywhere(days: int, told: bool) -> None:
    at = datetime(2022, 7, 1, 9, tzinfo=BEIJING) - timedelta(days=days)
    aired = msgspec.structs.replace(ZHOUWU, programme="minsheng", airs_at=at, cases=("DC-2022-000001",))
    assert bool(numbers(of(matter(1), episodes=(aired,)))) is told


def test_a_planned_broadcast_keeps_its_matters_from_the_days_around_it() -> None:
    plan = msgspec.structs.replace(
        ZHOUWU, airs_at=datetime(2022, 7, 8, 10, tzinfo=BEIJING), cases=("DC-2022-000001",)
    )
    assert numbers(of(matter(1), episodes=(plan,))) == []


def test_matters_are_spread_over_districts_and_units() -> None:
    same = [matter(n) for n in range(1, 5)]
    other = matter(9, district="500235", unit="u-0002", closed_at=datetime(2022, 5, 1, tzinfo=BEIJING))
    assert "DC-2022-000009" in numbers(of(*same, other), count=2)


def test_a_fresh_matter_goes_before_an_old_one() -> None:
    old = matter(1, closed_at=datetime(2021, 9, 1, tzinfo=BEIJING))
    assert numbers(of(old, matter(2)), count=1) == ["DC-2022-000002"]


def test_a_theme_keeps_to_its_topic_or_its_title() -> None:
    noise = matter(1, topic="t-02-01", title=PublicText("半夜打桩"))
    water = matter(2, title=PublicText("自来水发黄"))
    assert numbers(of(noise, water), theme="供水") == ["DC-2022-000002"]
    assert numbers(of(noise, water), theme="打桩") == ["DC-2022-000001"]


def test_every_suggestion_says_why_in_one_line() -> None:
    (one,) = suggest(of(matter(1, revisit_outcome="held")), "zhouwu", DAY)
    assert one.reason == (
        "供水，全库近3个月民生类约办结40件；办结11天；已解决，回头看没有反弹；万州区本期第一件；没有上过节目"
    )


def test_a_hidden_count_is_not_told() -> None:
    counts = recurrence([month("2022-05", 民生=None, 环境=15)])
    assert counts == {"环境": 15}
    hidden = msgspec.structs.replace(of(matter(1)), counts=counts)
    assert "全库" not in suggest(hidden, "zhouwu", DAY)[0].reason


def test_only_the_last_closed_months_are_counted() -> None:
    assert recurrence([month(f"2022-0{n}", 民生=10) for n in range(1, 7)]) == {"民生": 30}


def raised(name: str, **counts: tuple[Cell, ...]) -> MonthStatistics:
    rows = tuple((problem.replace("_", "/"), cells) for problem, cells in counts.items())
    table = Table(name="raised", columns=("500101", "500102"), rows=rows)
    held = month(name, 民生=40)
    return msgspec.structs.replace(held, tables=(*held.tables, table))


def test_the_problem_itself_counts_where_the_last_quarter_tells_it() -> None:
    counts = recurrence([raised("2022-03", 民生_供水=(95, 10)), raised("2022-06", 民生_供水=(25, "*"))])
    assert counts["民生/供水"] == 25
    told = msgspec.structs.replace(of(matter(1)), counts=counts)
    assert suggest(told, "zhouwu", DAY)[0].reason.startswith("供水，全库最近一个季度约提出25件；")


def test_of_two_alike_the_problem_that_was_raised_more_often_goes_first() -> None:
    noise = matter(1, topic="t-02-01")
    counts = {"民生/供水": 300, "民生": 300, "环境": 300}
    names = {one.slug: one.name for one in TOPICS}
    counts[f"环境/{names['t-02-01']}"] = 10
    known_ = msgspec.structs.replace(of(noise, matter(2)), counts=counts)
    assert numbers(known_, count=1) == ["DC-2022-000002"]
