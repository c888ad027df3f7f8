"""A firm's or shop's name in quotation marks, told by what it ends in or by what comes behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import firm_words
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source

_KINDS = (
    r"网吧|网咖|酒吧|酒馆|酒楼|酒店|宾馆|民宿|饭店|餐馆|餐厅|火锅店?|面馆|烧烤店?|小吃店|奶茶店|蛋糕店|超市|便利店|药店|药房|诊所|会所|俱乐部|健身房?|驾校|培训|美容院|理发店"
    r"|商行|经营部|门市|工作室|专卖店|旗舰店|专营店|公司|集团|物业|砖厂|加工厂|采石场|养殖场|驿站|农家乐|KTV|影城|店铺|商铺|网店"
)
_ENDING = re.compile(rf"[“\"‘](?P<value>[一-鿿A-Za-z0-9·]{{2,10}}?(?P<kind>{_KINDS}))[”\"’]")
_BEHIND = re.compile(
    rf"[“\"‘](?P<value>[一-鿿A-Za-z0-9·]{{2,10}})[”\"’](?=的?(?:这?一?家)?[黑小]?(?:{_KINDS}|店|商户|商家|平台|APP|App|app|小程序|网站|机构))"
)
_CALLED = re.compile(r"(?:叫做?|名为|店名|招牌)$")
_APP = re.compile(r"[(“\"](?P<value>[一-鿿]{2,8})(?=(?:APP|App|app))")
_OFFICIAL = re.compile(
    r"政务|国家|反诈|医保|公积金|个人所得税|交管|健康码|[一-鿿]办$|社保|公安|税务|人社|天府|掌上|智慧|地铁|公交|轨道|一卡通|镇|乡村"
)
_GENERIC = re.compile(
    r"[黑小大老新](?:型|网吧|店)?$|无证|三无|流动|违规|非法|免费|低价|农村|城市|社区|智慧|便民|公立|公办|民办|名校|普惠|爱心|两|三"
)


def _telling(brand: str) -> bool:
    """Whether what stands in quotation marks may tell a firm from others."""
    return not ("某" in brand or _GENERIC.match(brand) or _OFFICIAL.search(brand))


def _ending(match: re.Match[str], _source: Source) -> Iterable[Place]:
    brand = match["value"].removesuffix(match["kind"])
    if len(brand) >= 2 and _telling(brand) and brand not in firm_words.TRADES | firm_words.STOPS:
        yield match.span("value")


def _behind(match: re.Match[str], source: Source) -> Iterable[Place]:
    brand = match["value"]
    called = _CALLED.search(source.folded, max(0, match.start() - 3), match.start())
    if _telling(brand) and (called or brand not in firm_words.WORDS):
        yield match.span("value")


def _app(match: re.Match[str], _source: Source) -> Iterable[Place]:
    if _telling(match["value"]) and match["value"] not in firm_words.WORDS:
        yield match.span("value")


RECOGNIZER = Recognizer(
    name="quoted_firm",
    kind="ORG_PRIVATE",
    rank=Rank.SOFT,
    triggers=("“", '"', "‘", "("),
    patterns=(
        Pattern(_ENDING, score=0.75, refine=_ending),
        Pattern(_BEHIND, score=0.75, refine=_behind),
        Pattern(_APP, score=0.7, refine=_app, needs=("APP", "App", "app")),
    ),
    positives=("二楼“【旋律酒馆】”的油烟", "叫“【渝星】”的黑网吧", "“【小鹿好课】”商铺里买的"),
    negatives=("“黑网吧”关不掉", "“免费”培训", "“便民”超市"),
    near_misses=("“互联网+督查”平台", "“某某”网吧", "说“退款”店家不理"),
)
