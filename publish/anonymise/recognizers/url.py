"""Addresses of pages that are a person's own: a profile, a handle, a user's number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_URL = re.compile(r"(?<![A-Za-z0-9])(?:https?://|www\.)[A-Za-z0-9\-._~:/?#@!$&'*+;=%]{4,2000}")
_SITES = re.compile(
    r"//[^/]*(?:weibo\.c|douyin\.com|kuaishou\.com|xiaohongshu\.com|xhslink\.com|zhihu\.com|bilibili\.com|b23\.tv|qq\.com/[0-9]|taobao\.com"
    r"|goofish\.com|tieba\.baidu\.com|jianshu\.com|douban\.com|facebook\.com|x\.com|twitter\.com|t\.me|instagram\.com|v\.qq\.com)"
)
_OWN = re.compile(
    r"/(?:u|user|users|people|profile|home|space|member)/|[?&](?:uid|user|userid|id|openid|token|mobile|phone)=|/@|~"
)


def _personal(match: re.Match[str], _source: Source) -> Iterable[Place]:
    address = "//" + match[0].split("//")[-1]
    host = address[2:].split("/")[0].lower()
    if not host.endswith((".gov.cn", ".edu.cn")) and (_SITES.search(address) or _OWN.search(address)):
        yield match.span()


RECOGNIZER = Recognizer(
    name="url",
    kind="URL",
    triggers=("http", "www."),
    patterns=(Pattern(_URL, score=0.9, refine=_personal),),
    positives=(
        "主页【https://weibo.com/u/1234567890】",
        "【https://www.example.com/user/wangfang】",
        "见【www.example.cn/p?uid=12345】。",
    ),
    negatives=("没有网址",),
    near_misses=("http://www.cq.gov.cn/zwgk/a.html", "https://www.example.com/news/2021.html"),
)
