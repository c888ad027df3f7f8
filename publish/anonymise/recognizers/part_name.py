"""Names of other than Han people as they are written in 汉字: 格桑卓玛, 买买提, 乌云其其格, 约翰·史密斯."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source
from publish.anonymise.lexicon import PARTS, choice, read_words

_PARTS = choice(PARTS)
_NAME = re.compile(rf"{_PARTS}(?:[·. ]?{_PARTS}){{0,3}}")  # begins with a choice, which is found fast
_SOUND = f"[{''.join(sorted(set(''.join(read_words('sounds.txt')))))}]"
_TRANSCRIBED = re.compile(rf"{_SOUND}{{1,7}}·{_SOUND}{{1,7}}(?:·{_SOUND}{{1,7}})?")
_PLACE = re.compile(r"[镇乡村市县区州盟旗路街寺山河湖路站]|苏木|草原|机场|自治|大桥|水库")


def _person(match: re.Match[str], source: Source) -> Iterable[Place]:
    single = match[0] in PARTS and len(match[0]) < 3
    if not single and not _PLACE.match(source.folded, match.end()):
        yield match.span()


RECOGNIZER = Recognizer(
    name="part_name",
    kind="PERSON",
    rank=Rank.SOFT,
    patterns=(
        Pattern(_NAME, score=0.85, refine=_person, sign=_PARTS),
        Pattern(_TRANSCRIBED, score=0.8, refine=_person, needs=("·",), sign="·"),
    ),
    positives=(
        "盼复，【买买提】敬上",
        "向【格桑卓玛】退还",
        "举报人：【乌云其其格】",
        "【买买提江·吐尔逊】，电话",
        "【艾力.亚森】",
        "班主任【约翰·史密斯】打电话",
    ),
    negatives=("尼玛说的", "达瓦的电话打不通"),
    near_misses=("扎西卓玛乡", "乌兰巴图旗", "格桑卓玛路"),
)
