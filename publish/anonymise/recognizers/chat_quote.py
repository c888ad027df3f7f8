"""Chat logs that were pasted in: other people's words, shown to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_HEADED = re.compile(
    r"(?:聊天记录|微信记录|通话记录|短信内容|录音内容|对话内容|聊天截图)(?:如下|内容|是|:)[^\n]{0,60}"
)
_STAMPED = re.compile(
    r"(?:^|\n)[ ]*(?P<value>[^\n:]{1,16}[ ](?:20[0-9]{2}[\-/年.])?[0-9]{1,2}[\-/月.][0-9]{1,2}日?[ "
    r"][0-9]{1,2}:[0-9]{2}[^\n]{0,60})"
    r"|(?:^|\n)[ ]*[^\n:]{1,16}[ ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[ ]*\n[^\n]{1,60}"
)
_SPOKEN = re.compile(
    r"(?:^|\n)[ ]*(?P<value>(?P<one>[^\n: ]{1,8}):[^\n]{1,80}\n[ ]*(?P<other>[^\n: ]{1,8}):[^\n]{1,80}\n[ ]*"
    r"(?P<again>[^\n: ]{1,8}):[^\n]{1,80})"
)
_SENT = re.compile(
    r"(?:微信|短信|QQ|群|钉钉|私信|抖音)(?:群|上|里|中)?[^,。;\n]{0,8}(?:回复|发来|说|发|留言|通知|威胁|骂)"
    r"(?:我|道|了|称)?[:, ]{0,2}[\"“](?P<value>[^\"”\n]{4,120})[\"”]"
)


def _dialogue(match: re.Match[str], _source: Source) -> Iterable[Place]:
    """Who speaks first speaks again: a form's labels (姓名:, 电话:) don't."""
    if match["one"] == match["again"] != match["other"]:
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="chat_quote",
    kind="NICKNAME",
    doubt="引用的聊天记录",
    triggers=("记录", "短信", "截图", ":", "内容", "微信", "QQ", "群", "钉钉", "私信", "抖音"),
    patterns=(
        Pattern(_HEADED, score=0.5),
        Pattern(_STAMPED, score=0.5),
        Pattern(_SPOKEN, score=0.5, refine=_dialogue),
        Pattern(_SENT, score=0.5),
    ),
    positives=(
        "【聊天记录如下 明天停水】",
        "【快乐人生 2021-03-05 12:30 明天停水】",
        "物业在微信群里回复说：“【再闹就停你家的水】”",
        "说如下\n【甲：水费交了吗\n乙：交了\n甲：那为什么停水】",
    ),
    negatives=("他说：明天停水", "12:30开始停水"),
    near_misses=("时间：12:30", "通话时长", "姓名：王某\n电话：［已隐去］\n地址：某小区", "微信群里说停水了"),
)
