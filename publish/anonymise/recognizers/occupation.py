"""Trades and honours that few have: with a place they name somebody. Shown to a person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer
from publish.anonymise.lexicon import OCCUPATIONS, choice

_RARE = choice(OCCUPATIONS)
_WHO = (
    r"(?:我|本人|[他她](?!们)|父亲|母亲|爸爸?|妈妈?|丈夫|妻子|老公|老婆|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母"
    r"|儿子|女儿|哥哥|弟弟|姐姐|妹妹|投诉人|来信人|当事人|老人|其父|其母|户主)"
)
_LINK = r"(?:曾|以前|原来?|现|一直|退休前|生前|之前|年轻时)?(?:是|系|为|当过?|做过?|担任过?|干过?|任)"
_IS = re.compile(
    rf"{_WHO}(?:本人|自己)?[^,。;!?\n]{{0,6}}{_LINK}(?:了)?[^,。;!?\n]{{0,10}}?(?P<value>{_RARE})(?!证|站|室|所|局|协会|公司|学校|培训)"
)
_ONLY = re.compile(
    rf"(?:作为|身为)(?:一[名位个])?[^,。;!?\n]{{0,8}}?(?P<value>{_RARE})"
    rf"|(?:唯一|仅有)的?(?:一[名位个])?(?P<only>{_RARE})"
)
_LABELLED = re.compile(rf"(?:职业|工种|身份|职务)[:是为][ ]?(?P<value>{_RARE})")

RECOGNIZER = Recognizer(
    name="occupation",
    kind="PERSON",
    doubt="少见的职业或身份",
    patterns=(
        Pattern(_IS, score=0.5, sign=_RARE),
        Pattern(
            _ONLY,
            score=0.5,
            sign=_RARE,
            refine=lambda match, _: (match.span("only" if match["only"] else "value"),),
        ),
        Pattern(_LABELLED, score=0.6, sign=_RARE),
    ),
    positives=(
        "我是村里的【村医】，",
        "父亲生前是【老红军】，",
        "职业：【潜水员】",
        "作为一名【代课教师】，",
        "镇上唯一的【兽医】",
        "我丈夫以前当过【飞行员】",
    ),
    negatives=("我是一名工人", "教师节"),
    near_misses=("村医务室", "记者来采访", "主播带货", "兽医站", "法医鉴定", "他是老板"),
)
