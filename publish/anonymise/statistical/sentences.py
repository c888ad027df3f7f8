"""Divides a folded text into sentences short enough for the networks, each character's place kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from publish.anonymise.lexicon import SURNAME_CLASS

LONGEST = 96
"""Characters of a sentence; a longer one is cut behind its last comma before."""
_OVERLAP = 8  # where there is no comma either, so that no name is cut in two
_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]{0,3}")
_SPREAD = re.compile(  # 王 芳, 王 小芳, 王 小 芳; and 我叫王 芳, whose surname doesn't stand alone
    rf"((?<![一-鿿])[一-鿿]) {{1,3}}(?=[一-鿿](?: {{0,3}}[一-鿿])?(?![一-鿿]))"
    rf"|({SURNAME_CLASS}) {{1,3}}(?=[一-鿿](?![一-鿿]))"
    rf"|(?<={SURNAME_CLASS} )([一-鿿]) {{1,3}}(?=[一-鿿])|(?<={SURNAME_CLASS}  )([一-鿿]) {{1,3}}(?=[一-鿿])"
)
_DOT = re.compile(r"(?<=[一-鿿])\.(?=[一-鿿])")  # 艾力.亚森, written for 艾力·亚森
_BLANKS = re.compile(r" +")


class Sentence(msgspec.Struct, frozen=True):
    """What the networks read; the character at `i` stands at `places[i]` of the text."""

    text: str
    places: Sequence[int]


def split(folded: str) -> Iterator[Sentence]:
    """The sentences of a folded text in order; those without a 汉字 are left out."""
    for match in _SENTENCE.finditer(folded):
        for start, end in _cut(folded, *match.span()):
            sentence = _plain(folded, start, end)
            if sentence.text:
                yield sentence


def _cut(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        comma = max(folded.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ",:、 ")
        cut = comma + 1 if comma > 0 else start + LONGEST
        yield start, cut
        start = cut if comma > 0 else cut - _OVERLAP
    yield start, end


def _plain(folded: str, start: int, end: int) -> Sentence:
    """Without the blanks at both ends; those that spread a name out (王 芳) left out, others one each."""
    text = _DOT.sub("·", folded[start:end])
    if " " not in text:
        return Sentence(text, range(start, end))
    gone = {place for match in _SPREAD.finditer(text) for place in range(match.start() + 1, match.end())}
    gone |= {place for match in _BLANKS.finditer(text) for place in _surplus(match, len(text))}
    kept = [place for place in range(len(text)) if place not in gone]
    return Sentence("".join([text[place] for place in kept]), [start + place for place in kept])


def _surplus(blanks: re.Match[str], length: int) -> range:
    """All but one of the blanks; all of them at either end."""
    ends = blanks.start() == 0 or blanks.end() == length
    return range(blanks.start() + (0 if ends else 1), blanks.end())
