"""A radio programme: who speaks when, how long, and in which phrases. One YAML file each."""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import msgspec
import yaml

from publish.errors import PublishError
from publish.model.published import PublishedProgramme
from publish.radio.timing import PAUSES, RATE, Pace

HERE = Path(__file__).parent
SegmentKind = Literal[
    "opening", "headlines", "matters", "guest", "phone_in", "policy", "music", "preview", "closing"
]  # fmt: skip
REQUIRED = ("opening", "matters", "phone_in", "policy", "closing")
TALK = ("guest", "phone_in")

FRAME = frozenset(
    ("programme", "station", "hotline", "me", "daypart", "schedule", "minutes", "guests", "you", "topic")
)
MATTER = FRAME | frozenset(
    ("order", "title", "district", "unit", "complainant", "someone", "month", "channel", "days", "outcome")
)
"""The fields phrases may use; those of a matter only stand in its own phrases."""


class Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of a programme's blocks: a key nobody knows is an error."""


class Segment(Strict, frozen=True, kw_only=True):
    """One place in the running order. `share` and `most` are percent of the slot.

    `spare` segments are used only where the others can't fill the slot.
    """

    kind: SegmentKind
    name: str
    share: int
    form: str
    owner: str
    most: int = 0
    must: bool = False
    spare: bool = False


class Phrases(Strict, frozen=True, kw_only=True):
    """What a programme says of itself; the words of the matters come from the records.

    Where a field is a list of lists or a mapping to lists, one alternative is taken in turn.
    """

    opening: tuple[str, ...]
    headlines: tuple[str, ...]
    no_headlines: tuple[str, ...]
    headline: str
    one_headline: str
    orders: tuple[str, ...]
    lead: tuple[str, ...]
    raised: tuple[str, ...]
    problem: tuple[str, ...]
    quote: tuple[str, ...]
    done: tuple[str, ...]
    outcome: dict[str, tuple[str, ...]]
    days: tuple[str, ...]
    revisit: dict[str, tuple[str, ...]]
    satisfied: dict[str, tuple[str, ...]]
    comment: tuple[str, ...]
    questions: dict[str, tuple[str, ...]]
    ask: tuple[str, ...]
    ask_unit: tuple[str, ...]
    guest: tuple[str, ...]
    guest_alone: tuple[str, ...]
    phone_in: tuple[str, ...]
    phone_in_again: tuple[str, ...]
    policy: tuple[str, ...]
    no_policy: tuple[tuple[str, ...], ...]
    music: tuple[str, ...]
    preview: tuple[str, ...]
    closing: tuple[str, ...]
    pads: dict[str, tuple[str, ...]]
    cuts: dict[str, str]
    never: tuple[tuple[str, str], ...]


class HostPace(Strict, frozen=True, kw_only=True):
    """What differs when this host reads; see `publish radio calibrate`."""

    rate: int | None = None
    pauses: dict[str, int] = {}


class Programme(Strict, frozen=True, kw_only=True):
    """A programme. `rate` is syllables a minute; `minutes` the length of an ordinary slot; `documents`:
    numbers of documents are read.
    """

    slug: str
    name: str
    description: str
    minutes: int
    schedule: str
    station: str
    hotline: str
    segments: tuple[Segment, ...]
    phrases: Phrases
    rate: int = RATE
    documents: bool = False
    pauses: dict[str, int] = {}
    hosts: dict[str, HostPace] = {}

    def pace(self, host: str | None) -> Pace:
        """How fast the host reads; a stranger as the programme does."""
        own = self.hosts.get(host or "", HostPace())
        return Pace(own.rate or self.rate, {**PAUSES, **self.pauses, **own.pauses})

    def published(self) -> PublishedProgramme:
        """What the public directory says of it."""
        names = PublishedProgramme.__struct_fields__
        return PublishedProgramme(**{name: getattr(self, name) for name in names})


@cache
def load(folder: Path = HERE / "programmes") -> dict[str, Programme]:
    """Every programme by slug. Raises `PublishError` RADIO-001 with the file for a bad one."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.yaml"))}


def named(slug: str) -> Programme:
    """The programme of that slug; raises `PublishError` RADIO-002 naming the nearest one."""
    found = load()
    if slug not in found:
        nearest = difflib.get_close_matches(slug, found, n=1, cutoff=0)
        raise PublishError("RADIO-002", slug, nearest=nearest[0] if nearest else "-")
    return found[slug]


def read(path: Path) -> Programme:
    """One programme; phrases it does not give are those of words/phrases.yaml."""
    try:
        raw: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        own = {**raw, "slug": path.stem, "phrases": {**_common(), **(raw.get("phrases") or {})}}
        programme = msgspec.convert(own, Programme)
    except (msgspec.ValidationError, yaml.YAMLError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise PublishError("RADIO-001", path.name, detail=" ".join(str(error).split())) from None
    for wrong in _wrong(programme):
        raise PublishError("RADIO-001", path.name, detail=wrong)
    return programme


@cache
def _common() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "words" / "phrases.yaml").read_text("utf-8"))
    return loaded


def _wrong(programme: Programme) -> list[str]:
    shares = sum(segment.share for segment in programme.segments if not segment.spare)
    kinds: list[str] = [segment.kind for segment in programme.segments if not segment.spare]
    talk = sum(s.share for s in programme.segments if s.kind in TALK and not s.spare)
    checks = (
        (not re.fullmatch(r"[a-z][a-z0-9-]*", programme.slug), "文件名只能用小写字母、数字和连字符"),
        (not 5 <= programme.minutes <= 240, "minutes 应在 5 到 240 之间"),
        (
            _odd_pace(programme),
            f"rate 应在 120 到 400 音节之间，pauses 的标点应为 {''.join(PAUSES)}，0 到 2000 毫秒",
        ),
        (shares != 100, f"各环节 share 之和应为 100，现为 {shares}"),
        (talk > 50, f"访谈与热线的 share 之和不得过半，现为 {talk}"),
        (any(kinds.count(kind) != 1 for kind in REQUIRED), f"{'、'.join(REQUIRED)} 各须有且只有一个"),
        (any(s.share < 0 or s.most < 0 for s in programme.segments), "share 与 most 不得为负"),
    )
    return [words for wrong, words in checks if wrong] + _unknown_fields(programme.phrases)


def _odd_pace(programme: Programme) -> bool:
    rates = [programme.rate, *(host.rate for host in programme.hosts.values() if host.rate is not None)]
    pauses = [programme.pauses, *(host.pauses for host in programme.hosts.values())]
    spoken = [(mark, ms) for one in pauses for mark, ms in one.items()]
    return any(not 120 <= rate <= 400 for rate in rates) or any(
        mark not in PAUSES or not 0 <= ms <= 2000 for mark, ms in spoken
    )


def _unknown_fields(phrases: Phrases) -> list[str]:
    found = []
    for key, value in msgspec.to_builtins(phrases).items():
        for text in _texts(value):
            try:
                used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            except ValueError:
                used = {text}
            if not used <= MATTER:
                found.append(f"phrases.{key} 里有不认识的空位 {'、'.join(sorted(used - MATTER))}")
    return found


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [text for one in inner for text in _texts(one)]
