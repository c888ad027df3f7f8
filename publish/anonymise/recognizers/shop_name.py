"""Shops, works, hotels and courses by what their names end in; schools and hospitals stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import firm_shape, firm_words
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source

_TAIL = re.compile(  # every branch begins with a letter, so that the search is fast
    r"(?:会所|会馆|俱乐部|健身房|健身中心|健身馆|培训学校|培训机构|培训中心|培训班|驾校|驾驶学校|托管班|早教中心|月子中心|网吧|网咖|酒吧|酒馆|酒楼|酒家|茶楼"
    r"|茶馆|咖啡馆|咖啡厅|歌城|KTV|影城|影院|大酒店|酒店|宾馆|旅馆|民宿|客栈|饭店|饭庄|餐馆|餐厅|火锅店|火锅(?![味底汤料])|面馆|面庄|小吃店|烧烤店|快餐店|农家乐"
    r"|超市(?!场)|便利店|商行(?![业为])|经营部|门市部|门市|工作室|专卖店|旗舰店|专营店|水果店|服装店|理发店|美发店|美容院|洗车场|洗车行|修理厂|汽修厂|4S店|药店|大药房|药房|诊所"
    r"|门诊部|整形医院|美容医院|男科医院|砖厂|石材厂|纸厂|水泥厂|建材厂|加工厂|家具厂|食品厂|化工厂|木材厂|沙场|砂场|采石场|养殖场|养猪场|屠宰场|材料厂|总厂"
    r"|厂(?<![工出入进分该此黑本各建]厂)|合作社(?<!股份合作社)(?<!经济合作社)|旅行社|快递驿站|驿站(?<!菜鸟驿站)|代收点(?<![投放扔到在去]代收点)|快递超市|商城|网店|事务所|琴行|书吧|搅拌站)"
    r"(?![一-鿿]{0,2}(?:协会|总社|联社)|[房区长址里家商品])"
)
_COUNTED = re.compile(r"[一二三四五六七八九十两几多各全这那哪该此每某0-9](?:家|个|间|处)?$")


_NURSERY = re.compile(
    r"(?P<value>(?:[青红金小大]{0,2}(?:苹果|太阳|宝宝|宝贝|贝贝|童话|童星|摇篮|天使|小鸟|花朵|蓓蕾|蒙特梭利|蒙氏|爱弥儿|红黄蓝|大风车|风车|博士|哈佛|剑桥|牛津"
    r"|卡通|米奇|喜洋洋|七彩|星星|月亮|乖乖|聪明|佳佳|彩虹|果果|豆豆|伊顿|金鹰|爱迪|诺贝|启明)(?:双语|艺术|国际|实验)?)(?:幼儿园|托儿所|早教))"
)


def _nursery(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A nursery called like a shop: 宏达幼儿园; one that is called after a place or an office is public."""
    firm = firm_shape.read(source.folded, match.start())
    if source.folded[firm.brand : match.start()] in firm_words.BRANDS and firm.start == firm.brand:
        yield firm.brand, match.end()


def _shop(match: re.Match[str], source: Source) -> Iterable[Place]:
    folded = source.folded
    firm = firm_shape.read(folded, match.start())
    local = match[0] == "总厂" and firm.start < firm.brand
    if not (local or firm_shape.branded(folded, firm)) or firm_shape.public(folded, firm, match.end()):
        return
    if not _COUNTED.search(folded, max(0, firm.start - 3), firm.start):
        yield firm_shape.told(folded, firm), match.end()


RECOGNIZER = Recognizer(
    name="shop_name",
    kind="ORG_PRIVATE",
    rank=Rank.SOFT,
    patterns=(
        Pattern(_TAIL, score=0.7, refine=_shop),
        Pattern(_NURSERY, score=0.7, needs=("幼儿园", "托儿所", "早教")),
        Pattern(re.compile("幼儿园"), score=0.7, refine=_nursery),
    ),
    positives=(
        "我要举报【渝山商行】",
        "在【汇渝城健身俱乐部】办了卡",
        "【小渝月网咖】证照齐全",
        "是【茅渝砖厂】的取土区",
        "送到【红苹果幼儿园】",
        "【宏达幼儿园】关门了",
        "在【瑞和驿站】取件",
        "【蓝海超市】只赔了一点",
    ),
    negatives=("连锁店关门", "门口的超市", "大型商城", "药店里"),
    near_misses=(
        "一家火锅店",
        "黑网吧",
        "楼下的火锅店",
        "某健身房",
        "移动平台",
        "化工厂排污",
        "激活健身房",
        "一身火锅味道",
        "直接投代收点",
        "机关幼儿园",
        "清水镇中心幼儿园",
    ),
)
