"""What else stands on both sides of a colon, when it was no time: said as a ratio."""

from __future__ import annotations

from publish.radio.figures.base import N, rule
from publish.radio.figures.ratios import said

KIND, RANK = "ratios", 37

RULES = (rule(rf"(?<![\d.:：])(?P<n>{N}%?(?:[:：]{N}%?)+)(?![\d.])", said),)

EXAMPLES = """
3:1 → 三比一
1:1000 → 一比一千
"""
