"""An official's whole name beside the post: 胡某书记. Surname and post alone (杨书记) stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import FREQUENT, POSTS, choice
from publish.anonymise.recognizers.title_name import whole_before

_ROOT = tuple(
    post for post in POSTS if post not in ("老师", "医生", "护士", "领导", "工作人员", "律师", "会计", "教授")
)
_POST = re.compile(choice(_ROOT))
_LED = re.compile(rf"{choice(POSTS)}(?:[ :]|是|叫|“)?(?=[一-鿿]{{2}})")
_BOUND = re.compile(
    r"[,。;!?、()\s:\"”]|$|[0-9]|说|称|表示|带队|因|的|在|在场|接待|告|回|答|同志|率|到|主持|来"
)
_SPLIT = frozenset("和于向时任由从同经对连请与找被叫是的为让给跟问以及来到都上干位在因望区市县镇乡村局委")


def _before(match: re.Match[str], source: Source) -> Iterable[Place]:
    """胡华衡书记, but not 向王书记 nor 高新区书记."""
    at = match.start()
    start = whole_before(source.folded, at)
    if start < 0 or any(char in _SPLIT for char in source.folded[start:at]):
        return
    if at - start == 2 and source.folded[at - 1] in FREQUENT and source.folded[start] not in FREQUENT:
        return
    yield start, at


def _after(match: re.Match[str], source: Source) -> Iterable[Place]:
    at = match.end()
    end = names.end(source.folded, at)
    if (
        end
        and not names.place(source.folded, end)
        and _BOUND.match(source.folded, end)
        and not any(char in _SPLIT for char in source.folded[at:end])
    ):
        yield at, end


RECOGNIZER = Recognizer(
    name="official_name",
    kind="PERSON_OFFICIAL",
    patterns=(Pattern(_POST, score=0.8, refine=_before), Pattern(_LED, score=0.75, refine=_after)),
    positives=("【胡华强】书记，拜托您了", "三楼的领导【陈淼】说", "局长【张建国】带队"),
    negatives=("杨书记您好", "尊敬的周书记", "张姓科长"),
    near_misses=("请安排主任", "向王书记反映", "区委书记", "高新区书记", "医生常年不在", "领导任何时候"),
)
