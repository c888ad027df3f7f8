"""What the store knows of a party is found however it is written."""

from __future__ import annotations

import pytest
from anonymise_invented import CHILD, LI, PUBLIC, SHOP, WANG, WANG_JUN, party

from publish.anonymise.engine import Anonymiser

ENGINE = Anonymiser(PUBLIC, statistics=None)
PHONES = (
    "13812345678",
    "１３８１２３４５６７８",
    "138 1234 5678",
    "138-1234-5678",
    "138.1234.5678",
    "1 3 8 1 2 3 4 5 6 7 8",
    "一三八一二三四五六七八",
    "幺三八幺二三四五六七八",
    "一三八 一二三四 五六七八",
    "138一1234一5678",
    "+86 13812345678",
    "(+86)138-12345678",
    "0086-13812345678",
    "013812345678",
    "138\n12345678",
    "138\u200b1234\u00a05678",
    "138****5678",
    "138xxxx5678",
    "138××××5678",
    "138 1234\n 5678",
    "138（1234）5678",
    "𝟙𝟛𝟠12345678",
    "壹叁捌壹贰叁肆伍陆柒捌",
)
NUMBERS = (
    "500101198503121234",
    "500101 19850312 1234",
    "５００１０１１９８５０３１２１２３４",
    "500101198\n503121234",
    "500101********1234",
    "渝A12345",
    "渝A·12345",
    "渝 A 12345",
    "渝a-12345",
    "渝Ａ１２３４５",
    "6222 0212 3456 7890 123",
    "6222-0212-3456-7890-123",
    "3012345678",
    "30 1234 5678",
    "三零一二三四五六七八",
    "wxf_88a",
    "WXF_88A",
    "wxf 88a",
    "2345678901",
    "xiaofang.wang@163.com",
    "xiaofang.wang ＠163.com",
    "Xiaofang.Wang@163.COM",
)
NAMES = (
    "王小芳",
    "王 小 芳",
    "王　小芳",
    "王\n小芳",
    "王\u200b小芳",
    "王·小芳",
    "王*芳",
    "王某芳",
    "王小芳女士",
    "王-小-芳",
)
BIRTHS = (
    "1985年3月12日",
    "1985年03月12日",
    "1985-03-12",
    "1985.3.12",
    "1985/3/12",
    "19850312",
    "85年3月12日",
    "一九八五年三月十二日",
    "1985年3月",
)


@pytest.mark.parametrize("written", PHONES + NUMBERS)
def test_a_known_number_is_masked_in_every_form(written: str) -> None:
    text = f"请记{written}。"
    found = ENGINE.text(text, (WANG,))
    assert any(span.start <= 2 and span.end >= 2 + len(written) for span in found.spans), found


@pytest.mark.parametrize("written", NAMES)
def test_a_known_name_is_masked_in_every_form(written: str) -> None:
    found = ENGINE.text(f"昨天{written}来过", (WANG,))
    assert found.text.startswith("昨天王某")
    assert "芳" not in found.text


@pytest.mark.parametrize("written", BIRTHS)
def test_a_known_birth_date_is_masked_in_every_form(written: str) -> None:
    assert ENGINE.text(f"资料写着{written}，", (WANG,)).text.startswith("资料写着某年某月")


def test_other_dates_stay() -> None:
    text = "2022年3月12日受理，1985年建成，3月12日回复。"
    assert ENGINE.text(text, (WANG,)).text == text


@pytest.mark.parametrize(
    "written",
    ["3栋2单元5-1", "３栋２单元５-１", "3-2-5-1", "三栋二单元五杠一", "3幢2单元5-1", "3号楼2单元5-1"],
)
def test_a_known_door_is_masked_and_its_estate_stays(written: str) -> None:
    found = ENGINE.text(f"住花园新村{written}，漏水", (WANG,)).text
    assert found.startswith("住花园新村某")
    assert found.endswith("，漏水")


@pytest.mark.parametrize("written", ["小芳", "芳芳", "阿芳"])
def test_a_given_name_is_masked_beside_a_word_of_kin_and_only_there(written: str) -> None:
    assert ENGINE.text(f"我女儿{written}在家", (WANG,)).text == "我女儿王某在家"
    assert ENGINE.text(f"店名{written}美发", (WANG,)).text == f"店名{written}美发"


def test_the_same_person_gets_the_same_word_in_every_text_and_form() -> None:
    texts = {
        "appeal": "我叫王小芳，王军打人。",
        "result": "王女士反映属实，王小芳已签字，王军认错。",
        "events/1/note": "电话联系王小芳",
    }
    found = ENGINE.record(texts, (WANG, WANG_JUN))  # type: ignore[arg-type]
    assert found["appeal"].text == "我叫王某甲，王某乙打人。"
    assert found["result"].text == "王某反映属实，王某甲已签字，王某乙认错。"
    assert found["events/1/note"].text == "电话联系王某甲"


def test_a_name_found_in_one_text_is_masked_in_the_others() -> None:
    texts = {"appeal": "投诉人：陈志强", "result": "经与陈志强沟通，已解决。"}
    found = ENGINE.record(texts, ())  # type: ignore[arg-type]
    assert found["result"].text == "经与陈某沟通，已解决。"


def test_parties_of_linked_matters_are_masked_too() -> None:
    found = ENGINE.record({"appeal": "李建国去年也反映过"}, (WANG,), (LI,))  # type: ignore[dict-item]
    assert found["appeal"].text == "李某去年也反映过"


def test_a_minor_is_never_named_by_the_surname() -> None:
    found = ENGINE.text("李小宝在读，我儿子李小宝", (CHILD,)).text
    assert "李" not in found


def test_a_private_firm_keeps_its_telling_tail_only() -> None:
    found = ENGINE.text("重庆山水物业管理有限公司不作为，山水物业收费高，山水公司推诿", (SHOP,)).text
    assert "山水" not in found
    assert "物业" in found


def test_a_firm_that_may_be_named_and_a_public_body_stay() -> None:
    named = party("respondent", kind="firm", org_name="重庆山水物业管理服务部", may_be_named=True)
    body = party("respondent", kind="firm", org_name="渝山区住房城乡建设委")
    text = "重庆山水物业管理服务部和渝山区住房城乡建设委都去了"
    assert ENGINE.text(text, (named, body)).text == text


def test_staff_who_may_be_named_stay_and_other_staff_do_not() -> None:
    text = "联系人：李建国，电话023-67771234"
    named = party("spokesperson", name="李建国", may_be_named=True)
    assert ENGINE.text(text, (named,)).text == text
    assert "李建国" not in ENGINE.text(text, (party("staff", name="李建国"),)).text


@pytest.mark.parametrize("name", ["匿名", "不详", "无", "热心市民", "王女士", "王*", "先生", "王"])
def test_a_placeholder_in_the_column_of_names_masks_nothing(name: str) -> None:
    text = "匿名的热心市民无处不详，先生们好，王者"
    assert ENGINE.text(text, (party(name=name),)).text == text


def test_a_hotline_in_the_column_of_phones_is_nobodys_number() -> None:
    text = "请拨打12345或023-67771234"
    assert ENGINE.text(text, (party(phone="12345"), party(seq=2, phone="023-67771234"))).text == text


def test_several_names_and_numbers_in_one_column_are_all_masked() -> None:
    found = ENGINE.text(
        "找陈志强或者刘梅，13812345678，023 6777 8888",
        (party(name="陈志强、刘梅（夫妻）", phone="13812345678/023-67778888"),),
    )
    assert found.text == "找陈某或者刘某，［电话已隐去］，［电话已隐去］"


def test_the_person_who_writes_for_a_firm_is_a_person() -> None:
    writer = party("applicant", kind="firm", name="陈志强", org_name="重庆山水物业管理有限公司")
    text = "我公司重庆山水物业管理有限公司，联系人陈志强"
    assert ENGINE.text(text, (writer,)).text == "我公司（名称略），联系人陈某"
