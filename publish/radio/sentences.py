"""Sentences of an approved text: cut apart, weighed and chosen, never made up.

Every sentence keeps its place, so that a line of a script can be traced to where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

WORDS = Path(__file__).parent / "words"


_BOUND = re.compile(
    "他|她|它|这(?!次|几|两|段|条路|里)|那(?!么)|反正|结果|于是|后来|再(?!次|生)|又|也|还(?!款|有人)|就|[二三四五六]是|其(?!他|中)|对方"
    "|至于|不然|否则|要不|接着|第[二三四]次|前者|后者|以上|如此|此(?!前|后)|您看|你看|但|可(?![以能])|所以|因此"
)
"""How a sentence begins that makes no sense without the one before it."""

_MARKS = re.compile("[，、。；：！？,;:!?]")
_BREATH = {"quote": 28}
"""Characters without a mark that nobody reads in one breath; else 40."""

LONGEST_SENTENCE, MOST_SENTENCES = 300, 400
"""Characters and sentences that are considered: far beyond any slot."""


class Sentence(msgspec.Struct, frozen=True):
    """One sentence of a field, as written. `place` counts from 1."""

    place: int
    text: str


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a sentence worth reading, and what never is."""

    skip: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]


_ENDS = re.compile(r"(?<=[。！？!?；;])[”」』\"’]*|\n+")
_CHAIN = re.compile(r"[一二三四五]是[^。！？\n]*")
_NUMBERED = re.compile(
    r"(?<=[。；：，:;,！？\n])\s*(?:[一二三四五六七八九十]{1,3}[.．]|[（(]?\d{1,2}[）)、.．](?!\d))"
)
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])[.．](?=[\u4e00-\u9fff\s]|$)")
_HELLO = re.compile(r"^[^。！？\n]{0,15}?(?:您|你)好[！!，,。:：]*")
_LEAD = re.compile(r"^[^：。]{0,40}(?:回复|答复|报告|说明|反馈|情况|结果)如下[：:]")
_CLOSERS = '”」』"’'
_LABEL = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]|[（(]?\d{1,2}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳●◆■▪·•\-—*]+)\s*"
)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order, without numbering and surrounding space."""
    found: list[str] = []
    for piece in _pieces(text):
        if len(found) >= MOST_SENTENCES:
            break
        bare = _LABEL.sub("", _LEAD.sub("", _HELLO.sub("", piece.strip()))).strip(
            " \t　" + _CLOSERS if _unpaired(piece) else " \t　"
        )
        if bare and re.search(r"\w", bare):
            found.append(bare)
    return tuple(Sentence(place, bare) for place, bare in enumerate(found, 1))


def choose(
    sentences: Sequence[Sentence], budget: int, cost: Callable[[Sentence], int], kind: str
) -> tuple[Sentence, ...]:
    """The weightiest sentences that fit `budget`, in their own order.

    One that hangs on the sentence before it (他…, 这…, 第二次…) is read with that one or not at all.
    `cost` is in the unit of `budget`; a sentence that costs nothing can't be read and is left out.
    `kind` names the weights: problem, done or comment.
    """
    read = {one.place: one for one in sentences if cost(one) > 0 and weight(one, kind) > 0}
    taken: set[int] = set()
    left = budget
    for sentence in sorted(read.values(), key=lambda one: (-weight(one, kind), one.place)):
        wanted = [one for one in _with_what_it_needs(sentence, read) if one.place not in taken]
        price = sum(map(cost, wanted))
        if wanted and price <= left:
            taken |= {one.place for one in wanted}
            left -= price
    return tuple(read[place] for place in sorted(taken))


def _with_what_it_needs(sentence: Sentence, read: Mapping[int, Sentence]) -> list[Sentence]:
    """The sentence behind those it hangs on; nothing where one of them can't be read."""
    found = [sentence]
    while _BOUND.match(found[0].text):
        before = read.get(found[0].place - 1)
        if before is None:
            return []
        found.insert(0, before)
    return found


def weight(sentence: Sentence, kind: str) -> float:
    """How much a sentence is worth; 0 for greetings, thanks and pointers that nobody reads aloud."""
    words = weights()[kind]
    text = sentence.text
    if any(re.search(pattern, text) for pattern in words.skip) or _breathless(text, kind):
        return 0
    strong = sum(2.0 for word in words.strong if word in text)
    weak = sum(0.5 for word in words.weak if word in text)
    early = (0.6 if kind == "quote" else 3.0) / sentence.place
    return max(0.1, 1 + min(strong, 6) + early - min(weak, 3) - (1.5 if len(text) > 90 else 0))


def _breathless(text: str, kind: str) -> bool:
    """Whether a stretch has no mark for too long; a space is none, people type it anywhere."""
    stretches = _MARKS.split(re.sub(r"\s", "", text))
    return max(map(len, stretches)) > _BREATH.get(kind, 40)


@cache
def weights() -> dict[str, Weights]:
    """The weights by kind, from words/weights.yaml."""
    return msgspec.yaml.decode((WORDS / "weights.yaml").read_bytes(), type=dict[str, Weights])


def _pieces(text: str) -> list[str]:
    """Cut at full stops and line ends; 一是…；二是… stays one sentence, or half of it would be read."""
    text = _DOT.sub("。", _NUMBERED.sub("\n", text))
    chained = _CHAIN.sub(lambda match: re.sub("[；;]", "\x00", match[0]), text)
    whole = (piece.replace("\x00", "；") for piece in _ENDS.split(chained) if piece and piece.strip())
    return [part for piece in whole for part in _breaths(piece)]


def _breaths(piece: str) -> list[str]:
    """A piece nobody could read in one go, at its commas; a stretch without any is not speech."""
    if len(piece) <= LONGEST_SENTENCE:
        return [piece]
    parts = [""]
    for clause in re.split(r"(?<=[，,；;])", piece):
        if len(parts[-1]) + len(clause) > LONGEST_SENTENCE:
            parts.append("")
        parts[-1] += clause
    return [part for part in parts if 0 < len(part) <= LONGEST_SENTENCE]


def _unpaired(piece: str) -> bool:
    return piece.count("“") != piece.count("”")
