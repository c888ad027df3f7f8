"""Several names in a row: 王芳、李军、张伟等三人."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise import names
from publish.anonymise.base import Pattern, Place, Recognizer, Source
from publish.anonymise.lexicon import COMPOUND, HAN, SURNAME_CLASS

_MARK = r"(?:[ ]?[、,/][ ]?|[ ]{1,3}|\n)"
_LIST = re.compile(
    rf"(?<!{HAN}){HAN}{{2,}}+(?:{_MARK}{SURNAME_CLASS}{HAN}{{1,3}}(?!{HAN}))*{_MARK}{SURNAME_CLASS}{HAN}{{1,11}}"
)
_RUN = re.compile(f"{HAN}+")
_PEOPLE = re.compile(
    r"等?(?:[一二三四五六七八九十两几0-9]{1,3}[个名位]?人|[人户家]|几[家户个]|都|签|作证|可以"
    r"|联名|证明|的名字)|等[人户几]?|[, ]?签"
)


_ANNOUNCED = re.compile(
    r"(?:名单|名字|签名|签字|联名|代表|证人|作证|村民|居民|业主|家长|同事|工友"
    r"|老人)[^。,;\n]{0,6}[:有是]?[ \n]{0,2}$|(?:带头的|情况的|同意的|知情的|[,。])有$"
)


def _items(match: re.Match[str], source: Source) -> Iterable[Place]:
    """The items that are names, where most are and at least one is beyond doubt."""
    runs = [found.span() for found in _RUN.finditer(source.folded, match.start(), match.end())]
    first, last = runs[0], runs[-1]
    places = [_tail(source.folded, first), *(_exact(source.folded, run) for run in runs[1:-1])]
    places.append(_head(source.folded, last))
    found = [place for place in places if place]
    texts = [source.folded[start:end] for start, end in found]
    if len(found) >= 2 and len(found) * 3 >= len(runs) * 2 and _convincing(texts, source.folded, found):
        yield from found


def _convincing(texts: list[str], folded: str, places: list[Place]) -> bool:
    """A row of people is announced or closed as one, or is one by its names."""
    start, end = places[0][0], places[-1][1]
    called = _PEOPLE.match(folded, end) or _ANNOUNCED.search(folded, max(0, start - 14), start)
    certain = sum(names.sure(text) for text in texts)
    if called:
        return certain >= 1 or all(names.plain(text, 0) for text in texts)
    return certain >= (1 if len(texts) > 2 else 2)


def _exact(folded: str, run: Place) -> Place | None:
    return run if names.likely(folded[slice(*run)]) else None


def _head(folded: str, run: Place) -> Place | None:
    end = names.end(folded, run[0])
    return (run[0], end) if end and end <= run[1] else None


def _tail(folded: str, run: Place) -> Place | None:
    for size in (4, 3, 2):
        start = run[1] - size
        name = folded[start : run[1]] if start >= run[0] else ""
        if names.likely(name) and not names.within(folded, start) and (size < 4 or name[:2] in COMPOUND):
            return start, run[1]
    return None


RECOGNIZER = Recognizer(
    name="name_list",
    kind="PERSON",
    triggers=("、", ",", "/", " ", "\n"),
    patterns=(Pattern(_LIST, score=0.8, refine=_items),),
    positives=(
        "带头的有【王小芳】、【李军】、【张伟】等人",
        "【陈志强】、【刘建国】和大家",
        "【王芳】 【李小燕】 【张建军】都签了名",
    ),
    negatives=("供水、供电、供气", "渝北、江北、南岸", "水费、电费、物业费"),
    near_misses=("黄金、白银、石油", "高新区、两江新区", "安全、平安、和谐", "周一、周二、周三"),
)
