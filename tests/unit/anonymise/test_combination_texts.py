"""What a level cuts is gone from the words too, and what is left still reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.anonymise.combination import dates, hiding, landmarks
from publish.anonymise.combination.atlas import UNKNOWN, Atlas
from publish.anonymise.combination.hiding import Cut
from publish.model.cells import FULL, Level
from publish.model.contract import Region, Unit
from publish.model.spans import Flag, Span
from publish.model.texts import RawText, RedactedText

COUNTY = "椟川土家族自治县"
REGIONS = (
    Region(code="500999", name=COUNTY, level="district"),
    Region(code="500999101", name="斛岚镇", level="town", parent_code="500999"),
    Region(code="500888", name="棹平区", level="district"),
    Region(code="500888102", name="斛岚镇", level="town", parent_code="500888"),
    Region(code="500888103", name="缃浦街道", level="town", parent_code="500888"),
)
UNITS = (
    Unit(unit_id="C", name="岚山市水利局", level="city", region_code="500000"),
    Unit(unit_id="D", name=f"{COUNTY}水利局", level="district", region_code="500999"),
    Unit(unit_id="N", name="南湖新区管委会", level="district", region_code="500888"),
    Unit(unit_id="T", name="椟川土家族自治县斛岚镇人民政府", level="town", region_code="500999101"),
    Unit(unit_id="V", name=f"{COUNTY}斛岚镇苡笏村村民委员会", level="village", region_code="500999101"),
)  # fmt: skip
ATLAS = Atlas(REGIONS, UNITS)
DISTRICT, CITY = Level("district"), Level("city")
YEAR = Level("city", "first", "year")


def hidden(text: str, level: Level, **given: object) -> str:
    cut = Cut(level=level, **given)  # type: ignore[arg-type]
    return hiding.hide(RawText(text), RedactedText(text), cut, ATLAS).text


@pytest.mark.parametrize(
    ("text", "level", "left"),
    [
        ("椟川县斛岚镇苡笏村不通水", DISTRICT, "椟川县某镇某村不通水"),
        ("椟川县斛岚镇苡笏村不通水", CITY, "某县某镇某村不通水"),
        ("椟川土家族自治县水利局答复", CITY, "某县水利局答复"),
        ("椟川土家族自治县水利局答复", DISTRICT, "椟川土家族自治县水利局答复"),
        ("斛岚镇人民政府、岚山市水利局", DISTRICT, "某镇人民政府、岚山市水利局"),
        ("苡笏村委会已回访", DISTRICT, "某村委会已回访"),
        ("南湖新区管委会负责", CITY, "某区县单位负责"),
        ("我住在犁砚花园小区，旁边是罄竹路", DISTRICT, "我住在某小区，旁边是某路"),
        ("积泥随水流入小区；志愿者已编入小区服务队", DISTRICT, "积泥随水流入小区；志愿者已编入小区服务队"),
        ("污水流入犁砚花园小区", DISTRICT, "污水流入某小区"),
        ("孩子在芸星实验小学读书", DISTRICT, "孩子在某小学读书"),
        ("租住汀岸佳苑的居民", DISTRICT, "租住某小区的居民"),
        ("全村的道路、老旧小区、农村学校都要修", CITY, "全村的道路、老旧小区、某学校都要修"),
        ("几个老乡走大路去镇上的市场", CITY, "几个老乡走大路去镇上的市场"),
    ],
)
def test_names_below_the_level_lose_themselves_and_keep_what_they_are(
    text: str, level: Level, left: str
) -> None:
    assert hidden(text, level) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("去年11月17日停水", "某月某日停水"),
        ("2021年11月17日受理", "2021年某月某日受理"),
        ("2022年1月4日办结", "某月某日办结"),
        ("11月停水", "某月停水"),
        ("十一月十七日", "某月某日"),
        ("11月17日至19日", "某月某日"),
        ("2021-11-17和2021.11.18", "某月某日和某月某日"),
        ("国庆前后、暑假里、第四季度", "某节日前后、假期里、某季度"),
        ("每月5号交费，等了11个月，合同编号2021", "每月5号交费，等了11个月，合同编号2021"),
        ("2015年3月的文件", "2015年3月的文件"),
    ],
)
def test_dates_finer_than_the_year_of_the_matter_go(text: str, left: str) -> None:
    assert hidden(text, YEAR, year=2021) == left


def test_dates_stay_while_the_month_was_not_cut() -> None:
    assert hidden("11月17日通水", CITY, year=2021) == "11月17日通水"


def test_the_short_name_of_an_own_town_goes_and_that_of_another_stays() -> None:
    own = ATLAS.stems(["500999101"])
    assert hidden("斛岚那边，缃浦那边", DISTRICT, stems=own) == "某地那边，缃浦那边"


def test_numbers_of_the_own_districts_documents_go() -> None:
    signs = ATLAS.signs("500999")
    assert (
        hidden("按椟府办〔2021〕16号和国办发〔2021〕3号", CITY, signs=signs)
        == "按（文号略）和国办发〔2021〕3号"
    )


def test_what_was_masked_stays_masked_and_doubts_inside_a_cut_place_are_settled() -> None:
    text = RedactedText("王某住某镇", (Span(0, 2, "PERSON", "王某", 1.0, "known"),), (Flag(3, 6, "疑"),))
    done = hiding.hide(
        RawText("王芳住斛岚镇"), RedactedText("王某住斛岚镇", text.spans, text.flags), Cut(level=CITY), ATLAS
    )
    assert done.text == "王某住某镇"
    assert [(span.start, span.end) for span in done.spans] == [(0, 2), (3, 6)]
    assert done.flags == ()


def test_a_town_is_known_by_itself_or_by_its_village_and_the_own_district_goes_first() -> None:
    assert ATLAS.towns(["斛岚镇的水"], "500999") == {"500999101"}
    assert ATLAS.towns(["苡笏村的水"], "500999") == {"500999101"}
    assert ATLAS.towns(["斛岚镇的水"], "500777") == {"500999101", "500888102"}
    assert ATLAS.towns(["椟川县的水"], "500999") == frozenset()


def test_a_town_of_the_country_that_the_store_does_not_have_is_known_to_be_unknown() -> None:
    assert ATLAS.towns(["家在中和镇"], "500999") <= {UNKNOWN}
    assert UNKNOWN in ATLAS.towns(["家在周庄镇上"], "500999")


def test_the_finest_place_of_a_record_is_that_of_its_words_or_of_its_units() -> None:
    assert ATLAS.finest(["全市清洗水箱"], ["C", None]) == "city"
    assert ATLAS.finest(["椟川县先行"], ["C"]) == "district"
    assert ATLAS.finest(["全市清洗水箱"], ["V"]) == "town"


WORDS = st.lists(
    st.sampled_from(
        ("斛岚镇", "椟川县", "苡笏村", "犁砚花园", "罄竹路", "11月17日", "2021年", "国庆", "路", "村", "小区",
         "，", "修", "了", "王某", "某镇", "〔2021〕16号", "椟府办", "的", "人", "6", "-", "月")
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(WORDS, st.sampled_from((FULL, DISTRICT, CITY, YEAR)))
def test_hiding_twice_changes_nothing_and_spans_point_at_what_they_replaced(text: str, level: Level) -> None:
    cut = Cut(level=level, year=2021, signs=ATLAS.signs("500999"))
    once = hiding.hide(RawText(text), RedactedText(text), cut, ATLAS)
    assert hiding.hide(RawText(once.text), RedactedText(once.text), cut, ATLAS).text == once.text
    rebuilt, at = "", 0
    for span in once.spans:
        rebuilt += text[at : span.start] + span.replacement
        at = span.end
    assert rebuilt + text[at:] == once.text


@given(st.text(alphabet="路村小区镇街月日年0123456789一二王", max_size=300))
def test_nothing_makes_it_raise(text: str) -> None:
    list(landmarks.found(text))
    list(dates.found(text, 2021))


@pytest.mark.parametrize("stretch", ["路", "村", "1", "月", "斛岚镇", "罄竹路，", "11月17日"])
def test_a_long_text_of_one_stretch_ends_in_seconds(stretch: str) -> None:
    hidden(stretch * (200_000 // len(stretch)), YEAR, year=2021)
