"""王某芳: masked by the source, and still telling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import COMPOUND_CHOICE, FREQUENT_CLASS, GIVEN

_LEFT = "".join(
    sorted(
        GIVEN
        - set(
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥一二三四五六七八九十和来向为有会说在栋幢楼层座室组社队号处地公司户年月日岁家呈上敬之夫诉照态先也外心签合开伙"
        )
    )
)
_HALF = re.compile(rf"(?P<value>(?:{COMPOUND_CHOICE}|{FREQUENT_CLASS})某[{_LEFT}])")
_ENDS = r"(?=[,。、;:!?)(\s的]|反映|表示|诉称|系|租住|一家|夫妇|等[人户0-9]|[之其]|女士|先生|$)"


_WHOLE = re.compile(_HALF.pattern + _ENDS)


@lru_cache(maxsize=4)
def _whole(folded: str) -> frozenset[str]:
    """The half masked names that end where a name ends: looked for once a text."""
    return frozenset(found["value"] for found in _WHOLE.finditer(folded))


def _named(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Where a name ends behind it, or ends so elsewhere in the text."""
    if match["value"] in _whole(source.folded):
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="half_masked",
    kind="PERSON_PARTIAL",
    triggers=("某",),
    patterns=(Pattern(_HALF, score=0.8, refine=_named),),
    positives=(
        "【欧阳某青】反映",
        "【吴某敏】不能办理，【吴某敏】的丈夫",
        "妻子【吴某敏】系",
        "【王某芳】的电话",
    ),
    negatives=("王某说", "王某某"),
    near_misses=("王某甲、王某乙", "王某建议", "李某和张某", "某安排", "花都某栋的业主", "石某组的"),
)
