"""Addresses of pages that are a person's own: a profile, a handle, a user's number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_REST = r"[A-Za-z0-9\-._~:/?#@!$&'*+;=%]"
_URL = re.compile(rf"(?<![A-Za-z0-9])(?:[Hh][Tt]{{2}}[Pp][Ss]?[ ]?:[ ]?//|[Ww]{{3}}\.){_REST}{{4,2000}}")
_HOSTS = (
    r"weibo\.c(?:om|n)|douyin\.com|iesdouyin\.com|kuaishou\.com|xiaohongshu\.com|xhslink\.com|zhihu\.com"
    r"|bilibili\.com|b23\.tv|qzone\.qq\.com"
    r"|taobao\.com|goofish\.com|tieba\.baidu\.com|jianshu\.com|douban\.com|facebook\.com|x\.com"
    r"|twitter\.com|t\.me|instagram\.com|v\.qq\.com|toutiao\.com|ixigua\.com|t\.cn|u\.wechat\.com|m\.tb\.cn"
)
_SITES = re.compile(rf"//[^/]*(?:{_HOSTS}|qq\.com/[0-9])", re.IGNORECASE)
_BARE = re.compile(
    rf"(?<![A-Za-z0-9.@/\-])(?:[A-Za-z0-9]{{1,20}}\.){{0,2}}(?:{_HOSTS})/{_REST}{{2,2000}}", re.IGNORECASE
)
_OWN = re.compile(
    r"/(?:u|user|users|people|profile|home|space|member|author)/|[?&](?:uid|user|userid|id|openid|token"
    r"|mobile|phone|un|name)=|/@|~"
)


def _personal(match: re.Match[str], _source: Source) -> Iterable[Place]:
    address = "//" + match[0].split("//")[-1]
    host = address[2:].split("/")[0].lower()
    if not host.endswith((".gov.cn", ".edu.cn")) and (_SITES.search(address) or _OWN.search(address)):
        yield match.span()


RECOGNIZER = Recognizer(
    name="url",
    kind="URL",
    triggers=("//", "www.", "WWW.", ".com/", ".cn/", ".tv/", "t.me/", ".COM/"),
    patterns=(
        Pattern(_URL, score=0.9, refine=_personal),
        Pattern(_BARE, score=0.9),
    ),
    positives=(
        "主页【https://weibo.com/u/1234567890】",
        "【https://www.example.com/user/wangfang】",
        "见【www.example.cn/p?uid=12345】。",
        "微博主页：【weibo.com/u/3698977339】，",
        "【HTTPS://v.kuaishou.com/abc_585】",
        "见【v.douyin.com/iabc12】。",
    ),
    negatives=("没有网址",),
    near_misses=("http://www.cq.gov.cn/zwgk/a.html", "https://www.example.com/news/2021.html"),
)
