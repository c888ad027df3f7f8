"""Whether a word may stand in place of what was masked: it reads as nothing that is masked itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.anonymise import registry
from publish.anonymise.base import Source

LONGEST = 12
_PAIRS = (("［", "］"), ("（", "）"), ("【", "】"), ("〔", "〕"), ("“", "”"), ("(", ")"), ("[", "]"))
_AROUND = (
    "，{}，",
    "投诉人：{}，",
    "我叫{}。",
    "{}说，",
    "儿子{}，",
    "妻子{}的",
    "电话{}，",
    "住{}，",
    "\n{}\n",
)


_MASKED = re.compile(r"某|(?<=某)|[一-鿿]{1,2}某+[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥]*$")


def ours(folded: str, start: int, end: int) -> bool:
    """Whether what stands at [start, end) is, or begins within, a word that stands for somebody already:
    某甲公司, 甲公司 of it, 王某, 王某乙."""
    return bool(_MASKED.match(folded[:end], start))


def faults(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """(key, word, why) of every word that can't stand in a text."""
    for key, word in dict.fromkeys(words):
        why = _fault(word)
        if why:
            yield key, word, why


def _fault(word: str) -> str:
    if not word.strip() or len(word) > LONGEST:
        return f"应为 1 至 {LONGEST} 个字"
    if re.search(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ@\s]", word):
        return "不能含数字、字母和空白"
    if any(word.count(left) != word.count(right) for left, right in _PAIRS):
        return "括号、引号须成对"
    return "会被当作个人信息再次隐去" if masked_again(word) else ""


def masked_again(word: str) -> bool:
    """Whether a recognizer would claim the word, or a part of it, in a sentence."""
    text, places = "", []
    for frame in _AROUND:
        at = len(text) + frame.index("{}")
        text += frame.format(word)
        places.append((at, at + len(word)))
    source = Source(text)
    claimed = (hit for one in registry.load() if not one.doubt for hit in one.find(source))
    hits = [hit for hit in claimed if not ours(source.folded, hit.start, hit.end)]
    return any(hit.start < end and start < hit.end for hit in hits for start, end in places)
