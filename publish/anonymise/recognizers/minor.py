"""Minors: what says that somebody in the matter is one goes to a person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.recognizers._personal import told

_CHILD = r"(?:孩子|小孩子?|女儿|儿子|孙子|孙女|外孙女?|娃儿?|幺儿|幺女|弟弟|妹妹|侄子|侄女|闺女|学生)"
_GRADE = (
    r"(?:[一二三四五六七八九1-9]年级|初[一二三](?!中)|高[一二三](?!中)|[大中小]班(?!车|长)"
    r"|学前班|幼儿园|小学|初中|高中|中学)"
)
_PUPIL = re.compile(
    rf"(?P<value>(?:一名|一个|一位|是|这名|该名)[^,。;\n]{{0,8}}?(?:小学|初中|高中|中学|{_GRADE})(?:的)?学?生)(?!的?家长|们?上下学)"
)
_ATTENDS = re.compile(
    rf"(?P<value>{_CHILD}(?:现在?|今年|目前|正|刚|[在就还都于])[^,。;\n]{{0,10}}?(?:读|上|念)[^,。;\n要想能]{{0,10}}?{_GRADE}(?:[一二三四五六1-6]年级)?)"
)
_IN = re.compile(
    rf"(?P<value>{_CHILD}(?:[是在]|今年|现在)?(?:读|上|念)[^,。;\n要想能]{{0,8}}?[一二三四五六七八九1-9]年级)"
)
_YOUNG = re.compile(
    rf"(?P<value>未成年(?:人)?的?(?:{_CHILD}|子女|女孩|男孩|少女|少年)|(?:一名|一个|该|这名|其|被害)未成年人?)(?!保护|人保护)"
)
_AGED = re.compile(
    rf"(?<![0-9])(?:[1-9]|1[0-7]|[一二三四五六七八九]|十[一二三四五六七]?)(?:周)?岁(?:多|半)?的?(?:一个|小)?(?P<value>{_CHILD}|[男女]孩|[男女]童|幼[女儿童]|少[年女]|宝宝|婴儿)"
)
_NAMED = re.compile(
    r"(?:一名|该|这名|被拐|失踪|走失|溺水|受害)(?P<value>[男女]童|幼女|少女|男孩|女孩|婴儿|孤儿|留守儿童)"
)

RECOGNIZER = Recognizer(
    name="minor",
    kind="MINOR",
    doubt="可能是未成年人",
    patterns=(
        Pattern(_PUPIL, score=0.5),
        Pattern(_ATTENDS, ("digits",), 0.5),
        Pattern(_IN, ("digits",), 0.5),
        Pattern(_YOUNG, score=0.6, refine=told(20)),
        Pattern(_AGED, ("digits",), 0.7, needs=("岁",)),
        Pattern(_NAMED, score=0.6),
    ),
    positives=(
        "我【是十六中学的一名中学生】",
        "我【女儿在读三年级】",
        "我的【小孩子现在本市读小学六年级】，",
        "他的【未成年女儿】",
        "6岁的【女儿】被咬",
        "一名【女童】走失",
    ),
    negatives=("学校门口", "小学附近"),
    near_misses=(
        "未成年人保护法",
        "学生证",
        "大学学生",
        "小孩要读幼儿园怎么办理",
        "中学强制学生消费",
        "三年级学生自愿转学",
        "未成年子女无住房证明",
    ),
)
