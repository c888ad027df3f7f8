"""Every error code has its words, and every word its code."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
CODE = re.compile(r'"([A-Z]+(?:-[A-Z0-9]+)+)"')
AREAS = {path.stem.upper() for path in (ROOT / "publish/messages").glob("*.yaml")}


def _known() -> set[str]:
    return {
        code
        for path in (ROOT / "publish/messages").glob("*.yaml")
        for code in yaml.safe_load(path.read_text("utf-8"))
    }


def _used() -> set[str]:
    sources = [*(ROOT / "publish").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
    found = {code for path in sources for code in CODE.findall(path.read_text("utf-8"))}
    return {code for code in found if code.split("-")[0] in AREAS}


def test_every_code_in_the_source_has_a_reason_and_a_cure() -> None:
    assert sorted(_used() - _known()) == []


def test_every_message_is_used_by_some_code() -> None:
    gates = {code for code in _known() if code.startswith("GATE-")}
    assert sorted(_known() - _used() - gates) == []


def test_every_message_says_what_is_wrong_and_what_to_do() -> None:
    for path in (ROOT / "publish/messages").glob("*.yaml"):
        for code, words in yaml.safe_load(path.read_text("utf-8")).items():
            assert set(words) == {"reason", "cure"}, code
            assert all(words.values()), code
