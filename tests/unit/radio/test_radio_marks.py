"""What a host sees beside the words: pinyin where a tongue may stumble, and nowhere else."""

from __future__ import annotations

import re

import pytest
from radio_invented import DIRECTORY, ZHOUWU

from publish.radio import numbers, pinyin, traps
from publish.radio.marks import Mark, marks, pieces, warnings
from publish.radio.programme import named
from publish.radio.rundown import Line
from publish.radio.scene import scene

MARKED = """
綦江区水利局 → 綦qí
丰都县 → 都dū
长寿区 → 长cháng
在朝天门码头 → 朝cháo
石砫县 → 砫zhù
弹子石老街 → 弹dàn
濯水古镇 → 濯zhuó
曾家岩 → 曾zēng
逾期还款 → 还huán
及时给予补助 → 给jǐ
企业中标 → 中zhòng
泊位已划线 → 泊bó
市医保局副局长单明，还有一位 → 单shàn
今天来的是水利局局长仇大海。 → 仇qiú
由主任尉迟恭介绍，任务很重 → 尉yù 迟chí
处长区德和刘兴 → 区ōu
主任牟琴 → 牟mù/móu
相互推诿 → 诿wěi
㽏井镇 → 㽏gàn
"""

UNMARKED = """
已经退还本金
还有一处没有修好
业主应诉求前来
部分外墙脱落
区水利局局长单位
任务已经完成，任何人不得收费
局长任命以后
解决了供水问题
重庆市的道路
我们都会去看
查处了一家企业
"""


def line(written: str) -> Line:
    said = numbers.read(written)
    return Line(said.text, 0, None, said.figures)


def seen(one: Line) -> str:
    return " ".join(
        one.text[mark.start : mark.end] + mark.shown for mark in marks(one) if mark.kind == "pinyin"
    )


@pytest.mark.parametrize("case", MARKED.strip().splitlines())
def test_pinyin_stands_over_what_a_host_may_stumble_on(case: str) -> None:
    written, shown = case.split(" → ")
    assert seen(line(written)) == shown


@pytest.mark.parametrize("written", UNMARKED.strip().splitlines())
def test_no_pinyin_stands_over_what_everybody_reads_right(written: str) -> None:
    assert seen(line(written)) == ""


def test_every_word_of_the_table_has_a_syllable_a_character() -> None:
    known = pinyin.table()
    for word, said in {**known.compound, **known.places, **known.words, **known.right}.items():
        assert len(said.split()) == len(word), word
        assert re.fullmatch(r"[*a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ ]+", said), word


def test_a_word_of_the_table_is_read_as_the_table_says() -> None:
    known = pinyin.table()
    for word, said in {**known.places, **known.words}.items():
        assert pinyin.syllables(word) == tuple(part.lstrip("*") for part in said.split()), word


def test_a_figure_is_shown_with_its_written_form() -> None:
    one = line("退还1866元，3月5日到账。")
    assert marks(one) == (
        Mark(2, 9, "figure", "1866"),
        Mark(11, 15, "figure", "3月5日"),
    )


def test_a_masked_figure_is_never_shown_as_it_was_written() -> None:
    assert marks(line("手机138****5678")) == ()


def test_the_pieces_of_a_line_are_the_line() -> None:
    one = line("綦江区3月5日退还1866元，55dB(A)。")
    assert "".join(text for text, _ in pieces(one.text, marks(one))) == one.text
    assert not any("(" in mark.shown or ")" in mark.shown for mark in marks(one))


def test_a_run_of_like_initials_is_marked_as_hard_to_say() -> None:
    assert any(one.startswith("拗口") for one in warnings("他侧着身子走"))
    assert any(one.startswith("拗口：是市市") for one in warnings("这是市市场监管局"))
    assert not list(traps.twisters("经核实，情况属实。"))


def test_a_year_is_no_tongue_twister() -> None:
    assert not list(traps.twisters("二零二二年二月二日"))


def test_a_word_that_is_heard_as_another_says_which_and_only_once() -> None:
    assert warnings("退还定金，定金已到账。") == ("易误听：定金，不是“订金”",)
    assert warnings("误工费已经补发。") == ()
    assert [trap.warning for trap in traps.misheard("全部合格")] == ["易误听：全部，不是“全不”"]


def test_lines_that_are_joined_keep_each_figure_where_it_stands() -> None:
    where = scene(ZHOUWU, named("zhouwu"), DIRECTORY)
    one = where.joined([where.line("退还1866元。"), where.line("另有12户，3月5日到账。")])
    assert one.text == "退还一千八百六十六元。另有十二户，三月五日到账。"
    shown = [(one.text[figure.start : figure.end], figure.written) for figure in one.figures]
    assert shown == [("一千八百六十六", "1866"), ("十二", "12"), ("三月五日", "3月5日")]
