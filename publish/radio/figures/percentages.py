"""Per cent and per mille: 30%-150%, 10-20%, -3.2%, 0.5‰."""

from __future__ import annotations

import re

from publish.radio.figures.base import TO, N, rule
from publish.radio.figures.numerals import cardinal, number

KIND, RANK = "percentages", 55

_OF = {"%": "百分之", "‰": "千分之"}


def _share(text: str, mark: str) -> str:
    """100 % is 百分之百; .0 is not said."""
    plain = re.sub(r"\.0+$", "", text)
    if (plain, mark) == ("100", "%"):
        return "百分之百"
    return _OF[mark] + (cardinal(int(plain)) if plain.isdigit() else number(plain))


def _range(match: re.Match[str]) -> str:
    first = _share(match[1], match[3]) if match[1] != "100" else _OF[match[3]] + "一百"
    return f"{first}到{_share(match[2], match[3])}"


RULES = (
    rule(rf"(?<![\d.])({N})(?:%|‰)?{TO}({N})([%‰])", _range),
    rule(rf"(?<![\d.%])[-－](?P<p>{N})%", lambda m: "负" + _share(m["p"], "%")),
    rule(rf"(?<![\d.])({N})([%‰])", lambda m: _share(m[1], m[2])),
)

EXAMPLES = """
30%-150% → 百分之三十到百分之一百五十
10-20% → 百分之十到百分之二十
100% → 百分之百
0.3‰ → 千分之零点三
-1.5% → 负百分之一点五
2个百分点 → 两个百分点
"""
