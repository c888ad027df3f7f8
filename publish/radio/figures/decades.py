"""Decades and generations: 80年代 → 八十年代, 1990年代 → 一九九零年代, 90后 → 九零后."""

from __future__ import annotations

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal, digits

KIND, RANK = "decades", 40

RULES = (
    rule(r"(?<!\d)(?:19|20)\d0(?=年代)", lambda m: digits(m[0])),
    rule(r"(?<!\d)[1-9]0(?=年代)", lambda m: cardinal(int(m[0]))),
    rule(r"(?<!\d)[0-9]0(?=、[0-9]0后)", lambda m: digits(m[0])),
    rule(r"(?<![\d点:：月日号第.])[0-9][05](?=后(?![天年期来续个面方再又即才半就]))", lambda m: digits(m[0])),
)

EXAMPLES = """
70年代 → 七十年代
80、90后 → 八零、九零后
00后 → 零零后
2010年代 → 二零一零年代
20后续 → 二十后续
"""
