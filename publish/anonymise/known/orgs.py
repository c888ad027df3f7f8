"""Every way a known private firm is written: registered name, without place or form, brand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.anonymise import names
from publish.anonymise.known.needles import Needle
from publish.anonymise.public import Published
from publish.model.contract import Party
from publish.text import fold

ORG_TAIL = re.compile(
    r"公司|集团|厂|店|超市|酒店|宾馆|饭店|餐馆|火锅|面馆|药房|诊所|医院|学校|幼儿园|中心|合作社|经营部|工作室|事务所|物业|驿站"
    r"|代收点|门市|商行|俱乐部|会所|网吧|农家乐|养殖场|加油站|企业|个体户|旗舰店|平台|商城|馆|行|坊|铺|吧|城|院|社|部|站|场"
)
_LEGAL = re.compile(
    r"(?:集团)?(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|集团|\(个体工商户\)|个体工商户)+$"
)
_PLACE = re.compile(r"^(?:[一-鿿]{2,4}?(?:自治区|省|市|区|县))+|^(?:重庆|北京|上海|天津|四川|成都)(?:市)?")
_TRADE = re.compile(
    r"(?:物业(?:管理|服务)*|房地产(?:开发|经纪|营销)*|置业(?:发展)?|建筑(?:工程|安装|劳务|装饰)*|装饰(?:设计|工程)*|装修|劳务(?:派遣)?"
    r"|商贸|贸易|科技|网络|信息|技术|餐饮(?:管理|服务|文化)*|食品|快递|物流|运输|速递|供应链|燃气|能源|电力|机械|机电|制造|实业|投资"
    r"|文化(?:传媒|传播)?|传媒|教育(?:科技|咨询|培训)*|培训|咨询|管理|服务|发展|汽车(?:销售|维修|服务|租赁)*|农业(?:开发|科技)*|养殖"
    r"|种植|旅游|酒店(?:管理)?|健身|美容|医疗|医药|药业|建材|家具|家居|服装|纺织|电子|电器|环保(?:科技)?|园林|市政|工程|材料|百货|广告|印务"
    r"|人力资源|企业|电子商务|房产|租赁|保洁|家政|安装|生态|水产|果蔬|粮油|五金)*$"
)
_FIRMS = ("firm", "org", "company")
_LEFT = {"公司", "集团", "厂", "店", "物业", "开发商", "超市", "老板", "商家", "平台", "那边", "的人"}


def is_org(party: Party) -> bool:
    """Whether a party's `name` is that of a firm; stores put there who writes for it, too."""
    name = re.sub(r"\s", "", fold.fold(party.name or ""))
    if names.whole(name):
        return False
    return party.kind in _FIRMS or (len(name) >= 5 and bool(ORG_TAIL.search(name[-4:])))


def needles(party: Party, published: Published) -> Iterator[Needle]:
    """The forms of a private firm; none for a public body or a firm that may be named."""
    for name in private(party, published):
        yield from _forms(name, published)


def private(party: Party, published: Published) -> Iterator[str]:
    """The private firms a party is or belongs to, without blanks."""
    written = [party.org_name] + ([party.name] if is_org(party) else [])
    for name in dict.fromkeys(filter(None, written)):
        if not party.may_be_named and not published.body(name):
            yield re.sub(r"\s", "", fold.fold(name))


def _forms(name: str, published: Published) -> Iterator[Needle]:
    short = _LEGAL.sub("", name)
    local = _PLACE.sub("", short)
    brand = _brand(local)
    for form in dict.fromkeys((name, short, _PLACE.sub("", name), local)):
        if len(form) >= 4 and not published.body(form):
            yield Needle(fold.bare(form), "ORG_PRIVATE", "name", name)
    if len(brand) >= 2 and brand not in published.names:
        yield from _branded(brand, name)


def telling(name: str) -> str:
    """What tells a firm from others: its brand; the whole of a name that has none."""
    local = _PLACE.sub("", _LEGAL.sub("", name))
    return _brand(local) or local or name


def _branded(brand: str, name: str) -> Iterator[Needle]:
    bare = fold.bare(brand)
    for word in sorted(_LEFT):
        yield Needle(bare + word, "ORG_PRIVATE", "name", name)
    if len(brand) >= 3:
        yield Needle(bare, "ORG_PRIVATE", "name", name)


def _brand(local: str) -> str:
    """What is left of a name without place, form and trade: its telling part."""
    brand = _TRADE.sub("", local)
    if brand == local:
        tail = re.search(rf"(?:{ORG_TAIL.pattern})$", local)
        brand = local[: tail.start()] if tail else local
    return brand if len(brand) >= 2 else ""
