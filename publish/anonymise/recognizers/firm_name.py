"""Registered names of private firms (…有限公司) in running text; utilities and public bodies stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source

_FIRM = re.compile(
    r"(?<![一-鿿])[一-鿿()]{4,40}?(?:有限责任公司|股份有限公司|有限公司)(?:[一-鿿]{2,8}(?:分公司|店))?"
)
_LEFT = re.compile(
    r".*(?:关于|投诉|举报|反映|购买|委托|通过|联系|约谈|对开发商|开发商|建设单位|施工单位|物业公司|物业是|下属|就职于|任职于|入职|承包给|转给|签约|以及|我们|公告|监管|责令|要求|本人|担保公司|单位|我公司|我司|本公司|公司是"
    r"|[与和由是被在对向找给的到于系为及称经让请从将把受即叫现如月年日而且该原为])"
)
_PUBLIC = re.compile(
    r"供电|供水|自来水|水务|燃气|电力|公交|轨道|地铁|国网|移动|联通|电信|邮政|铁塔|烟草|石油|石化|银行|城投|建投|交投|水投|城市建设|城市开发|水利|机场|铁路|高速"
)


def _private(match: re.Match[str], _source: Source) -> Iterable[Place]:
    written = match[0]
    left = _LEFT.match(written, 0, len(written) - 6)
    start = max(
        left.end() if left else 0,
        written.rfind("(", 0, len(written) - 6) + 1 if written.count("(") > written.count(")") else 0,
    )
    if len(written) - start >= 6 and not _PUBLIC.search(written) and "某" not in written:
        yield match.start() + start, match.end()


_SHOP = re.compile(
    r"(?<![一-鿿])(?:[一-鿿]{0,12}?(?:举报|投诉|反映|单位|老板|[在到去找给被跟和是]))?(?P<value>[一-鿿]{2,6}?(?:商行|经营部|门市部|工作室))"
)


def _shop(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if "某" not in match["value"]:
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="firm_name",
    kind="ORG_PRIVATE",
    rank=Rank.SOFT,
    triggers=("有限公司", "有限责任公司", "商行", "经营部", "门市部", "工作室"),
    patterns=(
        Pattern(_FIRM, score=0.8, refine=_private),
        Pattern(_SHOP, score=0.7, refine=_shop, needs=("商行", "经营部", "门市部", "工作室")),
    ),
    positives=(
        "投诉【重庆山水商贸有限公司】",
        "由【巴渝建筑工程有限公司】承建",
        "开发商【渝山置业有限公司】拒不退款",
        "我要举报【渝山商行】",
    ),
    negatives=("有限公司", "某有限公司"),
    near_misses=(
        "国网重庆市电力公司",
        "重庆市自来水有限公司",
        "重庆燃气集团股份有限公司",
        "中国移动通信集团有限公司",
    ),
)
