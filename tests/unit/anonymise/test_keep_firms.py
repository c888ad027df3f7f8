"""Private firms lose their names however they are called; what serves the public keeps its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.anonymise import firm_shape
from publish.anonymise.engine import Anonymiser, PublicNames
from publish.model.texts import RawText

PUBLIC = PublicNames(
    bodies=frozenset(("渝山区燃气公司", "渝山区清水镇人民政府", "渝山区公共汽车公司")),
    places=frozenset(("渝山区", "清水镇")),
)


@pytest.fixture(scope="module")
def engine() -> Anonymiser:
    return Anonymiser(PUBLIC, statistics=None)


def _said(engine: Anonymiser, text: str) -> str:
    return engine.text(text).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("投诉重庆渝禾物业管理有限公司乱收费", "投诉某物业公司乱收费"),
        ("由渝山市禾润置业有限公司开发", "由某公司开发"),
        ("在小禾月网咖上网", "在某网咖上网"),
        ("淘宝卖家不退款", "某公司卖家不退款"),
        ("“旋律酒馆”的油烟", "“某酒馆”的油烟"),
        ("问移动公司的人", "问某公司的人"),
        ("华寓(重庆)商业管理有限公司跑路", "某公司跑路"),
    ],
)
def test_a_firm_loses_its_name_and_keeps_what_it_is(engine: Anonymiser, text: str, said: str) -> None:
    assert _said(engine, text) == said


@pytest.mark.parametrize(
    "text",
    [
        "小区物业公司不管",
        "一家装修公司",
        "楼下的火锅店",
        "黑网吧开到半夜",
        "无良开发商",
        "国网重庆市电力公司抢修",
        "渝山区燃气公司停气",
        "渝山区公共汽车公司",
        "市自来水公司停水",
        "清水镇污水处理厂",
        "住在碧桂园，天天停水",
        "龙湖花园12栋的业主",
        "清水镇中心幼儿园",
        "渝山区第二人民医院",
        "换物业换了一年",
        "贵公司已办好手续",
        "现代化智慧平台",
        "责令该酒吧整改",
        "请各渣土运输公司配合",
        "用支付宝付款",
        "微信和支付宝都行",
    ],
)
def test_what_names_no_private_firm_is_left_alone(engine: Anonymiser, text: str) -> None:
    assert "ORG_PRIVATE" not in {span.kind for span in engine.text(text).spans}


def test_a_firm_found_by_its_full_name_is_known_by_its_brand_through_the_record(engine: Anonymiser) -> None:
    found = engine.record(
        {
            "title": RawText("禾润一直不退款"),
            "text": RawText("我找重庆禾润健身服务有限公司退卡，禾润说不退，禾润健身没人。"),
        },
        [],
    )
    assert found["title"].text == "某公司一直不退款"
    assert "禾润" not in found["text"].text


def test_an_estate_called_after_its_developer_keeps_its_name(engine: Anonymiser) -> None:
    said = _said(engine, "渝禾置业有限公司开发的渝禾小区三期，渝禾拒绝退款。住在渝禾的人都知道。")
    assert "渝禾小区三期" in said
    assert "渝禾拒绝" not in said
    assert "住在渝禾" in said


def test_the_same_firm_gets_the_same_word_and_another_one_another(engine: Anonymiser) -> None:
    said = _said(engine, "渝禾物业和嘉月物业换来换去，渝禾物业收了钱，嘉月物业没有。")
    assert said == "某甲物业和某乙物业换来换去，某甲物业收了钱，某乙物业没有。"


@pytest.mark.parametrize(
    ("text", "form", "parts"),
    [
        ("投诉重庆市渝禾物业管理有限公司", "有限公司", ("重庆市", "渝禾", "物业管理")),
        ("公告鑫禾公司的", "公司", ("", "鑫禾", "")),
        ("问题,渝山县禾龙建材有限公司", "有限公司", ("渝山县", "禾龙", "建材")),
        ("购买渝山市和润置业有限公司", "有限公司", ("渝山市", "和润", "置业")),
        ("向该公司", "公司", ("", "", "")),
    ],
)
def test_a_name_is_read_backwards_into_place_brand_and_trade(
    text: str, form: str, parts: tuple[str, str, str]
) -> None:
    at = text.index(form)
    firm = firm_shape.read(text, at, registered=form == "有限公司")
    assert (text[firm.start : firm.brand], text[firm.brand : firm.trade], text[firm.trade : at]) == parts


def test_a_long_run_of_one_word_is_read_in_time(engine: Anonymiser) -> None:
    assert engine.text("公司物业" * 3000).text


@given(
    st.lists(
        st.sampled_from(("阳光", "新纪元", "和", "重庆", "市", "(", ")", "A", "物业", "渝", "，", "的")),
        max_size=6,
    )
)
def test_a_name_lies_in_the_text_before_its_form_whatever_stands_there(pieces: list[str]) -> None:
    text = "".join(pieces)
    for registered in (False, True):
        firm = firm_shape.read(text + "公司", len(text), registered)
        assert 0 <= firm.start <= firm.brand <= firm.trade <= firm.form == len(text)
