"""Names on numbered lines, one a line: 1、王建华, 2、白露, 3、李小红."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import name_forms, names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import HAN

_LINE = rf"[(]?[0-9]{{1,3}}[)、.:,][ ]{{0,4}}{HAN}{{2,4}}(?=[ ,:;(。\n]|$)[^\n]{{0,40}}"
_SIGN = rf"[0-9][)、.:,][ ]{{0,4}}{HAN}{{2}}"
_ROWS = re.compile(rf"{_LINE}(?:\n[ ]{{0,8}}{_LINE}){{1,60}}")
_ROW = re.compile(rf"(?:^|\n)[ ]{{0,8}}[(]?[0-9]{{1,3}}[)、.:,][ ]{{0,4}}({HAN}{{2,4}})(?=[ ,:;(。\n]|$)")


def _all(match: re.Match[str], _source: Source) -> Iterable[Place]:
    """Every line's, where two thirds may be names and half are beyond doubt."""
    rows = list(_ROW.finditer(match[0]))
    fit = [row for row in rows if name_forms.surnamed(row[1]) and not name_forms.nobody(row[1])]
    sure = sum(names.likely(row[1]) and row[1] not in name_forms.ORDINARY for row in fit)
    if len(fit) >= 2 and len(fit) * 3 >= len(rows) * 2 and sure * 2 >= len(rows):
        yield from ((match.start() + row.start(1), match.start() + row.end(1)) for row in fit)


RECOGNIZER = Recognizer(
    name="numbered_name",
    kind="PERSON",
    triggers=("\n",),
    patterns=(Pattern(_ROWS, score=0.75, refine=_all, sign=_SIGN),),
    positives=(
        "1、【白露】\n2、【王建华】\n3、【李小红】",
        "(1) 【陈大勇】，男\n(2) 【补树清】，女\n(3) 【张伟国】",
    ),
    negatives=("1、水费\n2、电费\n3、物业费", "1.停水三天\n2.停电"),
    near_misses=("1、安全\n2、管理\n3、金额", "1、高新区\n2、江北区", "1、方案\n2、王建华"),
)
