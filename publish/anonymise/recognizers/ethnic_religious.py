"""Somebody's people or faith: shown to a person. Autonomous counties, mosques and temples are places."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.lexicon import PEOPLES, choice
from publish.anonymise.recognizers._personal import told

_PEOPLES = choice(PEOPLES)
_LABELLED = re.compile(rf"(?:民族|族别|族属)[ ]?[:是为][ ]?(?P<value>{_PEOPLES}族?)(?![一-鿿])")
_ONE = re.compile(
    rf"(?P<value>{_PEOPLES}族)(?:人|同胞|老人|妇女|小伙|姑娘|青年|村民|群众|学生|男子|女子|大妈|大爷)?(?!自治|乡|镇|村|县|州|传统|风情|文化|吊脚|中学|小学|苗族|土家族|地区|民间|博物|各)"
)
_IS = re.compile(
    rf"(?:我|本人|我家|我们|[他她]|父亲|母亲|妻子|丈夫|老公|老婆|户主|两口子|全家)(?:家)?(?:都|也)?(?:是|系|属于?|为)(?:一[名个位])?(?P<value>{_PEOPLES}族|少数民族)"
)
_FAITH = re.compile(
    r"(?P<value>信(?:奉|仰|了)?(?:佛教?|基督教?|天主教?|伊斯兰教?|道教|耶稣|主(?=[,。的])|上帝|真主)|(?:基督|天主|伊斯兰|佛|道)教徒|穆斯林|基督徒|信徒|教友|受洗|皈依|出家(?:为)?(?:僧|尼|人)?|还俗|做礼拜|不吃(?:猪肉|大肉)|法轮功|邪教(?:人员|成员|组织))"
)

RECOGNIZER = Recognizer(
    name="ethnic_religious",
    kind="PERSON",
    doubt="民族或宗教信仰",
    triggers=("族", "教", "佛", "信", "穆斯林", "受洗", "皈依", "出家", "还俗", "礼拜", "肉", "法轮功"),
    patterns=(
        Pattern(_LABELLED, score=0.7),
        Pattern(_IS, score=0.7),
        Pattern(_ONE, score=0.5, refine=told(12)),
        Pattern(_FAITH, score=0.5, refine=told(16)),
    ),
    positives=(
        "民族：【土家族】，",
        "我们家是【回族】，",
        "他是一名【彝族】小伙",
        "我母亲【信仰基督教】多年",
        "老人是【穆斯林】，",
    ),
    negatives=("民族团结", "教育局"),
    near_misses=(
        "酉阳土家族苗族自治县",
        "清真寺旁的路",
        "民族中学",
        "我信任你们",
        "佛手瓜的收购价",
        "苗族风情街",
    ),
)
