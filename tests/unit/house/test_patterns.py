"""Patterns mean the same in every Python this product runs on."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
ATOMIC_GROUP = re.compile(r"\(\?>|\)(?:[*+?]|\{[0-9,]+\})\+")


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches such groups wrongly (bpo gh-106052): Debian 12 ships 3.11.2."""
    sources = sorted((ROOT / "publish").rglob("*.py"))
    assert [path.name for path in sources if ATOMIC_GROUP.search(path.read_text("utf-8"))] == []
