"""A surname, or a name, with a private person's title: 王先生, 李姐, 王芳女士."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import COMPOUND, FREQUENT, SURNAMES, TITLES, choice

_LONG = tuple(title for title in TITLES if len(title) > 1)
_TITLE = re.compile(
    rf"(?:{choice(_LONG)}"
    rf"|总(?![体量数计额共部价是会要结局面高有站表的统经监公分])"
    r"|[哥姐叔伯婶嫂](?![哥姐叔伯婶嫂们妹弟]))"
)


def _surname(match: re.Match[str], source: Source) -> Iterable[Place]:
    """The surname alone before the title; a whole name is `full_name_title`'s."""
    at = match.start()
    folded = source.folded
    if not at:
        return
    if folded[at - 2 : at] in COMPOUND:
        yield at - 2, match.end()
    elif folded[at - 1] in SURNAMES and whole_before(folded, at) < 0 and _free(folded, at - 1, match):
        yield at - 1, match.end()


def _free(folded: str, at: int, match: re.Match[str]) -> bool:
    """Whether the surname isn't the end of a word; rare surnames need a full title."""
    if names.within(folded, at) or folded[at - 1 : at] == "某":  # 王某丁先生
        return False
    if folded[at] in FREQUENT and (
        names.plain(folded, at) or match[0] not in ("爷爷", "奶奶", "婆婆", "叔叔")
    ):
        return True
    if match[0] in ("先生", "女士"):
        return folded[at] not in "位名个那这老"
    previous = folded[at - 1] if at else ""
    polite = match[0] in ("小姐", "太太", "夫人", "师傅", "老板", "经理")
    return polite and (not "一" <= previous <= "鿿" or previous in _LINKS)


def whole_before(folded: str, at: int) -> int:
    """Where a whole name begins that ends at `at`; -1 where none does."""
    for size in (4, 3, 2):
        start = at - size
        name = folded[start:at] if start >= 0 else ""
        if (
            name
            and names.likely(name)
            and (size < 4 or name[:2] in COMPOUND)
            and _starts(folded, start, size)
        ):
            return start
    return -1


def _starts(folded: str, start: int, size: int) -> bool:
    """A name must not begin inside a word: 和王 of 和王先生 isn't one, nor 谢韦 of 感谢韦先生."""
    if names.within(folded, start):
        return False
    if names.plain(folded, start):
        return True
    previous = folded[start - 1] if start else ""
    return not "一" <= previous <= "鿿" and not (size == 2 and folded[start + 1] in FREQUENT)


_LINKS = frozenset("和于向时任由从同经对连请与找被叫是的为让给跟问以及来到于都上干位在因")

RECOGNIZER = Recognizer(
    name="title_name",
    kind="PERSON_PARTIAL",
    patterns=(Pattern(_TITLE, score=0.9, refine=_surname),),
    positives=(
        "【王先生】反映",
        "投诉人【李女士】，",
        "找【张老板】要钱",
        "据【彭总】答复",
        "房东【刘姐】说",
        "向【王师傅】了解",
        "【欧阳女士】",
        "和【王先生】协商",
        "【陈经理】不理",
        "邻居【周孃孃】",
        "那个【江医生】说",
        "物业的【谭主管】",
    ),
    negatives=("各位先生", "项目总工程师", "小哥哥", "总经理"),
    near_misses=(
        "杨书记",
        "水费总额",
        "物业经理",
        "客户经理",
        "老师傅",
        "王芳女士",
        "开发商老板",
        "语文老师",
        "王某丁先生",
        "历史老师",
        "家庭医生",
    ),
)
