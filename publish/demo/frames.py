"""Handwritten frames: what a matter is about, in a citizen's voice and in the office's.

A frame is data (frames/<area>.yaml). `load()` reads all of them and refuses a wrong one by its file and id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from publish.errors import PublishError
from publish.model.contract import OUTCOMES

HERE = Path(__file__).parent / "frames"
SLOT = re.compile(r"\{([^{}]*)\}")
ROLES = ("applicant", "respondent", "witness", "relative", "staff")
ATTRIBUTES = (
    "name", "partial", "phone", "landline", "id", "door", "plate", "wechat", "qq", "email", "meter",
    "contract", "bank", "birth", "age", "org", "signature",
)  # fmt: skip
PUBLIC = (
    "unit", "unit.short", "district", "town", "village", "road", "estate", "market", "school",
    "hotline", "office.phone", "docno", "names.list", "nickname",
    "date.submitted", "date.before", "date.accepted", "date.inspected", "date.closed",
)  # fmt: skip
LATER = ("date.accepted", "date.inspected", "date.closed")
RANGE = re.compile(r"(?:amount|n|pct):(\d+)-(\d+)")


class Results(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the office answers, by outcome."""

    solved: tuple[str, ...]
    partly: tuple[str, ...]
    explained: tuple[str, ...]
    unsolvable: tuple[str, ...]


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of problem as people write of it and offices answer it.

    `about`: field → for each of its texts the letters (a: the first appeal, b: the second …) it speaks to;
    a field left out speaks to all. Outcomes stand beside titles, summaries and comments.
    """

    id: str
    topic: str
    voice: Literal["angry", "rambling", "polite", "terse", "phone"]
    applicant: Literal["citizen", "firm"]
    office: str
    titles: tuple[str, ...]
    appeals: tuple[str, ...]
    summaries: tuple[str, ...]
    results: Results
    comments: tuple[str, ...]
    about: dict[str, tuple[str, ...]] = {}


@cache
def load(folder: Path = HERE) -> tuple[Frame, ...]:
    """Every frame, ordered by file and place. Raises `PublishError` DEMO-001 … DEMO-003."""
    frames = [frame for path in sorted(folder.glob("*.yaml")) for frame in _read(path)]
    if not frames:
        raise PublishError("DEMO-001", str(folder))
    seen: set[str] = set()
    for frame in frames:
        for problem in problems(frame):
            raise PublishError("DEMO-003", frame.id, detail=problem)
        if frame.id in seen:
            raise PublishError("DEMO-003", frame.id, detail="编号重复")
        seen.add(frame.id)
    return tuple(frames)


def problems(frame: Frame) -> Iterator[str]:
    """What is wrong with a frame, in Chinese, one line each."""
    for name, least in (("titles", 3), ("appeals", 2), ("summaries", 2), ("comments", 2)):
        if len(getattr(frame, name)) < least:
            yield f"{name} 少于 {least} 条"
    for outcome in OUTCOMES:
        if not getattr(frame.results, outcome):
            yield f"results.{outcome} 为空"
    for field, marks in frame.about.items():
        if len(marks) != len(options(frame, field)) or not all(marks):
            yield f"about.{field} 与文字条数不符"
    for text in texts(frame):
        yield from (f"不认识的空位 {{{slot}}}" for slot in SLOT.findall(text) if not known(slot))
    for text in (*frame.titles, *frame.appeals, *frame.summaries):
        yield from (f"诉求中出现了事后的日期 {{{slot}}}" for slot in SLOT.findall(text) if slot in LATER)


def options(frame: Frame, field: str) -> tuple[str, ...]:
    """The texts of a field or of an outcome."""
    found: tuple[str, ...] = getattr(frame.results if field in OUTCOMES else frame, field)
    return found


def texts(frame: Frame) -> Iterator[str]:
    """Every template of a frame."""
    yield from (*frame.titles, *frame.appeals, *frame.summaries, *frame.comments)
    for outcome in OUTCOMES:
        yield from getattr(frame.results, outcome)


def known(slot: str) -> bool:
    """Whether a slot can be filled."""
    if slot in PUBLIC or slot.startswith("pick:"):
        return True
    number = RANGE.fullmatch(slot)
    if number:
        return int(number[1]) <= int(number[2])
    role, _, attribute = slot.partition(".")
    return role in ROLES and attribute in ATTRIBUTES


def _read(path: Path) -> list[Frame]:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=list[Frame])
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise PublishError("DEMO-002", str(path), detail=str(error)) from None
