"""Names found by the networks: where they begin and end, and what is never one."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.anonymise import statistical
from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.engine import Anonymiser
from publish.anonymise.statistical import sentences
from publish.anonymise.statistical.names import LOWEST, MASKED, SURE, Names
from publish.anonymise.statistical.reader import Reader
from publish.text import fold


@cache
def loaded() -> Names:
    return statistical.load()


def hits(text: str) -> list[Hit]:
    source = Source(text)
    loaded().read([source])
    return list(loaded().hits(source))


def masked(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in hits(text) if not hit.doubt]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("昨天王小芳去了社区，没有人管。", ["王小芳"]),
        ("我叫张伟，是欧阳修文的邻居。", ["张伟", "欧阳修文"]),
        ("带头的有王芳、李强、高兴、赵建国。", ["王芳", "李强", "高兴", "赵建国"]),
        ("后来王芳李建国一起去的。", ["王芳", "李建国"]),
        ("司机是阿不都·克里木，车还在。", ["阿不都·克里木"]),
        ("转账给艾力.亚森三千元。", ["艾力.亚森"]),
        ("经办人尼玛扎西收的钱。", ["尼玛扎西"]),
        ("我是王 芳，住在五楼。", ["王 芳"]),
        ("经办人张  雨  桐让我等。", ["张  雨  桐"]),
        ("邻居谷张欣怡也签了字。", ["谷张欣怡"]),
        ("老师张薇经常补课。", ["张薇"]),
        ("我叫Zhang Wei，电话打不通。", ["Zhang Wei"]),
    ],
)
def test_a_name_is_found_from_its_first_to_its_last_character(text: str, names: list[str]) -> None:
    assert sorted(masked(text)) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "王某说物业公司不管。",
        "王某甲和王某乙住在某栋某室，王某某没有签字。",
        "杨*和李**一起去的，张××没去。",
        "投诉人：王某，联系电话（略）。",
        "杨书记您好！刘局长已批示。",
        "我的姑姑和小孩子都在老家，直系亲属可以办理。",
        "希望领导处理这件事情，解决小孩上学的困难。",
        "渝北区龙溪街道的供水管网正在抢修，预计三天恢复。",
        "杨 书记您好，姓名:王 电话:",
        "电话壹叁贰陆叁伍零捌陆捌陆。",
        "",
        "。。。！！！\n\n",
    ],
)
def test_masks_posts_kin_and_common_words_are_no_names(text: str) -> None:
    assert masked(text) == []


def test_chance_decides_between_sure_soft_and_doubt() -> None:
    texts = ("昨天王小芳去了社区。", "随后切盼领导解决高桥家电城的问题，黄财水渠、安沙、蓝子提。", "没钱修！")
    for hit in (hit for text in texts for hit in hits(text)):
        assert hit.score >= LOWEST
        assert (hit.rank is Rank.STRUCTURED) == (hit.score >= SURE)
        assert bool(hit.doubt) == (hit.score < MASKED)


def test_what_is_found_does_not_depend_on_what_was_read_before() -> None:
    texts = ["投诉人王芳，住在三楼。", "李建国说没有收到。", "带头的有王芳、李强、高兴。"]
    apart = [[(hit.start, hit.end, hit.score) for hit in hits(text)] for text in texts]
    fresh = statistical.load()
    sources = [Source(text) for text in reversed(texts)]
    fresh.read(sources)
    together = [
        [(hit.start, hit.end, hit.score) for hit in fresh.hits(source)] for source in reversed(sources)
    ]
    assert together == apart


def test_what_cutword_rules_out_lac_does_not_read() -> None:
    reader = Reader(closed=2.0)
    assert reader.reading("投诉人王芳").lac.max() == 0
    assert Reader(closed=0.0).reading("供水管网").cutword.shape == (4,)


@given(
    st.text(st.sampled_from("王芳李强欧阳·. 、,。\n户主经常敬上买买提某*×A1的和有说外孙女公"), max_size=60)
)
def test_any_string_is_read_and_every_hit_lies_in_it(text: str) -> None:
    for hit in hits(text):
        assert 0 <= hit.start < hit.end <= len(text)


@given(st.text(st.sampled_from("王芳说。!, \n1a"), max_size=400))
def test_every_character_of_a_sentence_is_the_one_at_its_place(text: str) -> None:
    folded = fold.fold(text)
    for one in sentences.split(folded):
        assert len(one.text) == len(one.places) <= sentences.LONGEST + 2
        assert "".join(folded[place] for place in one.places) == one.text


def test_sentences_leave_out_nothing_but_blanks_and_marks() -> None:
    folded = fold.fold("王芳说" * 100 + "，再见。" + "好" * 300 + "\n完")
    read = {place for one in sentences.split(folded) for place in one.places}
    assert {place for place, char in enumerate(folded) if char not in "\n "} <= read


@pytest.mark.parametrize("text", ["王" * 200_000, "1" * 200_000, "王芳、" * 20_000, "王·" * 20_000])
def test_a_long_text_of_one_thing_ends(text: str) -> None:
    assert all(hit.end <= len(text) for hit in hits(text))


@pytest.mark.parametrize("text", ["农时不等人。先抽水保栽秧。", "回访群众，田里已经栽满。"])
def test_a_word_of_the_field_is_nobody_though_it_begins_like_a_surname(text: str) -> None:
    assert Anonymiser().text(text).text == text
