"""QQ numbers and groups."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Recognizer

_LABEL = r"(?:[Qq]{2}|扣扣|企鹅|球球|(?<![A-Za-z])[Qq](?=群|号|:))"

RECOGNIZER = Recognizer(
    name="qq",
    kind="SOCIAL",
    numeric=True,
    patterns=(
        Pattern(
            re.compile(r"[1-9][0-9]{4,11}(?![0-9@A-Za-z])"),
            ("folded", "digits"),
            0.95,
            before=re.compile(rf"{_LABEL}(?:号码|号|群号|群|是|为|:|\(|联系| ){{0,4}}$"),
        ),
    ),
    positives=("QQ：【12345678】", "加qq【123456】", "业主QQ群【987654321】", "扣扣号是【１２３４５６７】"),
    negatives=("QQ上说了", "qq群聊"),
    near_misses=("QQ浏览器", "QQ邮箱12345678@qq.com", "QQ音乐1234"),
)
