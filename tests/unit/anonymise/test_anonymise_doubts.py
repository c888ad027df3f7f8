"""Doubts go to a person: where they lie, why, and how many a record brings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.anonymise.engine import Anonymiser, Job
from publish.model.texts import RawText

ENGINE = Anonymiser(statistics=None)
SHARED = Path(__file__).parents[4] / "shared/data"
NAMES = frozenset(("疑似姓名",))


@pytest.mark.parametrize(
    ("text", "flagged", "reason"),
    [
        ("我母亲患有糖尿病、高血压，每月吃药", "糖尿病、高血压", "健康状况"),
        ("我的女儿在读三年级", "女儿在读三年级", "可能是未成年人"),
        ("我们家是回族，村里没有墓地", "回族", "民族或宗教信仰"),
        ("父亲生前是老红军，房子漏了", "老红军", "少见的职业或身份"),
        ("我丈夫刑满释放后没有工作", "刑满释放", "敏感个人信息"),
        ("我家是低保户，没有钱", "低保户", "敏感个人信息"),
        ("物业在微信群里回复说：“再闹就停你家的水”", "再闹就停你家的水", "引用的聊天记录"),
    ],
)
def test_a_doubt_says_where_and_why(text: str, flagged: str, reason: str) -> None:
    found = ENGINE.text(text)
    assert found.text == text
    assert [(text[flag.start : flag.end], flag.reason) for flag in found.flags] == [(flagged, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "来信收悉。尿毒症透析已纳入医保门诊特殊病种，住院报销比例为七成。",
        "残疾人可以向户籍所在地社区申请办证。",
        "酉阳土家族苗族自治县民族中学门口堵车。",
        "未成年子女随父母入户的，须提供出生证明。",
        "离婚登记请提前预约。",
    ],
)
def test_a_rule_is_nobodys_secret(text: str) -> None:
    assert ENGINE.text(text).flags == ()


def test_what_is_masked_amid_a_doubt_leaves_the_rest_of_it_flagged() -> None:
    text = "聊天记录如下：明天13812345678来收钱，不给就停水"
    found = ENGINE.text(text)
    assert [text[flag.start : flag.end] for flag in found.flags] == [
        "聊天记录如下：明天",
        "来收钱，不给就停水",
    ]


def test_a_desk_is_not_flooded() -> None:
    path = SHARED / "messages/messages_600.jsonl"
    if not path.exists():
        pytest.skip("../shared/data is not here")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()[:200]]
    jobs = [Job({"t": RawText(row["留言详情"]), "r": RawText(row["答复意见"] or "")}) for row in rows]
    flags = [flag for done in ENGINE.records(jobs) for text in done.values() for flag in text.flags]
    assert 0 < sum(flag.reason not in NAMES for flag in flags) / len(rows) <= 1.5


def test_health_and_minors_of_annotated_complaints_are_masked_or_flagged() -> None:
    path = SHARED / "pii/complaints_dev_150.jsonl"
    if not path.exists():
        pytest.skip("../shared/data is not here")
    missed = 0
    for line in path.read_text("utf-8").splitlines():
        fields = json.loads(line)["fields"]
        texts = {name: RawText(field["text"]) for name, field in fields.items()}
        done = ENGINE.record(texts, ())
        for name, field in fields.items():
            shown = (*done[name].spans, *done[name].flags)
            for span in field["spans"]:
                if span["kind"] in ("HEALTH", "MINOR"):
                    missed += not any(s.start < span["end"] and span["start"] < s.end for s in shown)
    assert missed == 0
