"""Whatever the ledger says happened, the desk has a word for it."""

from __future__ import annotations

import re
from pathlib import Path

from publish.columns.gates import GATES, code
from publish.desk import words
from publish.ledger.decisions import ACTIONS
from publish.ledger.reasons import RETURNS

LEDGER = Path(__file__).parents[3] / "publish/ledger"
ELSEWHERE = {"run", "user", "slugged", "frozen", "received", "answered", "erased", "released_site"}
"""Rows of the chain that are about no candidate."""


def test_every_row_about_a_candidate_has_a_word() -> None:
    source = "".join(path.read_text("utf-8") for path in LEDGER.glob("*.py"))
    kinds = set(re.findall(r'record\(\s*"([a-z_]+)"', source)) - ELSEWHERE
    assert kinds | {"taken", "taken_over", "released", "expired"} <= set(words.HAPPENED)


def test_every_gate_action_and_reason_has_a_word() -> None:
    assert {code(name) for name in GATES} <= set(words.GATES)
    assert set(ACTIONS) <= set(words.ACTS)
    assert set(RETURNS) <= set(words.REASONS)
