"""Where a Chinese name ends that begins at a given place, judged by its characters alone."""

from __future__ import annotations

import re

from publish.anonymise.lexicon import (
    COMPOUND,
    FREQUENT,
    GIVEN,
    HAN,
    POSTS,
    SURNAMES,
    TITLES,
    WORDS,
    read_words,
)

WHOLE = frozenset(read_words("given_words.txt"))
"""Given names that are words, or begin like one: 向前, 有才. They are taken whole."""

_HAN = re.compile(HAN)
_RUN = re.compile(HAN + "{1,12}")
_AFTER = re.compile(  # words that may follow a name and begin with what might be its last character
    r"住|在|电话|手机|身份|男|女|先生|女士|小姐|来自|年龄|今年|现年|性别|地址|联系|于[一-鿿0-9]|是[一-鿿]|的|说|称|反映|表示|签字|签名"
    r"|等[人户家几]?|和[一-鿿]|与[一-鿿]|及|所[建有]|户[主口]?|家[里的中门住]|约[定好在谈]|承[认诺担包]|天天|七十|八十|六十|五十|几十|十几|当[着时面场]|还[写说有在没]|年[纪龄事]|骑|也|高[血龄中大度]|向[一-鿿]|从[一-鿿]|去[一-鿿年]|被|把|将|给"
    r"|有[一-鿿]|没有|为[一-鿿]|因|就|又|也|都|不|要|已|曾|找|跟|同[一-鿿]|名下|本人|夫妇|夫妻|两口|几[家户]|一[家行户边直起次个样共旦些年]|来[一-鿿电]"
    r"|应[该当]|付[款费清给出了]|设[计施备立置有]|落[实户水地]|到[一-鿿]|对[一-鿿]|我[一-鿿]|购买|购房|购于|租|打|写|上|出[生具租]|生[于日]|收|独[子女]|老[人师板家]|系|[2-9]人"
)
_COMMON_END = frozenset(
    "的是在说称住电有没也都就又不要已曾找跟被把将给及等为因从到于向去和与系租打写所户们这那个了吗呢吧啊"
)


def surname(name: str) -> str:
    """The surname a name begins with; its first character where none is known; "" of nothing."""
    return name[:2] if name[:2] in COMPOUND else name[:1]


def within(folded: str, at: int) -> bool:
    """Whether what begins at `at` is the rest of a word: 居 of 邻居."""
    return folded[max(0, at - 1) : at + 1] in WORDS


def place(folded: str, end: int) -> bool:
    """Whether what ends at `end` is the name of a place: 黄兴镇, 白云山, 龙庭社区, 华盛世纪."""
    return (
        folded[end - 1] in _PLACE_END
        or bool(_PLACE_NEXT.match(folded, end))
        or bool(_WORD_NEXT.match(folded, end - 1))
    )


def plain(folded: str, at: int) -> bool:
    """Whether the surname at `at` is a frequent or a compound one, not a word that may be a surname."""
    return folded[at : at + 1] in _PLAIN or folded[at : at + 2] in COMPOUND


def begins(folded: str, at: int) -> int:
    """Length of the surname at `at`, 0 where none is."""
    if folded[at : at + 2] in COMPOUND:
        return 2
    return 1 if folded[at : at + 1] in SURNAMES else 0


def end(folded: str, at: int, *, strict: bool = True) -> int:
    """End of the name that begins at `at`; 0 where there is none.

    `strict`: the given name must be made of characters names are made of. Where a third character
    may or may not belong to it, it does: a character too many is better than one too few.
    """
    size = begins(folded, at)
    first = at + size
    if not size or folded[at : at + 2] in WORDS or titled(folded, first):
        return 0
    if folded[first : first + 2] in WHOLE:
        return first + 2
    if not _fits(folded, first, strict) or folded[first] in _COMMON_END:
        return 0
    second = first + 1
    if folded[first] == "家" and not _continues(folded, second, strict):
        return 0  # 王家 is a family
    return second + 1 if _continues(folded, second, strict) else second


def _fits(folded: str, at: int, strict: bool) -> bool:
    char = folded[at : at + 1]
    return char in GIVEN if strict else bool(_HAN.match(char))


def _continues(folded: str, at: int, strict: bool) -> bool:
    if not _fits(folded, at, strict) or titled(folded, at):
        return False
    return not _AFTER.match(folded, at)


def titled(folded: str, at: int) -> bool:
    """Whether a title or a post begins at `at`."""
    return folded.startswith(_CALLED, at)


def whole(run: str) -> bool:
    """Whether a stretch that stands alone may be a name: two to four characters, surname first."""
    if not 2 <= len(run) <= 4 or run[:2] in WORDS or run in WORDS or "某" in run:
        return False
    size = begins(run, 0)
    given = len(run) - size
    if not size or titled(run, size) or not (1 <= given <= 2 or doubled(run)):
        return False
    if run[size:] in WHOLE:
        return True
    return run[size:] != "家" and not any(char in _COMMON_END for char in run[size:])


def doubled(run: str) -> bool:
    """杨秦斯宇: both parents' surnames and a given name of two characters."""
    return len(run) == 4 and run[0] in FREQUENT and run[1] in FREQUENT and set(run[2:]) <= GIVEN


def likely(run: str) -> bool:
    """Whether a stretch is a name by its characters: a known surname and a given name's characters."""
    given = run[begins(run, 0) :]
    return whole(run) and (given in WHOLE or all(char in GIVEN for char in given))


def sure(run: str) -> bool:
    """Whether a stretch is a name beyond what its place says: frequent surname, three characters."""
    return likely(run) and len(run) >= 3 and (run[0] in FREQUENT or run[:2] in COMPOUND)


def spaced(folded: str, at: int) -> int:
    """End of a name written apart (王 芳, 王　小 芳) that begins at `at`; 0 where none does."""
    found = _SPACED.match(folded, at)
    return found.end() if found and likely(found[0].replace(" ", "")) else 0


def closed(folded: str, at: int) -> bool:
    """Whether a name may end at `at`: its clause ends, or a word follows that follows names."""
    return bool(_CLOSED.match(folded, at) or _AFTER.match(folded, at))


def run_at(folded: str, at: int) -> str:
    """The 汉字 that stand together from `at` on, twelve at most."""
    found = _RUN.match(folded, at)
    return found[0] if found else ""


_SPACED = re.compile(r"[一-鿿][ ]{1,2}[一-鿿](?:[ ]{0,2}[一-鿿])?(?![一-鿿])")
_CLOSED = re.compile(r"[,。;!?、()\s:\"”0-9]|$")
_PLACE_END = frozenset("镇乡村湖山路冲桥港园环星河江街坝沟湾坪岭溪洲城区州寺站花石庭院楼苑")
_PLACE_NEXT = re.compile(
    r"[镇乡村街路道区县市州院苑园山湖河江冲桥港口库站城寺庙坝沟湾坪岭溪洲楼栋期店厂矿井塘场馆岛组社]|大[道桥厦]|国际|世纪|中[心学]|小[学区]|广场|花园|集团|公司"
)
_WORD_NEXT = re.compile(
    r"安全|安置|业主|平台|平方|国家|国际|世纪|一个|一些|一直|一次|一家的|建设|建议|环境|明确|明显|公司|社区|小区|行为|行政|利用|长期|正常|发现|发生|来源|金额|文件|大道|学生|学校|工作|工程|方面|时间|中心|全部|全体"
)
_PLAIN = FREQUENT - frozenset("向于何任万余方高金代文")
_CALLED = tuple(title for title in TITLES if len(title) > 1) + POSTS
