"""Mobile numbers a digit short or long: told by the label before them."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer, label

_LABELS = label(r"电话|手机|手机号|联系方式|[Tt][Ee][Ll]|致电|打给?我|联系我|微信同号")
_GAP = r"[ \-·.]?"

RECOGNIZER = Recognizer(
    name="phone_mistyped",
    kind="PHONE",
    numeric=True,
    patterns=(
        Pattern(
            re.compile(rf"1{_GAP}[3-9](?:{_GAP}[0-9]){{7,13}}(?![0-9])"),
            ("folded", "digits"),
            0.85,
            before=_LABELS,
        ),
    ),
    positives=("电话：【1381234567】", "手机号【138123456789】", "联系方式:【138 1234 567】，尽快回复"),
    negatives=("电话：12345", "电话打了138次"),
    near_misses=("投诉电话：12315", "服务电话4001234567", "手机1399元"),
)
