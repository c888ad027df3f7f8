"""Private firms by what their names end in (有限公司, 公司, 集团, 物业); utilities and public bodies stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import firm_shape
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source

_LEGAL = re.compile(r"有限(?:责任)?公司(?:[一-鿿]{1,6}?(?:分公司|支公司|分店|营业部))?")
_COMPANY = re.compile(
    r"公司(?!章|法(?![定人务]))|集团(?![公军])|物业(?![费管服公用类纠合办税权主区项用性人经保安小]|租赁)"
    r"|(?:置业|房地产|地产)(?![品业商证权经税公集有价])|开发商|房开(?![^,。、的]司)"
)
_SORTS = frozenset("总分子母新老原旧大小")
_ESTATE = re.compile(r"[府苑园城湾洲庭郡里居邸院寓]$|.{4}")
"""Ends of an estate's name: 名望府开发商 names the estate."""


def _registered(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A registered name says by itself that it is a firm's, whatever its brand."""
    folded = source.folded
    firm = firm_shape.read(folded, match.start(), registered=True)
    told = firm.form - firm.start >= 2 and "某" not in folded[firm.start : firm.form]
    if told and not firm_shape.public(folded, firm, match.end()):
        yield firm.start, match.end()


def _company(match: re.Match[str], source: Source) -> Iterable[Place]:
    """公司 and the like are words: a brand must stand before them."""
    form = match.start() - (source.folded[match.start() - 1 : match.start()] in _SORTS)
    firm = firm_shape.read(source.folded, form)
    if match[0] == "开发商" and _ESTATE.search(source.folded[firm.brand : firm.trade]):
        return
    if firm_shape.branded(source.folded, firm) and not firm_shape.public(source.folded, firm, match.end()):
        yield firm_shape.told(source.folded, firm), match.end()


RECOGNIZER = Recognizer(
    name="firm_name",
    kind="ORG_PRIVATE",
    rank=Rank.SOFT,
    triggers=("公司", "集团", "物业", "置业", "地产", "开发商"),
    patterns=(
        Pattern(_LEGAL, score=0.85, refine=_registered, needs=("有限公司", "有限责任公司")),
        Pattern(_COMPANY, score=0.75, refine=_company),
    ),
    positives=(
        "投诉【重庆山水商贸有限公司】",
        "由【巴渝建筑工程有限公司】承建",
        "开发商【渝山置业有限公司】拒不退款",
        "最近这家【重庆市凯渝门窗有限公司】排废气",
        "【华寓(重庆)商业管理有限公司】跑路",
        "公告【鑫渝公司】的各位债权人",
        "垃圾由【玉渝清洁公司】拖运",
        "【龙渝物业】就垃圾池一事",
        "现在【渝投开发商】不管了",
        "【重庆山水物业公司】不作为",
        "【渝山公司】法定代表人",
        "【新纪元物流公司】拖欠",
    ),
    negatives=("有限公司", "某有限公司", "某公司", "该公司", "物业公司不管", "建筑公司"),
    near_misses=(
        "国网重庆市电力公司",
        "重庆市自来水有限公司",
        "重庆燃气集团股份有限公司",
        "市供电公司答复",
        "两家保险公司",
        "小区物业公司",
        "楼盘开发商",
        "无良开发商",
        "物业管理费",
        "一家装修公司",
        "公司法第三条",
    ),
)
