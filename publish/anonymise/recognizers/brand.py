"""Firms called by a well-known brand: platforms, carriers, telephone companies, developers where they act."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import firm_shape, landmarks
from publish.anonymise.base import Pattern, Place, Rank, Recognizer, Source
from publish.anonymise.lexicon import choice, read_words

_KNOWN = choice(read_words("brands.txt"))
_KIND = (
    r"(?:(?:网络购物|游戏|购物|电商)?平台|商城|超市|旗舰店|公司|集[团体]|金融|小贷|官网|外卖|优选"
    r"|快递点|网点|营业厅)"
)
_BRAND = re.compile(rf"(?P<value>{_KNOWN}{_KNOWN}{{0,2}}{_KIND}?)(?!峡谷)")
_TELEPHONE = re.compile(r"(?:移动|联通|电信|广电)(?:通信|宽带|网络)?(?:分公司|公司|营业厅|客服|营业点)")
_MEANT = re.compile(r"账户|账号|[和与或、]微信|还是微信|支付|付款|转账|收款|分期|号[码:]")
_MEANS = re.compile(r"(?:微信[和与或、]|手机|[使利]?用|扫码?)$")
_ENDS = ("公司", "集团", "平台")
_SIDE = re.compile(r"[城东南西北中]{2}$")
_WORKS = re.compile(
    r"中(?:铁|建|交|冶|水电|核|电建)[一二三四五六七八九十]{1,3}(?:局|公司|航局)(?:集团|公司)?"
)
_DEVELOPER = re.compile(choice(read_words("developers.txt")))
_ACTS = re.compile(
    r"(?:方面|方|那边|这边|公司|集团|地产|置业|物业)?(?:[又也却就还竟均都仍]|一直|至今|多次|突然){0,2}"
    r"(?:表示|承诺|拒|公然|故意|恶意|私自|擅自|变相|强制|强行|迟迟|不(?:肯|愿|给|退|承认|解决|处理|作为|履行|交|予)|没有?[一-鿿]|要求|欺|骗|说|称|答复|回复|客服|销售人员|工作人员|收取|拖|推|违|逼|霸|开发"
    r"|承建|拿地|与[一-鿿]{2,8}(?:签|合同|协议|协商|沟通|管理)|变更|更改|隐瞒|虚假|延期|逾期|解释|通知|告知|让我们|叫我们|给我们|跟我们|对我们|那边|方面)"
)
_LIVED = re.compile(r"(?:[在住到回]|位于|购买了?|业主|小区)$")


def _acting(match: re.Match[str], source: Source) -> Iterable[Place]:
    start, end = match.span()
    folded = source.folded
    lived = _LIVED.search(folded, max(0, start - 3), start)
    if not lived and _ACTS.match(folded, end) and not landmarks.follows(folded, end):
        yield start, end


def _local(match: re.Match[str], source: Source) -> Iterable[Place]:
    """With the places before it: 渝山区移动公司."""
    side = _SIDE.search(source.folded, max(0, match.start() - 2), match.start())
    yield firm_shape.places_before(source.folded, side.start() if side else match.start()), match.end()


def _named(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Not where it is only the means by which somebody paid or wrote."""
    start, end = match.span("value")
    folded = source.folded
    if landmarks.follows(folded, end) and not match["value"].endswith(_ENDS):
        return
    if not _MEANT.match(folded, end) and not _MEANS.search(folded, max(0, start - 4), start):
        yield start, end


RECOGNIZER = Recognizer(
    name="brand",
    kind="ORG_PRIVATE",
    rank=Rank.SOFT,
    patterns=(
        Pattern(_BRAND, score=0.8, refine=_named),
        Pattern(_TELEPHONE, score=0.75, refine=_local, needs=("移动", "联通", "电信", "广电")),
        Pattern(_WORKS, score=0.8, needs=("中铁", "中建", "中交", "中冶", "中水电", "中核", "中电建")),
        Pattern(_DEVELOPER, score=0.7, refine=_acting),
    ),
    positives=(
        "在【淘宝】买的东西",
        "【天猫超市】发错货",
        "被【滴滴】扣了钱",
        "【碧桂园】表示不退款",
        "投诉【龙湖】变相收费",
        "问【移动公司】的人",
        "【拼多多】乱扣费",
        "由【中铁十八局】施工",
    ),
    negatives=("移动摊位", "微信群里说", "电信诈骗"),
    near_misses=("住在碧桂园，", "恒大雅苑12栋", "龙湖小区业主", "保利广场旁", "万科城三期"),
)
