"""What looks like a name and is part of a place, a road, a body or a word is kept, where it is unsure."""

from __future__ import annotations

import pytest

from publish.anonymise import landmarks, places
from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.keep import reason
from publish.anonymise.public import PublicNames, Published
from tests.marks import marked

PUBLISHED = Published(PublicNames(bodies=frozenset(("渝山区住房城乡建设委",)), places=frozenset(("清水镇",))))

KEPT = (
    "住在【丁家岭】社区",
    "【龙源】水库的水",
    "经过【白马桥】街道办事处",
    "【黄泥】湾村的路",
    "【万家丽】北路堵车",
    "【孔明】灯飘过",
    "在【江北】办的证",
    "【马家沟】小学门口",
    "【方桥】村三组",
    "【金海】湾花园二期",
    "产品很【高端】",
    "邻【居大】声说话",
    "自来【水管】爆了",
    "开往【春华】的车",
    "【银杉】与石桥路交汇处",
    "【金山】商住综合楼",
    "棹【文小学】的家长",
    "汀【林路】人行绿灯",
)
NOT_KEPT = (
    "业主【李建国】路过这里",
    "我叫【王清】水库边住",
    "【王小芳】说没有",
    "女儿【丁家岭】小学毕业",
    "【李强】楼上的住户",
    "【王芳】在医院",
    "【张军】厂长答应过",
    "【陈平】社长",
    "由【于洪涛】签字",
    "组长【于洪涛】签字",
    "往【王芳】的方向去了",
    "【李晓路】来过",
    "我是【林路】",
)


def _soft(example: str, rank: Rank = Rank.SOFT) -> tuple[Hit, Source]:
    text, [(start, end)] = marked(example)
    return Hit(start, end, "PERSON", 0.3, "statistical", rank), Source(text)


@pytest.mark.parametrize("example", KEPT)
def test_an_unsure_name_inside_something_public_or_common_is_kept(example: str) -> None:
    hit, source = _soft(example)
    assert reason(hit, source, PUBLISHED, frozenset())


@pytest.mark.parametrize("example", NOT_KEPT)
def test_an_unsure_name_that_only_stands_beside_such_a_word_is_not_kept(example: str) -> None:
    hit, source = _soft(example)
    assert not reason(hit, source, PUBLISHED, frozenset())


@pytest.mark.parametrize("rank", [Rank.STRUCTURED, Rank.KNOWN])
@pytest.mark.parametrize("example", KEPT)
def test_a_sure_name_is_masked_wherever_it_stands(example: str, rank: Rank) -> None:
    hit, source = _soft(example, rank)
    assert not reason(hit, source, PUBLISHED, frozenset())


@pytest.mark.parametrize("name", ["重庆市", "西双版纳傣族自治州", "酉阳", "香港", "渝中区", "江北"])
def test_the_country_is_known_down_to_its_districts(name: str) -> None:
    assert name in places.country().names


def test_the_countrys_towns_are_known_and_towns_that_are_words_or_names_are_not() -> None:
    known = places.country().names
    assert sum(name.endswith(("镇", "乡", "街道")) for name in known) > 29_000
    assert not known & {"城区", "街道", "市辖区", "方正", "高明", "新镇"}


def test_a_place_is_found_from_where_it_begins_and_from_within() -> None:
    country = places.country()
    assert country.begins("到渝中区去", 1) == 4
    assert country.begins("到渝中区去", 0) == 0
    assert country.covers("到渝中区去", 2, 3)
    assert not country.covers("到渝中区去", 3, 5)


@pytest.mark.parametrize(
    "example",
    ["渝府发〔2021〕【12】号", "第【三十五】条", "共【3000】元", "2022年【3月】5日", "乘【202】路公交"],
)
def test_an_unsure_number_inside_a_public_figure_is_kept(example: str) -> None:
    text, [(start, end)] = marked(example)
    hit = Hit(start, end, "ACCOUNT", 0.4, "some", Rank.SOFT)
    assert reason(hit, Source(text), PUBLISHED, frozenset())


def test_a_name_that_is_a_word_is_not_looked_up_beyond_its_end() -> None:
    assert landmarks.within("高端产品", 0, 2)
    assert not landmarks.within("高端华说", 0, 3)
