"""A given name alone behind a word for kin, told by what follows: 我女儿雨桐今年8岁, 他表哥传朋在外打工."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import CHILD, GIVEN, KIN, choice, read_words
from publish.anonymise.name_forms import ORDINARY

_WORDS = choice(word for word in (*KIN, *CHILD) if len(word) > 1)
_AGE = (
    r"(?:年满|今年|现年|现在|虚岁|刚满|才|都|已经?|快|年)?"
    r"(?:[0-9一二两三四五六七八九十]{1,3}多?[几来]?[ ]?(?:个?岁|个?月大|周岁|了)"
    r"|虚岁[0-9]|七老八十|[过近][二三四五六七八九]十|逾)"
)
_LIFE = (
    r"在[^,。;!?\n]{2,14}?(?:读|上[学小初高中大幼班一二三四五六]|念|就读|打工|上班|工作|住院|治疗|生活)"
    r"|就读|上[小初高幼大][一二三四五六学中儿]|患|得了|因病|去世"
)
_GIVEN = re.compile(rf"{_WORDS}(?:名叫|叫|是|:|,)?(?P<value>[一-鿿]{{2}})(?=[,(]?(?:{_AGE}|{_LIFE}))")
_SAID = re.compile(
    rf"[我他她其]们?[家的]{{0,2}}{_WORDS}(?P<value>[一-鿿]{{2}})(?=说|称[^呼]|告诉|的(?:身份证|电话|手机|户口|名字|学籍)|[,(]身份证)"
)
_NOT_FIRST = frozenset("今现去每一目已曾均都也还就只又不没快虚周因被患她他我在两几")
_NOT_LAST = frozenset("在年月岁是有了的也都就还已她他我")
_TIMES = frozenset(read_words("times.txt"))
_OFTEN = frozenset(char * 2 for char in "天常刚慢渐好年日往处仅偏默通统时")
_LENT = frozenset(read_words("given_words.txt"))


def _given(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Two characters of given names that are no word of another kind."""
    start, end = match.span("value")
    name = source.folded[start:end]
    free = name[0] not in _NOT_FIRST and name[1] not in _NOT_LAST and name not in _TIMES
    word = name in ORDINARY and name not in _LENT and (name[0] != name[1] or name in _OFTEN)
    if free and set(name) <= GIVEN and not word and name not in KIN and name not in CHILD:
        yield start, end


RECOGNIZER = Recognizer(
    name="kin_given",
    kind="MINOR",
    patterns=(Pattern(_GIVEN, score=0.7, refine=_given), Pattern(_SAID, score=0.7, refine=_given)),
    positives=(
        "我女儿【雨桐】今年8岁",
        "他孙子【国庆】在实验小学上小学三年级",
        "我表哥【传朋】三十多岁",
        "我岳母【成利】30多岁",
        "我的妈妈【正进】虚岁55",
        "她哥哥【长江】说路上",
        "我外孙【开开】在中学上初一",
    ),
    negatives=("我女儿今年8岁", "他孙子在小学读书", "母亲已经七十多岁"),
    near_misses=(
        "儿子目前在外打工",
        "母亲年近八十",
        "女儿现在在读小学",
        "父亲长期患病",
        "孩子平时在家上学",
        "我妈妈一直说",
        "我女儿小学的学籍",
        "我外孙天天在小学上课",
    ),
)
