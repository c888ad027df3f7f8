"""Words for the ear: what a host could not read aloud is gone, and nobody is named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.radio import masks, numbers, sentences, timing
from publish.radio.ear import rules
from publish.radio.spoken import applied, loose, short, spoken
from publish.radio.steps import STEPS, VOICED, Voice

OFFICE = Voice(unit="万州区水利局", units=(("重庆市万州区水利局", "万州区水利局"),))

MASKED = {
    "投诉人王某称": "投诉人称",
    "王先生来电说": "一位市民来电说",
    "业主王某甲与李某乙发生纠纷": "几位业主发生纠纷",
    "张某、李某等人": "几位市民",
    "王某甲称没收到，李某乙称收到了，王某甲不认": "一位市民称没收到，另一位市民称收到了，这位市民不认",
    "欧阳某表示": "一位市民表示",
    "老王说": "一位市民说",
    "孩子某某在门口等了很久": "孩子在门口等了很久",
    "某某反映": "一位市民反映",
    "在某某小区门口": "在某某小区门口",
    # near misses: words that look like masked names
    "小区老旧，小学旁边": "小区老旧，小学旁边",
    "位于某小区": "位于某小区",
    "何时能解决": "何时能解决",
    "微信小程序": "微信小程序",
    "向某企业收费": "向某企业收费",
}  # fmt: skip


@pytest.mark.parametrize(("written", "said"), MASKED.items())
def test_a_masked_or_half_named_person_is_said_neutrally(written: str, said: str) -> None:
    assert masks.spoken(written) == said


SAID = {
    "经查（详见附件1），情况属实。": "经查，情况属实。",
    "根据渝府发〔2022〕15号文件，已取消收费。": "根据有关文件，已取消收费。",
    "根据《办法》（国务院令第53号）和万水〔2022〕15号文件，已整改。": "根据《办法》和有关文件，已整改。",
    "您反映的问题属实，我局已责令整改。": "这位市民反映的问题属实，万州区水利局已要求整改。",
    "重庆市万州区水利局会同区住房和城乡建设委员会处理。": "万州区水利局会同区住房城乡建委处理。",
    "工作人员电话回访王先生，其表示满意。": "工作人员电话回访这位市民，对方表示满意。",
    "他的电话是138****5678，请联系。": "请联系。",
    "车牌号为渝A·×××××的货车占道，已经劝离。": "货车占道，已经劝离。",
    "联系［电话已隐去］，情况属实。": "情况属实。",
    "该代收点均已停止收费。": "这个代收点都已停止收费。",
    "网址：https://example.org/a，可以查询。": "可以查询。",
    "［…］": "",
    "138****5678": "",
}  # fmt: skip


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_a_written_sentence_becomes_a_spoken_one(written: str, said: str) -> None:
    assert spoken(written, OFFICE, office=True) == said


def test_a_citizen_does_not_say_on_air_who_and_where_he_is() -> None:
    written = "我是长滩苑某栋某室的住户王某，自来水一直是黄的，没有人管。"
    assert spoken(written, Voice(), office=False) == "自来水一直是黄的，没有人管。"


@given(
    st.text(
        alphabet="王某甲×*（）［…］〔2022〕15号，。；一是：电话138渝A·“”(){}<>&您我局该均~#$/%-元米kW①",
        max_size=80,
    )
)
def test_nothing_unreadable_is_left_in_any_sentence(text: str) -> None:
    for office in (True, False):
        said = spoken(text, OFFICE, office=office)
        assert not re.search(r"[×*＊…（）()〔〕\[\]［］【】<>{}“”~#$/\d]|某某", said)
        assert said == "" or said[-1] in "。！？"


@given(st.text())
def test_any_text_at_all_is_spoken_without_an_error(text: str) -> None:
    for sentence in sentences.split(text):
        short(loose(spoken(sentence.text, OFFICE, office=True)))


FIGURES = """
2022年3月5日 → 二零二二年三月五日
2022-03-05 → 二零二二年三月五日
2月2日 → 二月二日
07月 → 七月
3月5日-8日 → 三月五日到八日
2021-2022年 → 二零二一到二零二二年
30%-150% → 百分之三十到百分之一百五十
10-20% → 百分之十到百分之二十
5.5% → 百分之五点五
1-10元 → 一到十元
1,234.5元 → 一千二百三十四点五元
12000元 → 一万二千元
0.8元/度 → 每度零点八元
拨打12345热线 → 拨打幺二三四五热线
12345元 → 一万二千三百四十五元
023-63899999 → 零二三，六三八九，九九九九
(023)63899999 → 零二三，六三八九，九九九九
14:30 → 十四点半
9:00-17:00 → 九点到十七点
202路公交车 → 二零二路公交车
2个 → 两个
第2次 → 第二次
22户 → 二十二户
2000户 → 两千户
100500 → 十万零五百
510700 → 五十一万零七百
2×200kW → 二乘两百千瓦
3/4 → 四分之三
110千伏 → 一百一十千伏
10000余户 → 一万余户
3:1 → 三比一
-5℃ → 零下五摄氏度
120-480米 → 一百二十到四百八十米
７×24小时 → 七乘二十四小时
"""


@pytest.mark.parametrize("case", FIGURES.strip().splitlines())
def test_a_figure_is_written_as_it_is_said(case: str) -> None:
    written, said = case.split(" → ")
    assert numbers.spoken(written) == said


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_can_be_read_back(number: int) -> None:
    assert read_back(numbers.cardinal(number)) == number


def read_back(said: str) -> int:
    """An independent reader of Chinese numerals: sections of 亿 and 万."""
    said = said.replace("两", "二")
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if name in said:
            head, _, rest = said.rpartition(name) if name == "亿" else said.partition(name)
            return read_back(head) * size + (read_back(rest) if rest else 0)
    total, digit = 0, 0
    for character in said:
        if character in "千百十":
            total += (digit or 1) * {"千": 1000, "百": 100, "十": 10}[character]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(character)
    return total + digit


def test_a_long_sentence_is_broken_where_both_halves_can_stand() -> None:
    said = short(
        "供水企业向受影响的住户减免了当月部分水费，对接听电话敷衍了事的人员作了调岗处理，并就此事在小区公开致歉。"
    )
    assert len(said) == 2
    assert all(piece.endswith("。") for piece in said)
    assert not any(piece.startswith("并") for piece in said)


def test_greetings_thanks_and_pointers_are_never_chosen() -> None:
    text = "王先生：\n您好！您反映的水质问题收悉，现回复如下：\n经查，旧管已更换。\n详见附件。感谢您的监督。"
    chosen = sentences.choose(sentences.split(text), 10_000, lambda one: len(one.text), "done")
    assert [one.text for one in chosen] == ["经查，旧管已更换。"]


def test_chosen_sentences_keep_their_order_and_fit_the_budget() -> None:
    text = "".join(f"第{n}处已整改完成。" for n in range(1, 40))
    chosen = sentences.choose(sentences.split(text), 60, lambda one: len(one.text), "done")
    assert [one.place for one in chosen] == sorted(one.place for one in chosen)
    assert sum(len(one.text) for one in chosen) <= 60


def test_one_two_three_of_a_list_are_read_whole_or_not_at_all() -> None:
    text = "措施如下：一是停止收费；二是退还费用；三是约谈企业。此后没有反弹。"
    assert len(sentences.split(text)) == 2


def test_time_is_syllables_at_the_rate_and_a_pause_a_mark() -> None:
    assert timing.syllables("幺二三四五热线，APP，WiFi") == 7 + 3 + 2
    assert timing.milliseconds("停水三天了。", timing.Pace(rate=240)) == 5 * 250 + timing.PAUSES["。"]
    assert timing.clock(125) == "2分5秒"


def test_numbers_of_documents_are_read_only_where_a_programme_wants_them() -> None:
    written = "根据渝府发〔2022〕15号文件，已取消收费。"
    assert spoken(written, Voice(documents=True), office=True).startswith("根据渝府发二零二二，十五号文件")
    assert spoken(written, Voice(), office=True) == "根据有关文件，已取消收费。"


RULES = {rule.name: rule for rule in rules()}


@pytest.mark.parametrize("name", RULES)
def test_every_rule_does_what_its_examples_show(name: str) -> None:
    rule = RULES[name]
    office = rule.only != "citizen"
    assert rule.examples, "a rule without an example"
    for written, said in rule.examples.items():
        assert applied(rule, written, Voice(), office=office) == said


def test_every_rule_is_an_expression_or_a_known_step() -> None:
    assert len(RULES) == len(rules())
    for rule in rules():
        assert bool(rule.find) is not bool(rule.step), rule.name
        assert not rule.step or rule.step in {**STEPS, **VOICED}
