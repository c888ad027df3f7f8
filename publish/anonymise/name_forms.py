"""Names told by the place they stand in: there a name may have any characters (成功, 任何), be written apart,
hold a dot, be made of parts (格桑卓玛), or be in Latin letters."""

from __future__ import annotations

import re

from publish.anonymise import names
from publish.anonymise.lexicon import (
    COMMON,
    COMPOUND,
    GIVEN,
    HAN,
    PARTS,
    POSTS,
    RARE,
    SURNAMES,
    TITLES,
    read_words,
)

NOBODY = frozenset(read_words("nobody.txt"))
"""What stands where a name is promised and names nobody."""
ORDINARY = COMMON | frozenset(read_words("words_nouns.txt")) | frozenset(read_words("words_verbs.txt"))
"""Common words of two characters and more, names of few."""

HEAD = f"[{''.join(sorted(SURNAMES | RARE | frozenset(word[0] for word in (*COMPOUND, *PARTS))))}]"
"""What names without a dot begin with: a surname, or a part of a name."""
BORROWED = frozenset(read_words("name_words.txt"))
"""Words that are whole names of some: 高峰, 时光, 温馨."""

_SOUNDS = frozenset("".join(PARTS)) | frozenset("丽娅莎妮菲克斯特尔夫洛卡米沙帕那热皮提玉")
_SOUND = "[" + "".join(sorted(_SOUNDS)) + "]"
_DOTTED = re.compile(rf"{HAN}{{1,8}}[·.]{HAN}{{1,8}}(?:[·.]{HAN}{{1,8}})?")
_SOUNDED = re.compile(rf"{_SOUND}{{1,8}}[·.]{_SOUND}{{1,8}}(?:[·.]{_SOUND}{{1,8}})?")
_LATIN = re.compile(r"[A-Z][A-Za-z']{1,15}(?:[ ,·.]{1,2}[A-Z][A-Za-z'\-]{1,15}){1,3}(?![A-Za-z0-9])")
_LATIN_ONE = re.compile(r"[A-Z][a-z]{2,15}(?![A-Za-z0-9@_])")
_SPREAD = re.compile(rf"({HAN})[ ]{{1,4}}({HAN})(?:[ ]{{0,4}}({HAN}))?")
_STOP = re.compile(r"[,。;!?、()/\[\]\s:\"“”']|$|[0-9A-Za-z]")
_NOT_NAMED = re.compile(
    r"[我你您他她它们这那哪谁不没吗呢吧了的是某该每各啥啦呀嘛吖哦噢]|[为如]何|何[时处况必]|公司|单位|部门|中心|小区|社区|村委|物业|银行"
    r"|[局处科室厅]$|医院|学校|派出所|大队|政府|街道|投诉|反映|举报|咨询|详见|电话|号码|以上|以下|其中|如有|请|热心|全体|位$|等$"
)
FIELD = re.compile(
    r"[ ,:;、(]{0,4}\n?[ ]{0,4}(?:性别|[男女](?![儿友朋方子人性生孩])|汉族|[一-鿿]{1,3}族|身份证|证件号|护照"
    r"|社会保障|社保|医保|电话|手机|联系方式|联系电话|车牌|驾驶证|驾照|家庭成员|年龄|出生|生于|生日|家?住[址在:]"
    r"|现住|户籍|籍贯|籍|(?:19|20)[0-9]{2}[年.\-/]|[0-9一二三四五六七八九十]{1,3}[多来几]?岁|[虚实]岁"
    r"|1[3-9][0-9][ \-0-9]{8}|[(]?0[0-9]{2,3}[) \-]{0,2}[2-8][0-9]{5}|[0-9]{6}[ ]?[0-9]{4}|工号|学号|QQ|微信)"
)
"""What follows a name in a list of somebody's data: 王芳，身份证…"""
_VERBAL = frozenset("和才拉部费说求连")  # surnames that are mostly other words, even behind a label
_TITLED = (*(title for title in TITLES + POSTS if len(title) > 1), "老师傅", "大嬢", "小姐姐")


def nobody(run: str) -> bool:
    """Whether a stretch of characters that stands alone names nobody: 不详, 本人, 某业主, 王先生."""
    if run in NOBODY or (len(run) > 3 and not NOBODY.isdisjoint((run[:2], run[-2:]))):
        return True
    return bool(_NOT_NAMED.search(run)) or run.endswith(_TITLED)


def surnamed(run: str) -> bool:
    """Whether a stretch begins with a surname, however rare."""
    return run[:1] in SURNAMES or run[:2] in COMPOUND or run[:1] in RARE


def told(folded: str, at: int) -> int:
    """End of the name at `at`, where one is promised; 0 where none stands there."""
    if "A" <= folded[at : at + 1] <= "Z":
        return latin(folded, at) or _match(_LATIN_ONE, folded, at)
    end = dotted(folded, at) or spread(folded, at)
    return end or alone(folded, at) or composed(folded, at) or before_title(folded, at)


def alone(folded: str, at: int) -> int:
    """End of two to four characters that stand alone and may name somebody; of up to eight made of parts."""
    run = names.run_at(folded, at)
    end = at + len(run)
    if not _STOP.match(folded, end):
        return 0
    if 2 <= len(run) <= 4 and not nobody(run):
        short = names.end(folded, at)
        return short if 0 < short < end - 1 and names.closed(folded, short) else end  # 王芳|住在
    return end if composed(folded, at) == end else 0


def borne(folded: str, at: int) -> int:
    """End of a name with a rare surname that ends with its clause or before a verb; 0 of words."""
    if folded[at : at + 1] in _VERBAL:
        return 0
    for end in (at + 3, at + 2):
        run = folded[at:end]
        fits = run[:1] in RARE and set(run[1:]) <= GIVEN and run[:2] not in ORDINARY and not nobody(run)
        if fits and len(run) == end - at and names.closed(folded, end):
            return end
    return 0


def wordy(folded: str, at: int) -> int:
    """End of a name that begins like a word (唐朝碧, 韩国容): the third character is no word's beginning."""
    run = folded[at : at + 3]
    apart = (
        run[2:] not in tuple("和与及") and run[1:] not in ORDINARY and folded[at + 2 : at + 4] not in ORDINARY
    )
    fits = len(run) == 3 and names.plain(folded, at) and run[:2] in ORDINARY and set(run[1:]) <= GIVEN
    after = _STOP.match(folded, at + 3) or any(folded[at + 3 : at + size] in ORDINARY for size in (5, 6))
    return at + 3 if fits and apart and after and run not in ORDINARY and not nobody(run) else 0


def before_title(folded: str, at: int) -> int:
    """End of two to four characters before a title (夏天嬢嬢); 0 of a surname alone before one."""
    for size in (4, 3, 2):
        end = at + size
        run = folded[at:end]
        if len(names.run_at(folded, at)) > size and folded.startswith(_TITLED, end) and not nobody(run):
            return end if surnamed(run) and run[0] not in "和与" and run not in COMPOUND else 0
    return 0


def dotted(folded: str, at: int) -> int:
    """End of a name with a dot in it: 阿依古丽·买买提."""
    found = _DOTTED.match(folded, at)
    if not found:
        return 0
    first = max(folded.rfind("·", at, found.end()), folded.rfind(".", at, found.end())) + 1
    known = composed(folded, first, least=1)
    if known:
        return known
    if _STOP.match(folded, found.end()) and found.end() - first <= 5:
        return found.end()
    return sounded(folded, at)


def sounded(folded: str, at: int) -> int:
    """End of a dotted name whose characters spell out sounds; what follows may be a word."""
    found = _SOUNDED.match(folded, at)
    if not found or found.end() - at < 4:
        return 0
    first = max(folded.rfind("·", at, found.end()), folded.rfind(".", at, found.end())) + 1
    return composed(folded, first, least=1) or found.end()


def composed(folded: str, at: int, least: int = 2) -> int:
    """End of the longest name at `at` made of `least` parts or more (德吉|央宗), or of one that is long."""
    ends, best = {at: 0}, 0
    for start in range(at, at + 9):
        if start not in ends:
            continue
        for size in range(2, min(6, len(folded) - start + 1)):
            if folded[start : start + size] in PARTS:
                ends[start + size] = max(ends.get(start + size, 0), ends[start] + 1)
    for end, parts in ends.items():
        if parts >= least or (parts and end - at > 2):
            best = max(best, end)
    return best


def latin(folded: str, at: int) -> int:
    """End of a name of two words or more in Latin letters: Zhang Wei, WANG Xiaofang."""
    return _match(_LATIN, folded, at)


def spread(folded: str, at: int) -> int:
    """End of a name written apart (施  澜娅, 谷　丽　清) whatever follows; 0 where none is."""
    closed = names.spaced(folded, at)
    if closed:
        return closed
    found = _SPREAD.match(folded, at)
    if not found or not surnamed(found[1]) or found[2] not in GIVEN:
        return 0
    last = found[3]
    if (
        last
        and last in GIVEN
        and (names.closed(folded, found.end()) or not names.closed(folded, found.end(2)))
    ):
        return found.end()
    return (
        found.end(2) if not last or last not in GIVEN or names.closed(folded, found.end(2)) else found.end()
    )


def _match(regex: re.Pattern[str], folded: str, at: int) -> int:
    found = regex.match(folded, at)
    return found.end() if found else 0
