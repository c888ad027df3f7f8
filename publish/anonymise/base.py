"""What a recognizer is made of, what it looks at and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Literal

import msgspec

from publish.model.spans import Kind
from publish.text import fold

View = Literal["folded", "digits"]
Place = tuple[int, int]

_NUMBER = re.compile(r"[0-9](?:[ \n\-·./_(),、~]{0,5}[0-9]){3,}")
_MARGIN = 8
_REACH = 24
_SIGHT = 40
_BACK, _AHEAD = 24, 72  # characters around what is near
_OFFICE = re.compile(
    r"(?:来信|留言|来电|函件)[^。\n]{0,8}(?:收悉|已收到)|(?:回复|答复|办理情况)[^。\n]{0,6}如下"
    r"|经(?:核实|调查|查|了解|现场)|我[局委办中街镇乡]|感谢您(?:对|的)"
)


class Rank(IntEnum):
    """How far a hit is to be trusted: a keep overrides only what is soft."""

    SOFT = 1
    STRUCTURED = 2
    KNOWN = 3


class Hit(msgspec.Struct, frozen=True, order=True):
    """One stretch that a recognizer claims. `who` is the person it names, as far as known."""

    start: int
    end: int
    kind: Kind
    score: float
    recognizer: str
    rank: Rank = Rank.STRUCTURED
    who: str = ""
    doubt: str = ""  # not to be masked but to be flagged, for this reason


class Source:
    """A text and the views of it that patterns run on; every offset is one into `text`.

    `changed`: where it isn't the text that was looked at before; None where there was no look before.
    `possible`: the expressions that may match in each view; None where nobody has ruled any out.
    """

    def __init__(self, text: str, changed: Sequence[Place] | None = None) -> None:
        self.text = text
        self.changed = changed
        self.folded = fold.fold(text)
        self.possible: Mapping[View, frozenset[str]] | None = None

    @cached_property
    def digits(self) -> str:
        return fold.digits(self.folded)

    @cached_property
    def skeleton(self) -> fold.Skeleton:
        return fold.skeleton(self.text)

    @cached_property
    def numbers(self) -> tuple[Place, ...]:
        """Where four digits or more stand together, however written, with a margin on both sides."""
        runs = (match.span() for match in _NUMBER.finditer(self.digits))
        return tuple((max(0, start - _MARGIN), min(len(self.text), end + _MARGIN)) for start, end in runs)

    @cached_property
    def office(self) -> bool:
        """Whether the text reads as an office's own."""
        return bool(_OFFICE.search(self.folded))

    def may_hold(self, regex: re.Pattern[str], name: View) -> bool:
        """False where a match of `regex` in this view is ruled out."""
        return self.possible is None or regex.pattern in self.possible[name]

    def view(self, name: View) -> str:
        return self.digits if name == "digits" else self.folded

    def unseen(self, name: View) -> str:
        """What a scan for something new must go through: all of a view, or what lies around the changes."""
        view = self.view(name)
        if self.changed is None:
            return view
        return "\n".join(view[max(0, start - _SIGHT) : end + _SIGHT] for start, end in self.changed)


Refine = Callable[[re.Match[str], Source], Iterable[Place]]


class Pattern(msgspec.Struct, frozen=True):
    """A linear-time expression. It claims the group `value`, or what `refine` makes of the match.

    `before` must match up to where the claim begins; `needs` names substrings without one of which
    nothing can match; `sign`, where the expression is costly for the sieve, a plainer one that stands in
    every match of it; `near` is a cheap expression that matches within every match: `regex` is tried only
    around it. `rate` gives the score of what was claimed where `score` isn't the same for all.
    """

    regex: re.Pattern[str]
    views: tuple[View, ...] = ("folded",)
    score: float = 0.9
    refine: Refine | None = None
    rate: Callable[[str], float] | None = None
    before: re.Pattern[str] | None = None
    needs: tuple[str, ...] = ()
    sign: str = ""
    near: re.Pattern[str] | None = None

    def places(self, source: Source, windows: Iterable[Place]) -> Iterator[Place]:
        """What is claimed within `windows` of a text."""
        if not _some(self.needs, source.folded):
            return
        for view in self.views:
            if not source.may_hold(self.regex, view):
                continue
            text = source.view(view)
            twice = view == "digits" and "folded" in self.views
            for start, end in _around(self.near, text, windows) if self.near else windows:
                if twice and source.folded[start:end] == text[start:end]:
                    continue
                for match in self.regex.finditer(text, start, end):
                    if self._labelled(match, source):
                        yield from self.refine(match, source) if self.refine else (_value(match),)

    def _labelled(self, match: re.Match[str], source: Source) -> bool:
        at = _value(match)[0]
        return not self.before or bool(self.before.search(source.folded, max(0, at - _REACH), at))


class Recognizer(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of personal data: data first, at most one function of its own.

    `triggers`: substrings of the folded text without one of which nothing can match.
    `numeric`: looked for only around places where four digits or more stand together.
    Examples mark what is claimed with 【】; `near_misses` look alike and must be left alone.
    """

    name: str
    kind: Kind
    patterns: tuple[Pattern, ...]
    triggers: tuple[str, ...] = ()
    numeric: bool = False
    rank: Rank = Rank.STRUCTURED
    doubt: str = ""
    positives: tuple[str, ...]
    negatives: tuple[str, ...]
    near_misses: tuple[str, ...]

    def find(self, source: Source) -> Iterator[Hit]:
        """Everything of this kind in `source`."""
        for pattern in self.patterns:
            yield from self.claims(pattern, source)

    def claims(self, pattern: Pattern, source: Source) -> Iterator[Hit]:
        """What one of the patterns finds in `source`."""
        if not _some(self.triggers, source.folded):
            return
        windows = source.numbers if self.numeric else ((0, len(source.text)),)
        for start, end in pattern.places(source, windows):
            if start < end:
                score = pattern.rate(source.folded[start:end]) if pattern.rate else pattern.score
                yield self._hit(start, end, score)

    def _hit(self, start: int, end: int, score: float) -> Hit:
        return Hit(start, end, self.kind, score, self.name, self.rank, doubt=self.doubt)


def _around(near: re.Pattern[str], text: str, windows: Iterable[Place]) -> Iterator[Place]:
    """The parts of `windows` in which `near` matches, with what may belong to the match around it."""
    for low, high in windows:
        start = end = low
        for match in near.finditer(text, low, high):
            if match.start() - _BACK > end:
                if end > low:
                    yield start, end
                start = match.start() - _BACK
            end = min(high, match.end() + _AHEAD)
        if end > low:
            yield start, end


def _some(words: tuple[str, ...], text: str) -> bool:
    """Whether one of the words is in the text; true where there are none to look for."""
    for word in words:  # a loop, since this runs for every recognizer and text
        if word in text:
            return True
    return not words


def _value(match: re.Match[str]) -> Place:
    return match.span("value") if "value" in match.re.groupindex else match.span()


def label(words: str) -> re.Pattern[str]:
    """What ends right before a value: a label and what may stand between the two."""
    return re.compile(rf"(?:{words})(?:号码|号|是|为|:|\(|\"|“|[ \t]){{0,4}}\n?[ ]{{0,4}}$")
