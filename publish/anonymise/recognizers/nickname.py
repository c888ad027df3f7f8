"""Names people go by on the net: 网友“…”, @…, “…”您好."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_Q = "\"“”'‘「『"
_E = "\"”“'’」』"
_WHO = r"网友|网民|网名|昵称|用户名|用户|群友|微信名|抖音名|留言人|楼主|博主|主播|粉丝"
_QUOTED = re.compile(rf"(?:{_WHO})[_ :是为叫名]{{0,3}}[{_Q}](?P<value>[^{_Q}{_E}\n*]{{1,24}})[{_E}]")
_GREETED = re.compile(
    rf"(?:^|[\n。]|尊敬的)[ ]*[{_Q}](?P<value>[^{_Q}{_E}\n*]{{1,24}})[{_E}][ ]*(?:网友)?[ "
    rf":,]{{0,8}}(?:您好|你好|您反映|您咨询|网友|您的)"
)
_BEFORE = re.compile(rf"[{_Q}](?P<value>[^{_Q}{_E}\n*]{{1,24}})[{_E}](?=网友|网民)")
_CODE = re.compile(
    r"(?:网友|网民|网名|昵称|用户)[_ :是为]{0,3}(?P<value>(?!_?x000)[A-Za-z0-9_\-]{3,24})(?![A-Za-z0-9_\-])"
)
_CODED = re.compile(
    r"(?:^|[\n。\"“])[ ]*(?P<value>[A-Za-z]{1,8}[0-9_]{3,12})(?=[\"”]?[ ]*(?:网友)?[ "
    r":,]{0,3}(?:您好|你好|网友|您反映|您咨询))"
)
_MARKED = re.compile(rf"[{_Q}](?P<value>[A-Za-z]{{1,8}}[0-9_]{{3,12}})[{_E}]")
_CALLED = re.compile(
    r"(?:网名|昵称|微信名|抖音名)[ :是叫为]{0,3}(?P<value>[^\s,。;!?、:\"“”()]{2,12})(?=[,。;!?、\s]|$)"
)
_NAMED = re.compile(
    r"(?:网友|网民|网名|昵称|用户名)[ ]?:[ ]?(?!您|你好)"
    r"(?P<value>[^\s,。;!?、:\"“”()*]{2,16})(?=[,。;!?、\s)]|$)"
)
_AT = re.compile(r"@(?<![A-Za-z0-9._%+\-]@)(?P<value>[A-Za-z0-9_一-鿿\-]{2,20})")
_OFFICIAL = re.compile(r".*(?:政府|局|委|日报|发布|公安|交警|消防|官方|新闻|电视|广播|某某|公司)")

_SAID = re.compile(r"感谢|反映|您|的问题|投诉|咨询|请求|关于|收悉|回复")


def _private(match: re.Match[str], _source: Source) -> Iterable[Place]:
    value = match["value"].strip()
    spoken = len(value) > 4 and _SAID.search(value)  # what they wrote, not what they are called
    if value and value != "某某" and not value.startswith("_x") and not (spoken or _OFFICIAL.match(value)):
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="nickname",
    kind="NICKNAME",
    triggers=(
        "“",
        '"',
        "网",
        "昵称",
        "用户",
        "您",
        "你好",
        "群友",
        "@",
        "微信名",
        "抖音名",
        "楼主",
        "博主",
        "主播",
        "粉丝",
        "留言人",
    ),
    patterns=tuple(
        Pattern(regex, score=0.9, refine=_private)
        for regex in (_QUOTED, _GREETED, _BEFORE, _CODE, _CODED, _MARKED, _CALLED, _NAMED, _AT)
    ),
    positives=(
        "网友“【山城小面】”您好",
        "尊敬的“【心语】”网友：您好",
        "网名“【A0012345】”",
        "“【xy008132】”您好！",
        "网友【abc_123】您好",
        "“【追风】”网友反映",
        "昵称：“【暖阳】”",
        "网友：【努力奋斗的小蚂蚁】，您好",
        "网名【橘子树下】，真实姓名",
        "微博@【快乐的小王2020】",
    ),
    negatives=("网友您好", "广大网友", "用户您好"),
    near_misses=("网友“某某”您好", "网友“反映校门口的交通问题”一帖", "“放管服”改革", "@重庆发布", "用户反映"),
)
