"""WeChat and other accounts, told by their label; a public account stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_APPS = (
    r"微信|薇信|威信|威芯|维信|徽信|微❤|薇❤|[Vv][ ]?信|卫星号?(?=:)|[Ww]e[ ]?[Cc]hat|[Ww]ei[Xx]in|"
    r"(?<![A-Za-z])[WwVv][ ]?[Xx]|抖音|快手|小红书|微博"
    r"|支付宝|钉钉|旺旺|闲鱼|陌陌|[Bb]站|哔哩哔哩|知乎|豆瓣|贴吧|百度|探探|淘宝|拼多多|京东|飞书|[Tt]elegram"
)
_LINK = (
    r"(?:账号|帐号|账户|号码|号|[Uu]?[Ii][Dd]|同号|联系|加我|名|也是|就是|是|为|叫|:|\(|\"|“|【|\n"
    r"| ){0,5}"
)
_VALUE = re.compile(
    r"(?P<value>[A-Za-z0-9](?<![A-Za-z0-9_\-].)(?:[A-Za-z0-9_\-]{4,29}+"
    r"|[A-Za-z0-9_\-]{1,20} [A-Za-z0-9_\-]{2,20}))(?![@.][A-Za-z0-9])"
)
_GLUED = re.compile(r"[WwVv][Xx](?<![A-Za-z]..)(?P<value>[A-Za-z0-9_\-]{5,30}+)(?![@.][A-Za-z0-9])")
_PUBLIC = re.compile(r"公众号|服务号|订阅号|小程序|官方|政务")
_ADD = re.compile(rf"(?:加我?的?|我的?|[,。;\s:(])[WwVv](?:信|[Xx])?号?{_LINK}$")
_AMOUNT = re.compile(r"[ ]?[元块万年%人]")


def _private(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span("value")
    before = source.folded[max(0, start - 14) : start]
    value = match["value"]
    if len(value) < 5 or (value.isdigit() and _AMOUNT.match(source.folded, end)):
        return
    if not _PUBLIC.search(before) and not (" " in value and not re.search(r"[0-9]", value)):
        yield start, end


RECOGNIZER = Recognizer(
    name="wechat",
    kind="SOCIAL",
    patterns=(
        Pattern(_VALUE, score=0.92, refine=_private, before=re.compile(rf"(?:{_APPS}){_LINK}$")),
        Pattern(_GLUED, score=0.85, refine=_private),
        Pattern(_VALUE, score=0.85, refine=_private, before=_ADD),
    ),
    positives=(
        "微信号：【wangfang_88】",
        "加我微信【wf88-cq】",
        "微信【88776655】",
        "vx【wxid_abc123】",
        "抖音号是【dy12345678】",
        "支付宝账号【abc12345】",
        "V信：【abc_304def】",
        "B站UID：【207450123】",
        "我的V：【lily9480】",
        "微信：【lily -6147】",
    ),
    negatives=("微信支付", "微信群里说", "扫微信二维码"),
    near_misses=("微信公众号cqzjw2020", "微信小程序：jingkuaiban", "用微信转账1000元"),
)
