"""The other items of a list in which names are sure: 王芳、李强、高兴 are three people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.anonymise import names
from publish.anonymise.lexicon import RARE
from publish.anonymise.statistical import likeness

_MARKS = "、/;,\n "
_SIDE = re.compile(r"(?P<mark>[、/;,]| ?\n ?| {1,4}|[和与及])")
_ITEM = re.compile(r"[一-鿿㐀-䶿]{2,5}(?:[·.][一-鿿]{1,5})?")
_TAIL = re.compile(r"等.*$|(?<=..)[和与及].*$|[一二三四五六七八九十几两][人位名户].*$")
_NOBODY = re.compile(
    r"某|\*|先生|女士|居民|村民|群众|业主|公司|单位|部门|街道|社区|小区|电话|身份|地址|领导|以上|您好|你好|谢谢|此致|敬礼|附件|如下"
)
_GIVEN = re.compile(r"(?!等)[一-鿿]")
_LEADS = frozenset("有和与及由向对让给叫是")
Place = tuple[int, int]


def find(folded: str, sure: Sequence[Place]) -> Iterator[Place]:
    """Items beside sure names that a name's surname begins, in lists where names are the most."""
    known = dict(sure)
    ends = {end: start for start, end in sure}
    seen: set[Place] = set()
    for start, end in sure:
        if (start, end) in seen:
            continue
        items = [*_back(folded, start, ends), (start, end), *_on(folded, end, known)]
        seen.update(items)
        named = {item for item in items if item[0] in known or item[1] in ends}
        if len(named) >= 2 and len(named) * 2 >= len(items):
            yield from (item for item in items if item not in named or item[1] != known.get(item[0]))


def _on(folded: str, at: int, known: dict[int, int]) -> list[Place]:
    """Items behind `at`, all behind the same mark."""
    items: list[Place] = []
    first = _SIDE.match(folded, at)
    while (side := _SIDE.match(folded, at)) and first and _alike(side, first):
        found = _ITEM.match(folded, side.end())
        if not found:
            break
        start, end = _led(folded, found.start()), found.end()
        end = known.get(start, end - _tail(found[0]))
        if not _person(folded, start, end):
            break
        items.append((start, end))
        at = end
    return items


def _back(folded: str, at: int, ends: dict[int, int]) -> list[Place]:
    """Items before `at`, all before the same mark."""
    items: list[Place] = []
    mark = folded[at - 1 : at]
    while mark and mark in _MARKS and folded[at - 1] == mark:
        end = at - 1
        while end and mark in " \n" and folded[end - 1] in " \n":
            end -= 1
        start = ends.get(end, _led(folded, _start(folded, end)))
        if not _person(folded, start, end):
            break
        items.append((start, end))
        at = start
    return items[::-1]


def _led(folded: str, start: int) -> int:
    """Without what leads to a name: 有王芳, 和王芳."""
    if folded[start : start + 1] not in _LEADS:
        return start
    rare = folded[start + 1 : start + 2] in RARE and _GIVEN.match(folded, start + 2)  # but 和言|等人
    return start + bool(likeness.surname(folded, start + 1) or rare)


def _start(folded: str, end: int) -> int:
    start = end
    while start and end - start < 6 and ("一" <= folded[start - 1] <= "鿿" or folded[start - 1] == "·"):
        start -= 1
    return start


def _alike(side: re.Match[str], first: re.Match[str]) -> bool:
    return side["mark"].strip(" ")[:1] == first["mark"].strip(" ")[:1] or side["mark"] in "和与及"


def _tail(run: str) -> int:
    found = _TAIL.search(run)
    return len(run) - found.start() if found else 0


def _person(folded: str, start: int, end: int) -> bool:
    """Whether an item may be a name in a list of names."""
    name = folded[start:end]
    if "·" in name or "." in name:
        return True
    if not 2 <= len(name) <= 4 or _NOBODY.search(name) or names.titled(name, 1) or names.titled(name, 2):
        return False
    return likeness.surname(name, 0) or name[0] in RARE or likeness.composed(name)
