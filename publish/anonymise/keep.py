"""The keep layer: what is public stays, unless a structured hit or a known identifier claims it."""

from __future__ import annotations

import re

from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.public import Published

_PHONES = frozenset(("PHONE",))
_PUBLIC = re.compile(
    r"[一-鿿]{0,6}[(\[〔【][0-9]{4}[)\]〕】][0-9]{1,4}号"  # document numbers
    r"|[0-9][0-9,.]*+(?:余|多)?[万亿]?(?:元|户|人|吨|米|公里|平方米|千瓦|立方米|件|%|㎡)"  # amounts
    r"|(?:20)?[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日"  # dates of the procedure
    r"|[一-鿿]{1,8}(?:局|委|办|厅|政府|街道|派出所|法院|检察院|居委会|村委会|办事处|管委会|大队|支队|卫生院|服务中心)"
)


def spared(hit: Hit, source: Source, published: Published, named: frozenset[str]) -> bool:
    """Whether a hit must not be masked because what it claims is public."""
    if hit.rank is Rank.KNOWN:
        return False
    if hit.kind in _PHONES:
        return published.phone(source.text[hit.start : hit.end])
    if hit.who and hit.who in named:
        return True
    return hit.rank is Rank.SOFT and _public(hit, source, published)


def _public(hit: Hit, source: Source, published: Published) -> bool:
    return published.covers(source.folded, hit.start, hit.end) or _patterned(hit, source.folded)


def _patterned(hit: Hit, folded: str) -> bool:
    low = max(0, hit.start - 12)
    for match in _PUBLIC.finditer(folded, low, min(len(folded), hit.end + 12)):
        if match.start() <= hit.start and hit.end <= match.end():
            return True
    return False
