"""Whether a sentence speaks of one person, not of a rule, a right or a crowd."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from publish.anonymise.base import Place, Source
from publish.anonymise.lexicon import KIN_CHOICE

_WHO = re.compile(
    rf"我(?![市区县镇乡街局委办院中国省站所部校村])|本人|[他她](?!们)|自己|患者|病人|死者|伤者|老人|老太|老汉|奶奶|爷爷|爸|妈|父|母|夫|妻|某|{KIN_CHOICE}"
    r"|[一这那该][名位]|一个人|男子|女子|妇女|婴儿|宝宝|农民工|工友|当事人|投诉人|来信人|您|其本人|其子|其女|[姑大二三幺]哥|大姐"
)
_RULE = re.compile(
    r"医保|保险|报销|政策|规定|办法|条例|标准|目录|病种|门诊|定点|待遇|补贴|补助|津贴|救助|参保|条件|范围|材料|证明|办理|申[请领报]|资格|认定|评定|符合|凡|以下人员|对象|人群"
    r"|广大|普及|宣传|预防|防治|筛查|义诊|服务|事业|设施|通道|无障碍|可以|应当|不得|均可|各类|所有|一律|免费(?!医治)|是指|合法|或者|均不"
)
_END = re.compile(r"[。!?;\n]")
_REACH = 30


def sentence(source: Source, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a stretch in its sentence, thirty characters at most."""
    before = _END.split(source.folded[max(0, start - _REACH) : start])[-1]
    return before, _END.split(source.folded[end : end + _REACH])[0]


def of_somebody(source: Source, start: int, end: int, reach: int = _REACH) -> bool:
    """Whether somebody is spoken of before the stretch, and no rule around it."""
    before, after = sentence(source, start, end)
    return bool(_WHO.search(before[-reach:])) and not _RULE.search(before[-10:] + "\n" + after[:6])


def by_somebody(source: Source, start: int, end: int) -> bool:
    """Whether a sentence in a citizen's own text speaks of no rule at all: then it's likely of somebody."""
    return not source.office and not _RULE.search("\n".join(sentence(source, start, end)))


def told(reach: int = _REACH, own: bool = False) -> Callable[[re.Match[str], Source], Iterable[Place]]:
    """A `refine` that claims what is told of somebody within `reach` characters before.

    `own`: also in a citizen's own text where no rule is spoken of, whoever the sentence names.
    """

    def refine(match: re.Match[str], source: Source) -> Iterable[Place]:
        start, end = match.span("value") if "value" in match.re.groupindex else match.span()
        if of_somebody(source, start, end, reach) or (own and by_somebody(source, start, end)):
            yield start, end

    return refine
