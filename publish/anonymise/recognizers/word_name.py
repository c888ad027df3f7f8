"""A surname and a given name that is a word: 高向前, 王有才, 戴得志. The networks take them for the word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_ends, name_forms, names
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source
from publish.anonymise.lexicon import COMPOUND, FREQUENT, choice
from publish.anonymise.recognizers.lone_name import LEFT

_HEADS = "".join(sorted(FREQUENT - set("祝谢左古和段")))
_FIRST = "".join(sorted({word[0] for word in names.WHOLE}))
_SECOND = "".join(sorted({word[1] for word in names.WHOLE}))
_NAME = re.compile(
    rf"(?:[{_HEADS}]|{choice(COMPOUND)})(?=[{_FIRST}][{_SECOND}])(?:{choice(names.WHOLE)})"
)  # the two classes rule out most places before the words are tried


def _apart(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Between words: none begins before it or within it and ends outside."""
    start, end = match.span()
    folded = source.folded
    first = start + len(names.surname(match[0]))
    words = name_forms.ORDINARY
    inside = folded[start : start + 2] in words or any(
        folded[first : first + size] in words for size in (3, 4)
    )
    across = folded[start - 1 : start + 1] in words or folded[end - 1 : end + 1] in words
    part = inside or (across and start) or names.place(folded, end)
    if not part and _free(folded, start) and name_ends.closes(folded, end):
        yield start, end


def _free(folded: str, start: int) -> bool:
    """Whether a name may begin here: behind a mark, a word that leads to one, or a whole word."""
    before = folded[start - 1 : start]
    return not "一" <= before <= "鿿" or before in LEFT or folded[start - 2 : start] in name_forms.ORDINARY


RECOGNIZER = Recognizer(
    name="word_name",
    kind="PERSON",
    rank=Rank.SOFT,
    patterns=(Pattern(_NAME, score=0.7, refine=_apart),),
    positives=(
        "，【高向前】拒不还钱",
        "昨天【戴得志】来敲门",
        "听说【马有才】已经走了",
        "【司马上进】，你什么时候还钱",
        "，【任和平】已经走了",
    ),
    negatives=("希望发展得更好", "大家平安回家"),
    near_misses=("道路安全隐患", "工程建设缓慢", "车辆方向前移", "祝平安如意", "佩戴安全帽", "每周学习两次"),
)
