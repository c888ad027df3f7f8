"""Somebody's health: never masked by itself, always shown to a person. Rules and hospitals are nobody's."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Rank, Recognizer
from publish.anonymise.recognizers._personal import told

_ILL = (
    r"(?:(?<![致防抗])(?:[肺肝胃肠骨脑喉舌]|直肠|结肠|乳腺|宫颈|子宫|卵巢|食道|食管|鼻咽|甲状腺|胰腺|胆管|膀胱|前列腺|淋巴)?癌(?:症(?![\"”]?村)|(?!症))(?:[早中晚]期)?|肿瘤|白血病|尿毒症|艾滋病?|HIV|梅毒|淋病|性病|乙肝|丙肝|肝炎|肝硬化|肺结核|尘肺病?|矽肺病?"
    r"|抑郁症?|躁狂症?|焦虑症|精神(?:病|分裂症?|障碍|失常|异常)|自闭症|孤独症|多动症|糖尿病|高血压|心脏病|冠心病|心梗|脑梗塞?|脑溢血|脑出血|脑瘫|中风|癫痫"
    r"|帕金森|阿尔茨海默|老年痴呆|肾衰竭?|红斑狼疮|罕见病|慢性病|职业病|重病|大病|绝症|旧疾|后遗症|病危|重症)"
)
_STATE = (
    r"(?:(?:[一二三四1-4]级|先天性?|天生|重度|肢体|智力|视力|听力|精神|身有|落下|终身|身体)?(?:残疾|伤残)(?!证|军|人(?!$|[,。、;!?]|士?$))(?:人)?|瘫痪(?:在床)?|偏瘫|截肢|截瘫|失明|失聪|聋哑|智障|弱智|植物人"
    r"|(?:完全|部分)?丧失(?:了)?劳动能力|(?:基本)?生活(?:都)?(?:完全)?(?:不能|无法)自理|卧床不起|长期卧床|昏迷不醒|抢救无效|透析|化疗|放疗"
    r"|怀孕|有孕在身|流产|早产|难产|不孕|绝育|堕胎|骨折|住院|做(?:了)?[^,。;\n]{0,4}手术|自杀|自残|轻生|割腕|精神崩溃)"
)
_MORE = r"(?:[^。!?;\n]{0,5}?"
_GOT = re.compile(
    rf"(?:身?患(?:有|上)?(?:了|过)?|得了|得的|确诊(?:为|是)?|查出(?:是|患)?|诊断(?:为|是|出)|病情|患上(?:了)?|属于?|是)[^,。;\n]{{0,6}}?(?P<value>{_ILL}{_MORE}(?:{_ILL}|{_STATE})){{0,6}})"
)
_NAMED = re.compile(rf"(?P<value>{_ILL}{_MORE}(?:{_ILL}|{_STATE})){{0,6}})")
_SO = re.compile(rf"(?P<value>{_STATE}{_MORE}(?:{_ILL}|{_STATE})){{0,6}})")
_LIMB = re.compile(
    r"(?:双?[腿脚手眼耳](?!的)|左|右|先天|天生)[^,。;!?\n]{0,4}?(?:残疾|残废|失明|失聪|截肢|瘫痪|致残)"
)

RECOGNIZER = Recognizer(
    name="health",
    kind="HEALTH",
    rank=Rank.SOFT,
    doubt="健康状况",
    patterns=(
        Pattern(_GOT, score=0.6, refine=told(own=True)),
        Pattern(_NAMED, score=0.5, refine=told(18, own=True)),
        Pattern(_SO, score=0.5, refine=told(14)),
        Pattern(_LIMB, score=0.6),
    ),
    positives=(
        "母亲患有【糖尿病】",
        "我是【残疾人】",
        "农民工【尘肺病】群体的请求",
        "我们患上了不治的【尘肺病】",
        "致使我们【完全丧失劳动能力】、",
        "他查出【肺癌晚期，住院】三个月",
        "我妻子【怀孕】五个月",
        "老人【瘫痪在床】",
        "请问【腿天生残疾】六十多岁可以办吗",
        "她患【高血压、冠心病】",
    ),
    negatives=("病房改造", "医院门口"),
    near_misses=(
        "健康证",
        "卫生状况",
        "残疾人可以向社区申请办证",
        "尿毒症透析纳入门诊特殊病种",
        "我市对高血压患者免费体检",
        "住院报销比例",
        "这个村成了癌症村",
    ),
)
