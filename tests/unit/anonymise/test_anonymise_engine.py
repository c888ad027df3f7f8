"""How texts read after the anonymiser, what stays, what goes to a person."""

from __future__ import annotations

import pickle

import pytest
from anonymise_invented import PUBLIC, WANG

from publish.anonymise import policy
from publish.anonymise.engine import Anonymiser
from publish.errors import UsageError

ENGINE = Anonymiser(PUBLIC, statistics=None)

READS = (
    (
        "我叫王芳，住幸福小区3栋2单元5-1，电话13812345678。",
        "我叫王某，住幸福小区某栋某室，电话［已隐去］。",
    ),
    ("电话：13812345678，邮箱：a.b@c.com", "电话：［已隐去］，邮箱：［已隐去］"),
    ("投诉人：王芳、李军、王丽娟", "投诉人：王某甲、李某、王某乙"),
    ("母亲今年83岁，孩子6个月的宝宝", "母亲今年八十多岁，孩子几个月的宝宝"),
    ("我是1985年3月12日出生的", "我是某年某月某日出生的"),
    ("车牌渝A12345和渝AD12345", "车牌渝A·×××××和渝A·×××××"),
    ("家住汇金路777号，龙井村3组15号", "家住汇金路某号，龙井村某组某号"),
    ("找老王要钱，李先生说不行", "找老王要钱，李某说不行"),
    ("网友“山城小面”您好", "网友“某某”您好"),
    ("投诉重庆山水商贸有限公司", "投诉某商贸公司"),
    ("我儿子王小明在读书", "我儿子某某在读书"),
    ("胡华强书记，拜托了", "胡书记，拜托了"),
)
STAYS = (
    "杨书记：您好！张科长让我找李主任。",
    "请拨打12345、12315、96096或023-67771234，服务热线400-812-3456。",
    "依据渝府发〔2021〕12号文件，罚款3000元，2022年3月5日前整改。",
    "渝山区住房城乡建设委、清水镇人民政府已到现场。",
    "杨*，电话138****8000，楚ay****。",
    "王某甲和李某某到现场，王某说不行。",
    "年满60周岁的老人免费，18岁以下减半。",
    "请到民主路18号政务服务中心一楼大厅办理。",
    "全村12个村民小组，工作组已进驻。",
)


@pytest.mark.parametrize(("text", "outcome"), READS)
def test_a_masked_sentence_still_reads(text: str, outcome: str) -> None:
    assert ENGINE.text(text).text == outcome


@pytest.mark.parametrize("text", STAYS)
def test_what_is_public_or_masked_already_stays(text: str) -> None:
    assert ENGINE.text(text).text == text


def test_a_keep_never_overrides_a_known_identifier() -> None:
    assert "13812345678" not in ENGINE.text("咨询热线：13812345678", (WANG,)).text


def test_a_published_line_stays_where_a_private_one_is_masked() -> None:
    found = ENGINE.text("我的电话023-67771234，座机023-67775678").text
    assert found == "我的电话023-67771234，座机［已隐去］"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("他得了糖尿病", "健康状况"),
        ("女儿在读三年级", "可能是未成年人"),
        ("后来王小芳跑了", "疑似姓名"),
        ("聊天记录如下：明天来", "引用的聊天记录"),
    ],
)
def test_doubt_goes_to_a_person(text: str, reason: str) -> None:
    found = ENGINE.text(text)
    assert found.text == text
    assert [flag.reason for flag in found.flags] == [reason]


def test_a_flag_never_lies_on_what_is_masked() -> None:
    found = ENGINE.text("投诉人：王小芳，后来王小芳跑了")
    assert found.flags == ()


def test_every_span_names_what_it_replaced_and_by_which_recognizer() -> None:
    text = "请打13812345678"
    span = ENGINE.text(text).spans[0]
    assert (text[span.start : span.end], span.kind, span.recognizer) == ("13812345678", "PHONE", "mobile")
    assert 0 < span.score <= 1


def test_an_anonymiser_travels_to_another_process() -> None:
    other = pickle.loads(pickle.dumps(ENGINE))
    assert other.text("座机023-67771234，投诉人：王芳").text == "座机023-67771234，投诉人：王某"


def test_a_policy_with_an_unknown_key_is_refused(tmp_path: object) -> None:
    path = policy.DEFAULT.parent / "policy.yaml"
    broken = tmp_path / "policy.yaml"  # type: ignore[operator]
    broken.write_text(path.read_text("utf-8") + "\nperso: 某\n", "utf-8")
    with pytest.raises(UsageError, match=r"ANONYMISE-006.*person"):
        policy.load(broken)
    with pytest.raises(UsageError, match="ANONYMISE-001"):
        policy.load(broken.with_name("none.yaml"))


def test_an_empty_record_and_an_empty_text_are_no_trouble() -> None:
    assert ENGINE.record({}, ()) == {}
    assert ENGINE.text("").text == ""


def test_a_name_that_begins_like_a_word_is_looked_for_once_it_stood_beside_a_telephone() -> None:
    found = Anonymiser(statistics=None).text("别再有人上当。\n唐朝碧\n盼复。唐朝碧 18127001003")
    assert "唐朝碧" not in found.text
