"""Rare names, and names that are words, by what stands on both their sides: 据补树清介绍, 借给高原两万元."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source
from publish.anonymise.lexicon import COMPOUND, FREQUENT, GIVEN, HAN, KIN_CHOICE, RARE, SURNAMES, read_words

_SAYS = (
    r"说(?:[:,“\"不没他她我你要是今明下钱已]|$|。)|讲[,。:]|称(?:不|没|其|他|自己|已)|[对跟向][我他她][说讲要]|告诉[我他她]"
    r"|回[答复][我:,]|答复[我:,]|反问|骂[我他她人]|承认|否认|答应|承诺|表示(?:会|将|不|没|已|要|愿|同|自|马|下)|发微信|发短信|打电话|不接|接电话|挂[了断]"
    r"|一直推|不同意|来找|来家里|来闹|来要|跑了|跑路|失联|出来对|在电话|在场|当场|当着|动手|骗[了我]|欠[了我他她]|借[了走我]"
)
_HAS = (
    rf"的(?:{KIN_CHOICE}|身份证|电话|手机|微信|说法|原话|名字|签名|银行卡|卡上|卡里|账户|账号|名下|工资|笔迹|病|伤|儿|女|父|母|妻)"
    r"|名下|家的[狗猫房车门墙树地]|家[里门]|签的?字|住在|本人|夫妇|夫妻|[等以][共一]?[0-9一二三四五六七八九十]+[余多]?[人名户]"
)
_DOES = r"打伤|打了|负责收|收[的了走]钱|来管|在内|也没有?[拿收领]|交的钱|什么时候|要了|要钱|一起[去来]"
ACTS = (
    r"拖欠|把我|先动手|骂人|又[来打找]|故意|喝了?酒|欠(?:我|货|钱|款|薪|了)|收了[我家钱]|不[肯还退]|拒[不绝付]|态度|转了"
    r"|退钱|要说法|开车|撞[倒伤]|推倒|签的|之[妻子女夫]|至今|私自|威胁|叫我|让我|要我|往楼|占用|占了|一分钱|跑了|照顾|的丈夫"
)
WHO = (
    "昨天|当天|当时|后来|结果|听说|那天|刚才|晚上|同村|隔壁|楼上|楼下|对方|车主|店主|老板|房东|邻居|证人|保安|被告|原告|死者|伤者"
    "|队长|会计|业主|租客|工人|丈夫|妻子|爱人|现由|后经|已向|工友"
)
_MONEY = r"[0-9一二两三四五六七八九十几]{1,4}(?:千|万|百|元|块|余)"
_LEFT = "据听问被由找和跟与替向请对让叫等帮骗有括成为给到是来里照及管而"
BOUND = r",。!?;:、…\n ()“”\""
RIGHT = rf"{_SAYS}|{_HAS}|{_DOES}|{_MONEY}"
_FIRST = "".join(sorted((RARE | SURNAMES) - FREQUENT))
_ANY = "".join(sorted(RARE | SURNAMES))
_RARE = re.compile(rf"[{_FIRST}](?:(?<=[{_LEFT}{BOUND}].)|(?<![^\n].)){HAN}{{1,2}}?(?={RIGHT}|介绍)")
_WORD = re.compile(
    rf"[{_ANY}](?:(?<=[{BOUND}].)|(?<=[据听问被由找跟替请叫给].)|(?<=(?:{WHO}).)|(?<![^\n].)){HAN}"
    rf"(?={_SAYS}|{_HAS}|{_DOES}|{ACTS}|{_MONEY})"
)
_TIMES = frozenset(read_words("times.txt"))
_VERBAL = frozenset("才拉部费说求连但有要来去到过没能会可看看做买又也都还就更最所以由从自将把被给让向对")


def _rare(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A surname few bear, and a given name's characters, no word among them."""
    name = match[0]
    words = {name, name[:2], name[1:]} & name_forms.ORDINARY
    plain = words or name_forms.nobody(name) or _runs_on(source, match) or name[:2] in COMPOUND
    if set(name[1:]) <= GIVEN and not plain and (len(name) > 2 or name[0] not in _VERBAL):
        yield match.span()


def _word(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Maybe a common word, but one with a frequent surname and a given name's character."""
    name = match[0]
    borne = name[0] in FREQUENT and name[1] in GIVEN
    if borne and name not in _TIMES and not name_forms.nobody(name) and not _runs_on(source, match):
        yield match.span()


def _runs_on(source: Source, match: re.Match[str]) -> bool:
    """Whether its last character and the next are a word, or its first and the one before."""
    around = (match.end() - 1, match.start() - 1)
    return any(source.folded[max(0, at) : at + 2] in name_forms.ORDINARY for at in around)


RECOGNIZER = Recognizer(
    name="context_name",
    kind="PERSON",
    rank=Rank.SOFT,
    patterns=(
        Pattern(_RARE, score=0.7, refine=_rare),
        Pattern(_WORD, score=0.6, refine=_word),
    ),
    positives=(
        "据【补树清】介绍，钱用完了",
        "去年借给【高原】两万元",
        "【金光】告诉我没有办法",
        "【鲜玉华】的母亲住院",
        "后来【母德】来家里闹",
        "，【白露】不接电话。",
        "昨天【黄河】又来闹",
    ),
    negatives=("平时说不清楚", "物业说没有办法", "公司的电话打不通"),
    near_misses=(
        "方案说明",
        "但一直推脱",
        "平台承认错误",
        "成都的电话",
        "金额拖欠太多",
        "平台拒绝退款",
        "任何人的身份证",
        "国家的钱两万元",
        "高新区的房子",
    ),
)
