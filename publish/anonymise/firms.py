"""What tells one firm from another, and the word that stands in place of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.known import orgs
from publish.anonymise.policy import Policy

_FORM = re.compile(r"管理|服务|发展|开发|经营|工程|设计|股份|有限|责任|集团(?=有限|股份|公司)|连锁")
_MANY = 200  # of so many firms in one record each is one by itself
_BLANK = re.compile(r"[\s·.*_\-]")


def identity(name: str) -> str:
    """The part by which a firm is known, the same of its registered name and its short one."""
    return orgs.telling(_BLANK.sub("", name))


def word(name: str, policy: Policy) -> str:
    """某 and the telling tail of a firm's name: 某物业公司, 某火锅店; 某公司 where nothing tells."""
    plain = _FORM.sub("", name)
    known = [tail for tail in policy.tails if tail in plain]
    if not known:
        return policy.firm
    return policy.firm[:1] + max(known, key=lambda tail: (plain.endswith(tail), len(tail)))


def heads(keys: Iterable[str]) -> dict[str, str]:
    """Identity → the one that stands for it: 驻佳 and 杭州驻佳房屋 are one firm, told by which came first."""
    found: dict[str, str] = {}
    for key in keys:
        near = found if len(found) < _MANY and len(key) > 1 else ()
        found[key] = next((found[one] for one in near if len(one) > 1 and (one in key or key in one)), key)
    return found
