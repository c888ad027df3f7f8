"""What codes are called on the desk: the words lie in words.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import yaml

from publish.columns import catalogue
from publish.model.cells import Level
from publish.model.spans import Kind

_WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))

KINDS = cast("dict[Kind, str]", _WORDS["kinds"])
GROUPS = cast("dict[Kind, str]", {kind: group for group, held in _WORDS["groups"].items() for kind in held})
"""Kind → the colour it has on the desk."""
CHOICES = cast("tuple[Kind, ...]", tuple(_WORDS["choices"]))
"""What a reader may mask something as, the commonest first."""
RECOGNIZERS: dict[str, str] = _WORDS["recognizers"]
ROLES: dict[str, str] = _WORDS["roles"]
STATES: dict[str, str] = _WORDS["states"]
RECORDS: dict[str, str] = _WORDS["records"]
FIELDS: dict[str, str] = _WORDS["fields"]
GATES: dict[str, str] = _WORDS["gates"]
ACTS: dict[str, str] = _WORDS["acts"]
HAPPENED: dict[str, str] = _WORDS["happened"]
DONE: dict[str, str] = _WORDS["done"]
REASONS: dict[str, str] = _WORDS["reasons"]
STROKES: dict[str, str] = _WORDS["strokes"]


def field(name: str) -> str:
    """ "events/3/note" → 过程记录 3."""
    if name in FIELDS:
        return FIELDS[name]
    head, *rest = name.split("/")
    if head == "events":
        return f"过程记录 {rest[0]}"
    if head == "steps":
        return f"步骤 {rest[0]}"
    if head == "questions" and "options" in rest:
        return f"第 {int(rest[0]) + 1} 题选项 {int(rest[-1]) + 1}"
    tail = {"question": "提问", "answer": "答复"}.get(rest[-1] if rest else "", "")
    return f"问题 {rest[0]}{tail}" if head == "questions" and rest else name


def level(one: Level) -> str:
    """How coarse a matter is shown."""
    topic = "一级主题" if one.topic == "first" else "二级主题"
    return f"地区{_WORDS['regions'][one.region]} · {topic} · 时间{_WORDS['periods'][one.period]}"


def column(slug: str | None) -> str:
    """The column's name; of a record without one what kind it is."""
    found = catalogue.load().get(slug or "")
    return found.name if found else "—"


def recognizer(name: str) -> str:
    """Who masked it; a rule by its own name."""
    return RECOGNIZERS.get(name, f"规则 {name}")
