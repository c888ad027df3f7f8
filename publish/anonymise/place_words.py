"""How far a place is told: an estate, a village or a town loses its name and keeps what it is."""

from __future__ import annotations

import re

from publish.anonymise.policy import Policy

ESTATES = "小区|社区|居委会|新村|花园|家园|公寓|安置房|村|苑|园|庭|府|郡|城|湾|里|居|庄|院"
TOWNS = "街道|镇|乡"
_KIND = re.compile(rf"(?:{ESTATES}|{TOWNS}|期)$")
_PLAIN = frozenset(("小区", "社区", "居委会", "公寓", "安置房", "村", "院", *TOWNS.split("|")))


def cut(name: str, policy: Policy) -> str:
    """某村 of 龙井村, 某小区 of 幸福花园; the policy's word where the name doesn't tell what it is."""
    kind = _KIND.search(name)
    if not kind:
        return policy.words["ADDRESS_COMMUNITY"]
    return "某" + (kind[0] if kind[0] in _PLAIN else "小区")
