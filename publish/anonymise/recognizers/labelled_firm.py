"""The complainant's own firm, or the one complained of, behind its label."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source

_LABEL = (
    r"(?:(?:投诉|举报|申请|反映|工作|用人|施工|被投诉|被举报|被反映|所在|建设|开发)(?:单位|企业|公司|商家|商户)(?:名称)?|(?:单位|公司|企业|商家|店铺|商户|门店|字号)(?:名称|名字|名)"
    r"|店名|厂名|我[司厂店]|我(?:公司|单位|们公司)|本(?:公司|店|厂|司))[ ]?(?:名称)?(?:[:是为叫]"
    r"|名为|名叫|全称){1,2}[ ]?[“\"]?"
)
_NAME = re.compile(rf"{_LABEL}(?P<value>[一-鿿A-Za-z0-9()·]{{2,40}})")
_TAIL = re.compile(
    r".{1,30}?(?:公司|集团|厂|店|超市|酒店|宾馆|饭店|餐馆|火锅|面馆|药房|诊所|幼儿园|合作社|经营部|工作室|事务所|驿站|代收点|门市|商行|俱乐部|会所|网吧|农家乐|养殖场|加油站|物业|部)"
)
_WHOLE = re.compile(r".{1,30}(?:公司|集团|厂|店|部)")


def _firm(match: re.Match[str], _source: Source) -> Iterable[Place]:
    """Up to the last word that ends a firm's name."""
    written = match["value"].removesuffix(")")
    found = _WHOLE.match(written) or _TAIL.match(written)
    if found and "某" not in found[0]:
        yield match.start("value"), match.start("value") + found.end()


RECOGNIZER = Recognizer(
    name="labelled_firm",
    kind="ORG_PRIVATE",
    rank=Rank.SOFT,
    patterns=(Pattern(_NAME, score=0.85, refine=_firm),),
    positives=(
        "投诉单位：【重庆山水商贸有限公司】",
        "我公司是【渝味火锅店】，",
        "公司名称：【巴渝装饰工程有限公司】。",
        "店名叫【老街面馆】",
    ),
    negatives=("我公司已经交费", "被投诉单位拒不整改"),
    near_misses=("单位名称：某公司", "我公司是一家小企业", "工作单位是否缴纳社保"),
)
