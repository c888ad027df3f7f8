"""Chat logs that were pasted in: other people's words, shown to a person."""

from __future__ import annotations

import re

from publish.anonymise.base import Pattern, Rank, Recognizer

_LOG = re.compile(
    r"(?:聊天记录|微信记录|通话记录|短信内容|截图)(?:如下|内容|:)[^\n]{0,60}"
    r"|(?:^|\n)[ ]*[^\n:]{1,16}[ ](?:20[0-9]{2}[\-/年.])?[0-9]{1,2}[\-/月.][0-9]{1,2}日?[ "
    r"][0-9]{1,2}:[0-9]{2}[^\n]{0,60}"
    r"|(?:^|\n)[ ]*[^\n:]{1,16}[ ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[ ]*\n[^\n]{1,60}"
)

RECOGNIZER = Recognizer(
    name="chat_quote",
    kind="NICKNAME",
    rank=Rank.SOFT,
    doubt="引用的聊天记录",
    triggers=("记录", "短信", "截图", ":"),
    patterns=(Pattern(_LOG, score=0.5),),
    positives=("【聊天记录如下 明天停水】", "【\n快乐人生 2021-03-05 12:30 明天停水】"),
    negatives=("他说：明天停水", "12:30开始停水"),
    near_misses=("时间：12:30", "通话时长"),
)
