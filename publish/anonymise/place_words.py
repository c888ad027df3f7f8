"""How far a place is told: an estate, a village or a town loses its name and keeps what it is.

Looked for only where the policy's `address` asks for it, and masked whatever is public about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import places
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.policy import Policy

_ESTATE = (
    r"小区|社区|新村|花园|家园|公寓|安置房|雅苑|名苑|[苑邸](?!长)|[华名香金锦东西南北]庭|[华御官]府"
    r"|村(?=[^民里长口上子]|$|民委|里的)"
)
_TOWN = r"街道(?!上|边|两|口|旁|路面)|镇(?!上|里|长|政府|痛|静|压|定)|乡(?!镇|里|下|亲|长|村)"
_REACH = 7
_LEFT = re.compile(
    r".*(?:[^一-鿿]|[省市区县镇乡道住在于从到去对来向是和与及我你他她它们这那哪个该本各全某几每的了着有为被把让或同两旧]|附近|邻近)"
)
_NO_NAME = re.compile(
    r"所有|全部|相关|其他|建设|农民|物业|智慧|文明|美丽|示范|贫困|城市|居民|住宅|商品|别墅|老旧|高档|[老新农一二三四五六七八九十]$"
)
_KIND = re.compile(r"(?:小区|社区|居委会|公寓|安置房|村|院|街道|镇|乡)$")


def _named(match: re.Match[str], source: Source) -> Iterable[Place]:
    """From the last word that can't belong to a name on."""
    start = _begin(source, match.start())
    if match.start() - start >= 2 and not _NO_NAME.search(source.folded, start, match.start()):
        yield start, match.end()


def _town(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A town of the country's list, or what stands between a district and 镇."""
    end, low = match.end(), max(0, match.start() - _REACH)
    names = places.country().names
    listed = next((at for at in range(low, match.start()) if source.folded[at:end] in names), -1)
    if listed >= 0:
        yield listed, end
    else:
        yield from _named(match, source)


def _begin(source: Source, at: int) -> int:
    low = max(0, at - _REACH)
    left = _LEFT.match(source.folded, low, at)
    return left.end() if left else low


ESTATE = Recognizer(
    name="estate",
    kind="ADDRESS_COMMUNITY",
    patterns=(Pattern(re.compile(rf"(?:{_ESTATE})(?:[一二三四五六七八九十]期)?"), score=0.7, refine=_named),),
    positives=("我住【幸福花园】3栋", "渝山区清水镇【龙井村】的路", "在【阳光小区】门口"),
    negatives=("我们小区门口", "全村的路"),
    near_misses=("住宅小区", "农村的路", "新农村建设"),
)
TOWN = Recognizer(
    name="town",
    kind="ADDRESS_COMMUNITY",
    patterns=(Pattern(re.compile(_TOWN), score=0.7, refine=_town),),
    positives=("渝山区【清水镇】龙井村", "住在【石桥街道】，"),
    negatives=("乡镇干部", "街道上"),
    near_misses=("各街道办", "我镇将整改", "一个镇"),
)
_LEVELS: dict[str, tuple[Recognizer, ...]] = {"community": (), "town": (ESTATE,), "district": (ESTATE, TOWN)}


def recognizers(policy: Policy) -> tuple[Recognizer, ...]:
    """What has to be looked for so that no place below the policy's level is told."""
    return _LEVELS[policy.address]


def cut(name: str, policy: Policy) -> str:
    """某村 of 龙井村, 某小区 of 幸福花园; the policy's word where nothing tells what it is."""
    kind = _KIND.search(name)
    if kind:
        return "某" + kind[0]
    return (
        "某小区" if re.search(_ESTATE + "|[期里居庄城湾郡园]$", name) else policy.words["ADDRESS_COMMUNITY"]
    )
