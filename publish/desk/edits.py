"""Free editing of public text: what was changed, character by character, as places in the original.

Differences come from diff-match-patch (Google, Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

import msgspec
from diff_match_patch import diff_match_patch

from publish.anonymise.draft import Draft
from publish.model.spans import Span

Change = Literal["same", "gone", "new"]
_NAMES: dict[int, Change] = {0: "same", -1: "gone", 1: "new"}


class Hunk(msgspec.Struct, frozen=True, order=True):
    """Code points [start, end) of a text, and the words that take their place."""

    start: int
    end: int
    words: str


class Zone(msgspec.Struct, frozen=True):
    """A stretch of the public text and the hunks in it."""

    start: int
    end: int
    hunks: tuple[Hunk, ...]


def marks(before: str, after: str) -> list[tuple[Change, str]]:
    """What stayed, went and came, in reading order."""
    differ = _differ()
    found = differ.diff_main(before, after)
    differ.diff_cleanupSemantic(found)
    return [(_NAMES[sign], text) for sign, text in found]


def nearby(found: list[tuple[Change, str]], around: int = 24) -> list[tuple[Change, str]]:
    """The same changes with no more of what stayed than is needed to find them."""
    last = len(found) - 1
    return [
        (change, _cut(text, around, index == 0, index == last) if change == "same" else text)
        for index, (change, text) in enumerate(found)
    ]


def _cut(text: str, around: int, first: bool, last: bool) -> str:
    head, tail = ("" if first else text[:around]), ("" if last else text[-around:])
    return text if len(text) <= 2 * around else f"{head}……{tail}"


def rewrite(original: str, spans: Sequence[Span], after: str) -> list[Hunk]:
    """Hunks of the original that turn its public text into `after`.

    A hunk never cuts a masked stretch in two and is never empty, so that each can stand as a span.
    """
    draft = Draft(original, tuple(spans))
    before = draft.text
    if not before:
        return [Hunk(0, len(original), after)] if after and original else []
    starts, ends = _origins(draft)
    zones = _zones(_zone(hunk, draft.replaced()) for hunk in hunks(before, after))
    return [Hunk(starts[one.start], ends[one.end - 1], _words(before, one)) for one in zones]


def hunks(before: str, after: str) -> Iterator[Hunk]:
    """Stretches of `before` that went, with what came for each."""
    at = start = 0
    words: str | None = None
    for change, text in [*marks(before, after), ("same", "")]:
        if change == "same":
            if words is not None:
                yield Hunk(start, at, words)
            at, words = at + len(text), None
            continue
        if words is None:
            start, words = at, ""
        words += text if change == "new" else ""
        at += len(text) if change == "gone" else 0


def _zone(hunk: Hunk, replaced: Iterable[tuple[int, int]]) -> Zone:
    """A hunk over the whole of every replacement it touches; an insertion takes a neighbour in."""
    start, end = hunk.start, hunk.end
    if start == end:
        start, end = (start - 1, end) if start else (0, 1)
    for low, high in replaced:
        if low < end and start < high:
            start, end = min(start, low), max(end, high)
    return Zone(start, end, (hunk,))


def _zones(found: Iterable[Zone]) -> list[Zone]:
    """Zones that overlap, as one."""
    joined: list[Zone] = []
    for zone in found:
        last = joined[-1] if joined else None
        if last and zone.start < last.end:
            joined[-1] = Zone(
                min(last.start, zone.start), max(last.end, zone.end), (*last.hunks, *zone.hunks)
            )
        else:
            joined.append(zone)
    return joined


def _words(text: str, zone: Zone) -> str:
    """What stands in a zone when its hunks are done."""
    parts, at = [], zone.start
    for hunk in zone.hunks:
        parts += [text[at : hunk.start], hunk.words]
        at = hunk.end
    return "".join([*parts, text[at : zone.end]])


def _origins(draft: Draft) -> tuple[list[int], list[int]]:
    """For each character of the public text, where what it stands for begins and ends in the original."""
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for span in (*draft.spans, None):
        plain = range(at, span.start if span else len(draft.original))
        starts += plain
        ends += (place + 1 for place in plain)
        if span:
            starts += [span.start] * len(span.replacement)
            ends += [span.end] * len(span.replacement)
            at = span.end
    return starts, ends


@cache
def _differ() -> Any:
    differ = diff_match_patch()
    differ.Diff_Timeout = 0.2
    return differ
